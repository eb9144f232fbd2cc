"""`make demo`: the whole portal as one foreground process, with simulated outside systems. Ctrl-C ends it cleanly."""

import os
import sys

import django

from demo import places

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ingang.project.settings.demo")
    os.environ.setdefault("INGANG_STREAM_ORIGIN", places.STREAMS)
    os.environ.setdefault("INGANG_PAGES_ORIGIN", places.PAGES)
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    django.setup()
    # Only now: the rest of the demonstration reads the house's tables.
    from demo.run import run

    sys.exit(run())
