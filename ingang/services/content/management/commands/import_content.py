"""`ingang import-content FOLDER`: put texts from files into the site."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from ingang.kernel.periods import local_date
from ingang.services.content.errors import BadFile
from ingang.services.content.importing import import_content


class Command(BaseCommand):
    """What has not changed is left alone; a file that can not be read changes nothing."""

    help = "Publish the texts of a folder: articles/<key>/<language>.md and regions/<code>/<key>.md"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--demonstration", action="store_true", help="publish what nobody has reviewed, marked so")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["folder"].is_dir():
            raise CommandError(f"there is no folder {options['folder']}")
        try:
            done = import_content(
                folder=options["folder"],
                demonstration=options["demonstration"],
                today=local_date(timezone.now()),
                progress=self.stdout.write,
            )
        except BadFile as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{done.read} texts read, {done.written} new or changed")
