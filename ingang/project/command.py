"""The console command `ingang`: Django's commands under our name, with the demonstration's settings as default."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command; names may be written with hyphens."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ingang.project.settings.demo")
    arguments = sys.argv[:]
    if len(arguments) > 1:
        arguments[1] = arguments[1].replace("-", "_")
    execute_from_command_line(arguments)


if __name__ == "__main__":
    main()
