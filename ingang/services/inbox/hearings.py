"""What other services announced, as messages. Each runs in the transaction that marks the event as handled."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.care_units.queries import care_unit
from ingang.kernel.events import Event
from ingang.kernel.grant import Grant
from ingang.services.inbox import words
from ingang.services.inbox.actions.receiving import Draft, receive_message
from ingang.services.inbox.errors import ReceiverUnknown, SenderUnknown
from ingang.services.inbox.models import Category


def appointment_booked(*, event: Event, grant: Grant, now: datetime) -> None:
    """A time was booked: confirm it, with where it is, how to get there and how to cancel."""
    unit = _unit(event)
    paragraphs = [words.BOOKED_TIME, words.PLACE, words.FIND_THE_WAY, words.CANCEL_OR_MOVE, words.QUESTIONS]
    if not unit.how_to_find:
        paragraphs.remove(words.FIND_THE_WAY)
    _receive(event, unit, words.BOOKED_SUBJECT, paragraphs, grant, now)


def appointment_cancelled(*, event: Event, grant: Grant, now: datetime) -> None:
    """A time was cancelled: say so, and how to get a new one."""
    paragraphs = [words.CANCELLED_TIME, words.NEW_TIME, words.QUESTIONS]
    _receive(event, _unit(event), words.CANCELLED_SUBJECT, paragraphs, grant, now)


def _unit(event: Event) -> CareUnit:
    unit = care_unit(hsa_id=event.fields["unit"])
    if unit is None:
        raise SenderUnknown()
    return unit


def _person(event: Event) -> UUID:
    if event.person is None:
        raise ReceiverUnknown()
    return event.person


def _receive(event: Event, unit: CareUnit, subject: str, paragraphs: list[str], grant: Grant, now: datetime) -> None:
    person = _person(event)
    draft = Draft(
        unit=unit.hsa_id,
        category=Category.CONFIRMATION,
        subject=subject,
        paragraphs=tuple(paragraphs),
        values={
            "unit": unit.name,
            "starts_at": event.fields["starts_at"],
            "address": ", ".join(part for part in (unit.street, f"{unit.postal_code} {unit.city}".strip()) if part),
            "how_to_find": unit.how_to_find,
            "phone": unit.phone,
        },
        is_marked=True,
        replaces_earlier=True,
        thread=UUID(event.fields["appointment"]),
        appointment=UUID(event.fields["appointment"]),
        source=event.name,
        source_id=str(event.id),
    )
    receive_message(person=person, draft=draft, grant=grant, now=now)
