"""The virus scanner of this installation, and what it says of a file."""

from typing import BinaryIO

from django.conf import settings

from ingang.connectors.clamd.client import ClamdClient, ClamdSettings, Scanner
from ingang.connectors.clamd.errors import ClamdError, Unreachable
from ingang.foundation.documents.errors import VirusFound
from ingang.foundation.documents.models import FileState


class NoScanner:
    """Stands where no scanner is set up: nothing is ever clean, so every file waits, and that is seen."""

    def scan(self, *, content: BinaryIO) -> str:
        """Never a verdict."""
        raise Unreachable

    def check(self) -> None:
        """Never well."""
        raise Unreachable


def configured_scanner() -> Scanner:
    """The scanner that the settings name."""
    address, seconds = str(settings.CLAMD["ADDRESS"]), float(str(settings.CLAMD["SECONDS"]))
    if not address:
        return NoScanner()
    return ClamdClient(settings=ClamdSettings(address=address, timeout_seconds=seconds))


def scanned(*, content: BinaryIO, name: str, scanner: Scanner) -> FileState:
    """Clean; or waiting, when the scanner could not say. Refuses a file with a virus."""
    try:
        found = scanner.scan(content=content)
    except ClamdError:
        return FileState.WAITING
    if found:
        raise VirusFound(name=name, virus=found)
    return FileState.CLEAN
