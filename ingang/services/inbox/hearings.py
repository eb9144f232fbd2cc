"""What other services announced, as messages. Each runs in the transaction that marks the event as handled."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.care_units.queries import care_unit
from ingang.foundation.work_items.actions import report_unreachable
from ingang.foundation.work_items.part import RECEIVER_DECEASED, RECEIVER_LOCKED
from ingang.kernel.events import Event
from ingang.kernel.grant import OPERATION, Grant
from ingang.services.inbox import words
from ingang.services.inbox.actions.receiving import Draft, receive_message
from ingang.services.inbox.delivery import reach_of
from ingang.services.inbox.errors import ReceiverDeceased, ReceiverLocked, ReceiverUnknown, SenderUnknown
from ingang.services.inbox.models import Category

# Never silence (corrections 3.4). Who has not logged in yet finds the message when she does.
UNREACHABLE: dict[type, str] = {ReceiverLocked: RECEIVER_LOCKED, ReceiverDeceased: RECEIVER_DECEASED}


def appointment_booked(*, event: Event, grant: Grant, now: datetime) -> None:
    """A time was booked: confirm it, with where it is, how to get there and how to cancel."""
    unit = _unit(event)
    _receive(event, unit, _about_time(event, unit, words.BOOKED_SUBJECT, _to_come(words.BOOKED_TIME, unit)), grant, now)


def appointment_moved(*, event: Event, grant: Grant, now: datetime) -> None:
    """A time was rebooked: say from when to when; what was said of the earlier time is replaced."""
    unit = _unit(event)
    draft = _about_time(event, unit, words.MOVED_SUBJECT, _to_come(words.MOVED_TIME, unit))
    _receive(event, unit, draft, grant, now)


def appointment_cancelled(*, event: Event, grant: Grant, now: datetime) -> None:
    """A time was cancelled: say so, and how to get a new one."""
    unit = _unit(event)
    paragraphs = (words.CANCELLED_TIME, words.NEW_TIME, words.QUESTIONS)
    _receive(event, unit, _about_time(event, unit, words.CANCELLED_SUBJECT, paragraphs), grant, now)


def place_changed(*, event: Event, grant: Grant, now: datetime) -> None:
    """The unit has another address or number: the time stands, and this is where it is now."""
    unit = _unit(event)
    draft = _about_time(event, unit, words.PLACE_SUBJECT, _to_come(words.PLACE_CHANGED, unit))
    _receive(event, unit, draft, grant, now)


def unit_closing(*, event: Event, grant: Grant, now: datetime) -> None:
    """The unit closes before the time: say what happens next, and whom to call."""
    unit = _unit(event)
    draft = _about_time(event, unit, words.CLOSING_SUBJECT, (words.CLOSING, words.CLOSING_NEXT, words.QUESTIONS))
    _receive(event, unit, draft, grant, now)


def summoned(*, event: Event, grant: Grant, now: datetime) -> None:
    """The unit calls the person: say so and lead to the kallelse, hidden from guardians as the kallelse is.

    Whoever can not read it gets no message: the kallelse itself has become the unit's work then, as a letter.
    """
    unit = _unit(event)
    to_do = words.CHOOSE_TIME if event.fields["kind"] == "open" else words.SEE_TIME
    _about_summons(event, unit, words.SUMMONED_SUBJECT, (words.SUMMONED, to_do, words.QUESTIONS), grant, now)


def summons_withdrawn(*, event: Event, grant: Grant, now: datetime) -> None:
    """The unit takes a kallelse back: say so, in its thread; what was said before is replaced."""
    unit = _unit(event)
    _about_summons(event, unit, words.WITHDRAWN_SUBJECT, (words.WITHDRAWN, words.QUESTIONS), grant, now)


def _about_summons(
    event: Event, unit: CareUnit, subject: str, paragraphs: tuple[str, ...], grant: Grant, now: datetime
) -> None:
    draft = Draft(
        unit=unit.hsa_id,
        category=Category.SUMMONS,
        subject=subject,
        paragraphs=paragraphs,
        values=_values(event, unit),
        is_marked=True,
        thread=UUID(event.fields["summons"]),
        summons=UUID(event.fields["summons"]),
        replaces_earlier=True,
        hidden_from_guardian=bool(event.fields["hidden_from_guardian"]),
        source=event.name,
        source_id=str(event.id),
    )
    hidden = draft.hidden_from_guardian or unit.is_sensitive
    if type(reach_of(grant=grant, hidden_from_guardian=hidden, now=now).problem) not in UNREACHABLE:
        receive_message(person=_person(event), draft=draft, grant=grant, now=now)


def question_answered(*, event: Event, grant: Grant, now: datetime) -> None:
    """A question about who has read was answered: say where the answer stands."""
    _answered(event, words.ANSWERED_SUBJECT, words.ANSWERED, grant, now)


def report_answered(*, event: Event, grant: Grant, now: datetime) -> None:
    """A report of an error in the journal was answered: say where the answer stands."""
    _answered(event, words.REPORT_SUBJECT, words.REPORT_ANSWERED, grant, now)


def _answered(event: Event, subject: str, where: str, grant: Grant, now: datetime) -> None:
    """The portal's own operation is no care unit and sends no messages: what it answers waits on the start page."""
    if event.fields["unit"] == OPERATION:
        return
    unit = _unit(event)
    draft = Draft(
        unit=unit.hsa_id,
        category=Category.CASE,
        subject=subject,
        paragraphs=(where, words.QUESTIONS),
        values=_values(event, unit),
        is_marked=True,
        hidden_from_guardian=bool(event.fields["hidden_from_guardian"]),
        source=event.name,
        source_id=str(event.id),
    )
    _receive(event, unit, draft, grant, now)


