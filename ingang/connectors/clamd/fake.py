"""A virus scanner in memory, for tests and for files that the demonstration makes itself."""

from typing import BinaryIO

from ingang.connectors.clamd.errors import ClamdError

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The test string of the European Institute for Computer Antivirus Research: harmless, and every scanner's virus."""


class FakeClamd:
    """The client's methods; finds the test string, and `break_with` makes it fail."""

    def __init__(self) -> None:
        self.scanned = 0
        self._broken: ClamdError | None = None

    def scan(self, *, content: BinaryIO) -> str:
        """Look for the test string."""
        self.check()
        self.scanned += 1
        content.seek(0)
        return "Eicar-Test-Signature" if EICAR in content.read() else ""

    def check(self) -> None:
        """Raise what it is broken with."""
        if self._broken is not None:
            raise self._broken

    def break_with(self, error: ClamdError | None) -> None:
        """Every call raises this until it is taken back with None."""
        self._broken = error
