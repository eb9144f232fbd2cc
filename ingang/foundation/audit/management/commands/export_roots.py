"""`ingang export-roots`: write the signed roots of the audit log to where the database's owner can not reach."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError

from ingang.foundation.audit.errors import RootsFileDamaged
from ingang.foundation.audit.roots import export_to_file, line_of, seals_after


class Command(BaseCommand):
    """Appends new roots to a file, or sends all since a number by mail. They hold no personal data."""

    help = "Write the signed roots of the audit log outside the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        way = parser.add_mutually_exclusive_group()
        way.add_argument("--to", type=Path, metavar="FILE", default=Path(settings.AUDIT_ROOTS_FILE))
        way.add_argument("--mail", action="store_true", help="send to INGANG_AUDIT_ROOTS_MAIL instead")
        parser.add_argument("--after", type=int, default=0, metavar="NUMBER", help="with --mail: after this seal")

    def handle(self, *_: Any, to: Path, mail: bool, after: int, **__: Any) -> None:
        count = self._mail(after) if mail else self._file(to)
        self.stdout.write(f"{count} roots {'sent' if mail else f'written to {to}'}.")

    def _file(self, path: Path) -> int:
        try:
            return export_to_file(path=path)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"The roots can not be written: {error}") from error
        except RootsFileDamaged as error:
            raise CommandError(f"Line {error.args[0]} of {path} can not be read. Nothing was written.") from error

    def _mail(self, after: int) -> int:
        if not settings.AUDIT_ROOTS_MAIL:
            raise CommandError("INGANG_AUDIT_ROOTS_MAIL names no receiver. Nothing was sent.")
        seals = seals_after(number=after)
        if seals:
            subject = f"Audit roots {seals[0].number}-{seals[-1].number}"
            send_mail(subject, "".join(map(line_of, seals)), None, settings.AUDIT_ROOTS_MAIL)
        return len(seals)
