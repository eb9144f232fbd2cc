"""Several volumes in one file, as they are: each is a document of its own."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.translation import gettext

from ingang.kernel.grant import Grant
from ingang.services.journal.taking.sealing import Seal
from ingang.services.journal.taking.steps import piece, pieces


def bound(*, grant: Grant, seal: Seal) -> bytes:
    """The volumes that have been made, as a zip file with their names in order."""
    out, journal = io.BytesIO(), gettext("journal")
    names = [name for name, _ in pieces(grant=grant, taking=seal.taking)]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for number, (_, volume) in enumerate(groupby(names, key=_volume), 1):
            with file.open(f"{journal}-{number:02}.pdf", "w") as written:
                for content in _contents(grant, seal, volume):
                    written.write(content)
    return out.getvalue()


def _volume(name: str) -> str:
    return name.partition(".")[0]


def _contents(grant: Grant, seal: Seal, names: Iterable[str]) -> Iterator[bytes]:
    for name in names:
        yield piece(grant=grant, seal=seal, name=name)
