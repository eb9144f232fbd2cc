"""Putting messages in the inbox."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.care_units.queries import care_unit
from ingang.foundation.notifications.actions import notify
from ingang.foundation.personal.scope import action
from ingang.foundation.regions.queries import limit
from ingang.kernel.grant import Grant
from ingang.kernel.periods import birthday, local_date
from ingang.services.inbox.docbook import blocks_of_docbook, plain_text
from ingang.services.inbox.errors import SenderUnknown
from ingang.services.inbox.models import Category, Message
from ingang.services.inbox.rules import paragraphs_of


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
    is_docbook: bool = False
    thread: UUID | None = None
    appointment: UUID | None = None
    summons: UUID | None = None
    hidden_from_guardian: bool = False
    is_important: bool = False
    replaces_earlier: bool = False
    sent_by: str = ""
    signature: str = ""


@action
def receive_message(
    *, person: UUID, draft: Draft, grant: Grant, now: datetime, visible_from: datetime | None = None
) -> UUID:
    """Put a message in the person's inbox and tell those who may read it; give back its id.

    The same source and source id again gives the first message's id and does nothing else. Messages of sensitive
    units are hidden from guardians (corrections 3.2). What says that it is DocBook and is not, comes as plain text
    (e-services 2.11). Refuses a sender that is no care unit. Records inbox.message_received; sends the notice
    inbox.new_message.
    """
    sender = care_unit(hsa_id=draft.unit)
    if sender is None:
        raise SenderUnknown()
    earlier = Message.under(grant).filter(person=person, source=draft.source, source_id=draft.source_id).first()
    if earlier is not None:
        return earlier.id
    fresh = _message(person, draft, sender, now, visible_from)
    fresh.save(force_insert=True)
    record_under(event="inbox.message_received", grant=grant, now=now, details=details_of(message=fresh))
    notify(
        person=person,
        code="inbox.new_message",
        about=fresh.id,
        kind=Message.data_kind,
        readable_from=fresh.visible_from,
        hidden_from_guardian=fresh.hidden_from_guardian,
        grant=grant,
        now=now,
    )
    return fresh.id


def _message(person: UUID, draft: Draft, sender: CareUnit, now: datetime, visible_from: datetime | None) -> Message:
    shown_from = max(visible_from or now, now)
    is_docbook = draft.is_docbook and blocks_of_docbook("".join(draft.paragraphs)) is not None
    is_broken = draft.is_docbook and not is_docbook
    texts = paragraphs_of(plain_text("\n\n".join(draft.paragraphs))) if is_broken else draft.paragraphs
    return Message(
        person=person,
        unit=sender.hsa_id,
        category=draft.category,
        subject=draft.subject,
        paragraphs=list(texts),
        is_docbook=is_docbook,
        values=dict(draft.values),
        is_marked=draft.is_marked,
        thread=draft.thread,
        appointment=draft.appointment,
        summons=draft.summons,
        is_important=draft.is_important,
        replaces_earlier=draft.replaces_earlier,
        sent_by=draft.sent_by,
        signature=draft.signature,
        source=draft.source,
        source_id=draft.source_id,
        hidden_from_guardian=draft.hidden_from_guardian or sender.is_sensitive,
        received_at=now,
        visible_from=shown_from,
        alarm_at=_alarm_at(sender, shown_from) if draft.is_important else None,
        keep_until=_keep_until(sender, local_date(now)),
    )


def _alarm_at(sender: CareUnit, shown_from: datetime) -> datetime:
    """The clock starts when the message can be read and never pauses (e-services 2.4)."""
    hours = limit(region=sender.region, code="inbox.unread_hours", on=local_date(shown_from))
    return shown_from + timedelta(hours=hours)


def _keep_until(sender: CareUnit, on: date) -> date:
    """The day it goes, by what the region decides when it comes (e-services 2.9): a later decision changes nothing."""
    years = limit(region=sender.region, code="inbox.keep_years", on=on)
    return birthday(on, age=years)


def details_of(*, message: Message) -> dict[str, str]:
    """Ids and codes; `hidden_from_guardian` lets the access log leave no trace of it for a guardian."""
    details = {"message": str(message.id), "unit": message.unit}
    return details | ({"hidden_from_guardian": "1"} if message.hidden_from_guardian else {})
