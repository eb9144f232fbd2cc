"""Files on a draft: attached, looked at before sending, taken away; and opened once they are sent."""

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from ingang.connectors.clamd.client import Scanner
from ingang.foundation.audit.actions import record_under
from ingang.foundation.audit.queries import HIDDEN_MARK
from ingang.foundation.documents.errors import FileRefused, TooManyFiles, VirusFound
from ingang.foundation.documents.models import FileState
from ingang.foundation.documents.receiving import Kept, take_in
from ingang.foundation.documents.rules import MOST_FROM_STAFF
from ingang.foundation.documents.storage import throw_away
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.inbox.errors import FilesNotLookedAt, FilesNotScanned, MessageMissing
from ingang.services.inbox.models import Attachment, Message, StaffDraft
from ingang.services.inbox.queries.files import draft_file, draft_files, message_file
from ingang.services.inbox.queries.own import visible_messages
from ingang.services.inbox.queries.unit import own_draft

OWNER = "inbox"
"""Under which name the storage keeps them."""


def attach_file(*, draft: UUID, content: BinaryIO, name: str, scanner: Scanner, grant: Grant, now: datetime) -> None:
    """Attach a file to a draft; the receiver sees it once the draft is sent.

    Refuses a colleague's draft, more than ten files, and with the FileRefused that names the rule a file that can not
    be taken. Without a verdict of the scanner the file waits, and is not sent. Records inbox.file_attached, or
    inbox.file_refused for a virus. The file is read and scanned before the transaction begins.
    """
    own_draft(id=draft, grant=grant)
    _check_room(draft, grant)
    try:
        kept = take_in(content=content, name=name, of=OWNER, scanner=scanner, now=now)
    except VirusFound as found:
        _tell_virus(draft=draft, virus=str(found.values["virus"]), grant=grant, now=now)
        raise
    try:
        _attach(draft=draft, kept=kept, grant=grant, now=now)
    except BaseException:
        throw_away(key=kept.key)
        raise


@action
def remove_file(*, draft: UUID, id: UUID, grant: Grant, now: datetime) -> None:
    """Take a file away from a draft; the purge removes it. Records inbox.file_removed. Refuses what is not hers."""
    own_draft(id=draft, grant=grant)
    removed = [one for one in draft_files(draft=draft, grant=grant) if one.id == id]
    take_away(files=removed, grant=grant, now=now)


def take_away(*, files: list[Attachment], grant: Grant, now: datetime) -> None:
    """Part files from their draft, within the caller's action. Records inbox.file_removed for each."""
    for file in files:
        Attachment.under(grant).filter(id=file.id).update(draft=None, keep_until=local_date(now))
        _record("inbox.file_removed", file, grant, now)


@action
def look_at_file(*, draft: UUID, id: UUID, grant: Grant, now: datetime) -> Attachment:
    """Open a file of one's own draft, as must be done before it is sent (e-services 1.5).

    Refuses what is not hers. Records inbox.file_looked_at.
    """
    file = draft_file(draft=draft, id=id, grant=grant)
    Attachment.under(grant).filter(id=file.id, looked_at=None).update(looked_at=now)
    _record("inbox.file_looked_at", file, grant, now)
    return file


@action
def open_file(*, message: UUID, id: UUID, grant: Grant, now: datetime) -> Attachment:
    """Open a file of a message. Refuses a message that the reader may not know of. Records inbox.file_opened."""
    if not visible_messages(grant=grant, now=now).filter(id=message).exists():
        raise MessageMissing()
    return _opened(message, id, grant, now)


@action
def open_sent_file(*, message: UUID, id: UUID, grant: Grant, now: datetime) -> Attachment:
    """Open a file that staff of the unit sent. Refuses another unit's. Records inbox.file_opened."""
    return _opened(message, id, grant, now)


def check_files(*, files: list[Attachment]) -> None:
    """Refuse to send files that have not passed the scan, or that the writer has not looked at."""
    if any(one.state != FileState.CLEAN for one in files):
        raise FilesNotScanned()
    if any(one.looked_at is None for one in files):
        raise FilesNotLookedAt()


def bind_files(*, draft: StaffDraft, message: UUID, grant: Grant) -> None:
    """Give the draft's files to the message, within the caller's action: shown, hidden and kept as it is."""
    sent = Message.under(grant).get(id=message)
    Attachment.under(grant).filter(draft=draft.id, message=None).update(
        message=message, hidden_from_guardian=sent.hidden_from_guardian, keep_until=sent.keep_until
    )


@action
def _attach(*, draft: UUID, kept: Kept, grant: Grant, now: datetime) -> None:
    row = StaffDraft.under(grant).select_for_update().get(id=own_draft(id=draft, grant=grant).id)
    _check_room(draft, grant)
    file = Attachment(person=row.person, unit=row.unit, staff=row.staff, draft=row.id, **kept.columns)
    file.save(force_insert=True)
    _record("inbox.file_attached", file, grant, now)


@action
def _tell_virus(*, draft: UUID, virus: str, grant: Grant, now: datetime) -> None:
    row = own_draft(id=draft, grant=grant)
    details = {"draft": str(row.id), "unit": row.unit, "virus": virus[:80], HIDDEN_MARK: "1"}
    record_under(event="inbox.file_refused", grant=grant, person=row.person, details=details, now=now)


def _check_room(draft: UUID, grant: Grant) -> None:
    if len(draft_files(draft=draft, grant=grant)) >= MOST_FROM_STAFF:
        raise TooManyFiles(most=MOST_FROM_STAFF)


def _opened(message: UUID, id: UUID, grant: Grant, now: datetime) -> Attachment:
    file = message_file(message=message, id=id, grant=grant)
    _record("inbox.file_opened", file, grant, now)
    return file


def _record(event: str, file: Attachment, grant: Grant, now: datetime) -> None:
    record_under(event=event, grant=grant, person=file.person, details=details_of_file(file=file), now=now)


def details_of_file(*, file: Attachment) -> dict[str, str]:
    """Ids alone. A guardian is told of no file that is hidden, nor of a draft's, which may yet be (corrections 3.2)."""
    details = {"file": str(file.id), "unit": file.unit}
    details |= {"message": str(file.message)} if file.message else {}
    is_told = file.message and not file.hidden_from_guardian
    return details if is_told else details | {HIDDEN_MARK: "1"}


FILE_ERRORS = (FileRefused, TooManyFiles)
"""What a form that takes files tells its reader."""
