"""`ingang import-fhir FILE --care-giver HSAID --person NUMBER`: load what others wrote into a care giver's records."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext

from ingang.foundation.records.agreement import Saying
from ingang.foundation.records.errors import Disagrees, ImportRefused
from ingang.foundation.records.importing import Imported, import_file
from ingang.foundation.records.report import sayings
from ingang.kernel.errors import IngangError
from ingang.kernel.words import marked

CHECKED_BY_HAND = marked("If you have checked that it is the right person all the same: --despite-differences")


class Command(BaseCommand):
    """Tells what it does as it goes, and at the end what was stored, left out and should be looked at."""

    help = (
        "Import a FHIR R4 bundle (transaction, batch, collection, document, searchset), one resource or ndjson into a"
        " care giver's records of one person. All or nothing; the same file twice changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--care-giver", required=True, metavar="HSAID")
        parser.add_argument("--person", required=True, metavar="NUMBER")
        parser.add_argument("--dry-run", action="store_true", help="check and report, store nothing")
        parser.add_argument(
            "--despite-differences", action="store_true", help="store although birth date, sex or death disagree"
        )

    def handle(self, *, file: Path, care_giver: str, person: str, dry_run: bool, **options: Any) -> None:
        self._say(marked("Reading %(file)s ..."), file=file)
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(gettext("The file can not be opened: %(why)s") % {"why": error.strerror}) from error
        self._say(marked("Checking %(size)s kB, then storing ..."), size=max(1, len(content) // 1000))
        try:
            imported = import_file(
                content=content,
                care_giver=care_giver,
                number=person,
                now=timezone.now(),
                despite_differences=options["despite_differences"],
                rehearsal=dry_run,
            )
        except ImportRefused as refusal:
            raise CommandError(_refusal(refusal)) from refusal
        self._report(imported, dry_run)

    def _report(self, imported: Imported, rehearsal: bool) -> None:
        for saying in sayings(plan=imported.plan, stored=imported.stored, rehearsal=rehearsal):
            self.stdout.write(_words(saying))

    def _say(self, sentence: str, **values: object) -> None:
        self.stderr.write(gettext(sentence) % values)


def _refusal(error: IngangError) -> str:
    lines = [gettext(error.sentence) % error.values]
    if isinstance(error, Disagrees):
        differences: tuple[Saying, ...] = error.values["differences"]  # type: ignore[assignment]
        lines += [*map(_words, differences), gettext(CHECKED_BY_HAND)]
    return "\n".join(lines)


def _words(saying: Saying) -> str:
    return gettext(saying.sentence) % saying.values
