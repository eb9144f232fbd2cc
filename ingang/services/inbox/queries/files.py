"""The files of a draft and of a message, as lists show them. What may be read is `readable_file`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ingang.foundation.documents.errors import FileMissing
from ingang.foundation.documents.models import FileState
from ingang.foundation.documents.rules import FileKind
from ingang.foundation.documents.words import size_in_words
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.services.inbox.models import Attachment


@dataclass(frozen=True, kw_only=True)
class FileLine:
    """A file in a list."""

    id: UUID
    name: str
    kind: str
    size: str
    is_picture: bool
    is_readable: bool
    is_clean: bool
    is_thrown_away: bool
    looked_at: datetime | None


@query
def draft_files(*, draft: UUID, grant: Grant) -> list[Attachment]:
    """The files of a draft of the grant's member of staff, in the order they came."""
    rows = Attachment.under(grant).filter(draft=draft, message=None, staff=grant.actor.identity)
    return list(rows.order_by("stored_at", "id"))


@query
def message_files(*, message: UUID, grant: Grant) -> list[Attachment]:
    """The files of a message that the grant reaches, in the order they came."""
    return list(Attachment.under(grant).filter(message=message, state=FileState.CLEAN).order_by("stored_at", "id"))


@query
def draft_file(*, draft: UUID, id: UUID, grant: Grant) -> Attachment:
    """One file of a draft. Refuses a colleague's, and one that a scanner threw away."""
    found = (one for one in draft_files(draft=draft, grant=grant) if one.id == id)
    return _there(next(found, None))


@query
def message_file(*, message: UUID, id: UUID, grant: Grant) -> Attachment:
    """One file of a message that the grant reaches; whether the message may be read is asked first."""
    found = (one for one in message_files(message=message, grant=grant) if one.id == id)
    return _there(next(found, None))


def file_lines(*, files: Iterable[Attachment]) -> tuple[FileLine, ...]:
    """Files as lists show them, in the reader's language."""
    return tuple(
        FileLine(
            id=one.id,
            name=one.name,
            kind=FileKind(one.kind).name,
            size=size_in_words(size=one.size),
            is_picture=FileKind(one.kind).is_picture,
            is_readable=one.is_readable,
            is_clean=one.state == FileState.CLEAN,
            is_thrown_away=one.state == FileState.REFUSED,
            looked_at=one.looked_at,
        )
        for one in files
    )


def _there(file: Attachment | None) -> Attachment:
    if file is None or file.state == FileState.REFUSED:
        raise FileMissing()
    return file
