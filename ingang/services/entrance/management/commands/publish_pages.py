"""Writes every public page to disk: `ingang publish-pages`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ingang.services.entrance.jobs import write_pages


class Command(BaseCommand):
    """Tells how far it has come; status 1 when a page could not be made."""

    help = "Write every public page to disk, for when the database is away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--regions", action="store_true", help="also as each region's readers see them")

    def handle(self, *args: Any, regions: bool, **options: Any) -> None:
        made = write_pages(all_regions=regions, progress=self.stdout.write)
        self.stdout.write(f"{made.whole} pages are on disk")
        if made.failed:
            raise CommandError("these could not be made: " + ", ".join(made.failed))
