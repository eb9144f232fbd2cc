"""Putting messages in the inbox, and opening them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.care_units.queries import care_unit
from ingang.foundation.notifications.actions import notify
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant, Ground
from ingang.services.inbox.errors import SenderUnknown
from ingang.services.inbox.models import Category, Message, Reader
from ingang.services.inbox.queries import OpenMessage, message, visible_messages

READERS = {
    Ground.OWN_DATA: Reader.SELF,
    Ground.GUARDIAN: Reader.GUARDIAN,
    Ground.UNIT_DECISION: Reader.GUARDIAN,
}


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A message before it is in the inbox; see Message for the fields."""

    unit: str
    category: Category
    subject: str
    paragraphs: tuple[str, ...]
    source: str
    source_id: str
    values: Mapping[str, str] = field(default_factory=dict)
    is_marked: bool = False
    thread: UUID | None = None
    appointment: UUID | None = None
    hidden_from_guardian: bool = False


@action
def receive_message(
    *, person: UUID, draft: Draft, grant: Grant, now: datetime, visible_from: datetime | None = None
) -> UUID:
    """Put a message in the person's inbox and tell those who may read it; give back its id.

    The same source and source id again gives the first message's id and does nothing else. Messages of sensitive
    units are hidden from guardians (corrections 3.2). Refuses a sender that is no care unit. Records
    inbox.message_received; sends the notice inbox.new_message.
    """
    sender = care_unit(hsa_id=draft.unit)
    if sender is None:
        raise SenderUnknown()
    earlier = Message.under(grant).filter(person=person, source=draft.source, source_id=draft.source_id).first()
    if earlier is not None:
        return earlier.id
    hidden = draft.hidden_from_guardian or sender.is_sensitive
    fresh = Message(
        person=person,
        unit=sender.hsa_id,
        category=draft.category,
        subject=draft.subject,
        paragraphs=list(draft.paragraphs),
        values=dict(draft.values),
        is_marked=draft.is_marked,
        thread=draft.thread,
        appointment=draft.appointment,
        source=draft.source,
        source_id=draft.source_id,
        hidden_from_guardian=hidden,
        received_at=now,
        visible_from=max(visible_from or now, now),
    )
    fresh.save(force_insert=True)
    record_under(event="inbox.message_received", grant=grant, now=now, details=_details(fresh))
    notify(
        person=person,
        code="inbox.new_message",
        about=fresh.id,
        kind=Message.data_kind,
        readable_from=fresh.visible_from,
        hidden_from_guardian=hidden,
        grant=grant,
        now=now,
    )
    return fresh.id


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
    record_under(event="inbox.message_opened", grant=grant, now=now, details=_details(row))
    return opened


def _details(row: Message) -> dict[str, str]:
    """Ids and codes; `hidden_from_guardian` lets the access log leave no trace of it for a guardian."""
    details = {"message": str(row.id), "unit": row.unit}
    return details | ({"hidden_from_guardian": "1"} if row.hidden_from_guardian else {})
