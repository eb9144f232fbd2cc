"""`ingang verify-audit`: prove that the audit log is as it was written."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ingang.foundation.audit.errors import RootsFileDamaged
from ingang.foundation.audit.models import Seal
from ingang.foundation.audit.roots import seals_in
from ingang.foundation.audit.signatures import seal_key
from ingang.foundation.audit.verification import Finding, verify_roots, verify_seals
from ingang.foundation.audit.windows import unsealed


class Command(BaseCommand):
    """Finds every changed, removed or inserted sealed row. Ends with 1 and says what is wrong, or with 0.

    That the end of the log was cut off shows only against exported roots: give them with --roots.
    """

    help = "Prove that the audit log is as it was written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--roots", type=Path, metavar="FILE", help="exported roots to compare with")

    def handle(self, *_: Any, roots: Path | None, **__: Any) -> None:
        believed = frozenset({seal_key(secret=settings.AUDIT_SEAL_SECRET).public, *settings.AUDIT_FORMER_KEYS})
        findings = [*self._seals(believed), *self._roots(roots, believed)]
        for finding in findings:
            self.stdout.write(f"WRONG  {finding.sentence}  [{finding.code}]")
        if findings:
            raise CommandError(f"The audit log is not as it was written: {len(findings)} findings.")
        self.stdout.write("The audit log is as it was written.")

    def _seals(self, believed: frozenset[str]) -> Iterator[Finding]:
        total, rows = Seal.objects.count(), 0
        for done, (seal, findings) in enumerate(verify_seals(believed=believed), start=1):
            rows += seal.count
            self._progress(f"{100 * done // max(total, done):3d} %  {done} of {total} seals, {rows} events")
            yield from findings
        self._progress("")
        waiting = unsealed(last=seal.window_until if total else 0)
        self.stdout.write(f"{total} seals over {rows} events; {waiting} events are not sealed yet.")

    def _roots(self, path: Path | None, believed: frozenset[str]) -> Iterator[Finding]:
        if path is None:
            self.stdout.write("Without --roots FILE a cut-off end of the log can not be seen.")
            return
        try:
            with path.open(encoding="ascii") as lines:
                yield from verify_roots(exported=seals_in(lines=lines), believed=believed)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"The exported roots can not be read: {error}") from error
        except RootsFileDamaged as error:
            raise CommandError(f"Line {error.args[0]} of the exported roots can not be read.") from error

    def _progress(self, text: str) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{text:<60}", ending="\r")
