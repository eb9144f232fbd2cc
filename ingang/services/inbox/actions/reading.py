"""Opening a message, confirming it, and the reader's own order in the inbox."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant, Ground
from ingang.services.inbox.actions.receiving import details_of
from ingang.services.inbox.errors import MessageMissing, NotImportant
from ingang.services.inbox.models import Message, Reader
from ingang.services.inbox.queries.own import OpenMessage, message, visible_messages

READERS = {
    Ground.OWN_DATA: Reader.SELF,
    Ground.GUARDIAN: Reader.GUARDIAN,
    Ground.UNIT_DECISION: Reader.GUARDIAN,
}


@action
def open_message(*, id: UUID, grant: Grant, now: datetime) -> OpenMessage:
    """Open a message; the first opening is the read receipt, with who opened it (e-services 2.4).

    Refuses a message that the reader may not know of. Records inbox.message_opened every time.
    """
    opened = message(id=id, grant=grant, now=now)
    row = visible_messages(grant=grant, now=now).get(id=id)
    if row.first_read_at is None:
        unread = Message.under(grant).filter(id=id, first_read_at=None)
        unread.update(first_read_at=now, read_by=READERS.get(grant.ground, Reader.REPRESENTATIVE))
    record_under(event="inbox.message_opened", grant=grant, now=now, details=details_of(message=row))
    return opened


@action
def confirm_message(*, id: UUID, grant: Grant, now: datetime) -> None:
    """Say that an important message has been read and understood. Once; again changes nothing.

    Refuses a message that asks nobody for it, or that the reader may not know of. Records inbox.message_confirmed.
    """
    row = _readable(id, grant, now)
    if not row.is_important:
        raise NotImportant()
    reader = READERS.get(grant.ground, Reader.REPRESENTATIVE)
    Message.under(grant).filter(id=id, first_read_at=None).update(first_read_at=now, read_by=reader)
    unconfirmed = Message.under(grant).filter(id=id, confirmed_at=None)
    if unconfirmed.update(confirmed_at=now, confirmed_by=reader) == 1:
        record_under(event="inbox.message_confirmed", grant=grant, now=now, details=details_of(message=row))


@action
def put_away(*, id: UUID, is_away: bool, grant: Grant, now: datetime) -> None:
    """Take a message out of view, or put it back. Records inbox.message_put_away. Refuses what she may not know of."""
    row = _readable(id, grant, now)
    Message.under(grant).filter(id=id).update(archived_at=now if is_away else None)
    _ordered("inbox.message_put_away", row, is_away, grant, now)


@action
def flag(*, id: UUID, is_flagged: bool, grant: Grant, now: datetime) -> None:
    """Mark a message to find it again, or take the mark away. Records inbox.message_flagged. Refuses as `put_away`."""
    row = _readable(id, grant, now)
    Message.under(grant).filter(id=id).update(is_flagged=is_flagged)
    _ordered("inbox.message_flagged", row, is_flagged, grant, now)


def _readable(id: UUID, grant: Grant, now: datetime) -> Message:
    row = visible_messages(grant=grant, now=now).filter(id=id).first()
    if row is None:
        raise MessageMissing()
    return row


def _ordered(event: str, row: Message, is_on: bool, grant: Grant, now: datetime) -> None:
    details = details_of(message=row) | {"is_on": "1" if is_on else "0"}
    record_under(event=event, grant=grant, now=now, details=details)
