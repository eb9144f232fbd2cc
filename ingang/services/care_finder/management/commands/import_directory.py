"""`ingang import-directory FILE`: import a file of the directory, and tell what it changed."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from ingang.foundation.regions.rules import regions
from ingang.kernel.actor import Job
from ingang.services.care_finder.actions.importing import import_directory
from ingang.services.care_finder.models import RunState, What


class Command(BaseCommand):
    """Ends with a fault where the import was stopped."""

    help = "Import a file of the directory (XML or CSV with the attributes of HSA)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        codes = [one.code for one in regions()]
        parser.add_argument("--region", default="", choices=["", *codes], help="the file covers this region alone")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        run = import_directory(
            actor=Job(name="care_finder.command"),
            content=path.read_bytes(),
            file_name=path.name,
            region=options["region"],
            now=timezone.now(),
        )
        state = gettext(RunState(run.state).label)
        self.stdout.write(f"Import {run.id}: {state}. {run.lines} lines.")
        for what, count in sorted(run.counts.items()):
            title = gettext(What(what).label)
            self.stdout.write(f"  {title}: {count}")
        if run.state == RunState.FAILED:
            raise CommandError(gettext(run.reason))