def opened_again(*, event: Event, grant: Grant, now: datetime) -> None:
    """A block was lifted, or a sealed journal opened: tell her, in case she is not the one who asked."""
    unit = _unit(event)
    is_seal = event.fields["what"] == "seal"
    draft = Draft(
        unit=unit.hsa_id,
        category=Category.INFORMATION,
        subject=words.UNSEALED_SUBJECT if is_seal else words.LIFTED_SUBJECT,
        paragraphs=(words.UNSEALED if is_seal else words.LIFTED, words.NOT_YOU, words.QUESTIONS),
        values=_values(event, unit),
        is_marked=True,
        hidden_from_guardian=True,
        source=event.name,
        source_id=str(event.id),
    )
    _receive(event, unit, draft, grant, now)


def consent_taken_back(*, event: Event, grant: Grant, now: datetime) -> None:
    """Staff ended what let them read across care givers: tell her that it is done."""
    unit = _unit(event)
    draft = Draft(
        unit=unit.hsa_id,
        category=Category.INFORMATION,
        subject=words.TAKEN_BACK_SUBJECT,
        paragraphs=(words.TAKEN_BACK, words.QUESTIONS),
        values=_values(event, unit),
        is_marked=True,
        hidden_from_guardian=True,
        source=event.name,
        source_id=str(event.id),
    )
    _receive(event, unit, draft, grant, now)


def _unit(event: Event) -> CareUnit:
    unit = care_unit(hsa_id=event.fields["unit"])
    if unit is None:
        raise SenderUnknown()
    return unit


def _person(event: Event) -> UUID:
    if event.person is None:
        raise ReceiverUnknown()
    return event.person


def _to_come(when: str, unit: CareUnit) -> tuple[str, ...]:
    """What somebody needs to know to come: the time, the place, the way there, and how to cancel."""
    way = (words.FIND_THE_WAY,) if unit.how_to_find else ()
    return (when, words.PLACE, *way, words.CANCEL_OR_MOVE, words.QUESTIONS)


def _about_time(event: Event, unit: CareUnit, subject: str, paragraphs: tuple[str, ...]) -> Draft:
    return Draft(
        unit=unit.hsa_id,
        category=Category.CONFIRMATION,
        subject=subject,
        paragraphs=paragraphs,
        values=_values(event, unit),
        is_marked=True,
        replaces_earlier=True,
        hidden_from_guardian=bool(event.fields.get("hidden_from_guardian")),
        thread=UUID(event.fields["appointment"]),
        appointment=UUID(event.fields["appointment"]),
        source=event.name,
        source_id=str(event.id),
    )


def _values(event: Event, unit: CareUnit) -> dict[str, str]:
    moments = {name: event.fields[name] for name in ("starts_at", "earlier_starts_at") if name in event.fields}
    return moments | {
        "unit": unit.name,
        "address": ", ".join(part for part in (unit.street, f"{unit.postal_code} {unit.city}".strip()) if part),
        "how_to_find": unit.how_to_find,
        "phone": unit.phone,
    }


def _receive(event: Event, unit: CareUnit, draft: Draft, grant: Grant, now: datetime) -> None:
    person, hidden = _person(event), draft.hidden_from_guardian or unit.is_sensitive
    problem = reach_of(grant=grant, hidden_from_guardian=hidden, now=now).problem
    if why := UNREACHABLE.get(type(problem)):
        report_unreachable(grant=grant, unit=unit.hsa_id, why=why, subject=f"{event.name} {event.id}", now=now)
        return
    receive_message(person=person, draft=draft, grant=grant, now=now)
