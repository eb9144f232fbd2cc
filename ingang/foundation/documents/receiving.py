"""Taking in a file, before any transaction: checked, scanned, cleaned and kept; the service then writes its row."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from django.utils.translation import gettext

from ingang.connectors.clamd.client import Scanner
from ingang.foundation.documents.cleaning import cleaned
from ingang.foundation.documents.models import FileState
from ingang.foundation.documents.rules import FileKind, name_for, tidy_name, unsent_until
from ingang.foundation.documents.scanning import scanned
from ingang.foundation.documents.storage import keep
from ingang.kernel.periods import local_date


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What a StoredFile says of a content that is kept; `columns` are the names of the table."""

    name: str
    kind: FileKind
    size: int
    digest: str
    key: str
    state: FileState
    is_readable: bool
    stored_at: datetime
    scanned_at: datetime | None
    keep_until: date

    @property
    def columns(self) -> dict[str, object]:
        """The columns of a row about it."""
        return dict(vars(self))


def take_in(*, content: BinaryIO, name: str, of: str, scanner: Scanner, now: datetime) -> Kept:
    """Take in one file for a service. Refuses, with the FileRefused that names the rule, what can not be taken.

    What came is scanned before anything else reads it. When the scanner can not say, the file waits.
    """
    called = tidy_name(name) or gettext("The file")
    state = scanned(content=content, name=called, scanner=scanner)
    clean = cleaned(content=content, name=called)
    return Kept(
        name=name_for(name=name, kind=clean.kind, otherwise=gettext("File")),
        kind=clean.kind,
        size=len(clean.content),
        digest=hashlib.sha256(clean.content).hexdigest(),
        key=keep(of=of, content=clean.content, on=now.date()),
        state=state,
        is_readable=clean.is_readable,
        stored_at=now,
        scanned_at=now if state is FileState.CLEAN else None,
        keep_until=unsent_until(on=local_date(now)),
    )
