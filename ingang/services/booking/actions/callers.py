"""Staff book, move and cancel for one who telephones: by the same claims and events as she would herself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.kernel.words import marked
from ingang.services.booking.actions.booking import book_held, cancel_booked
from ingang.services.booking.actions.holding import booked_from, let_go_of_others, take
from ingang.services.booking.actions.moving import move_held
from ingang.services.booking.actions.telling import hold_details
from ingang.services.booking.errors import BookingError, ReasonNeeded, TimeAlreadyTaken, TimeNotOffered
from ingang.services.booking.models import Appointment, Hold
from ingang.services.booking.queries.callers import (
    InHand,
    appointment_at_unit,
    in_hand,
    rule_against,
    time_of_unit,
)
from ingang.services.booking.queries.offer import OfferedTime, check_takeable
from ingang.services.booking.rules.holding import HOLD_TIME, check_extendable


class WhySetAside(StrEnum):
    """Why a unit's staff book although a rule of the unit says no; the word stands in the log."""

    MEDICAL = "medical"
    CONTINUES = "continues"
    AGREED = "agreed"
    CHECKED = "checked"


WHY_WORDS = {
    WhySetAside.MEDICAL: marked("It is needed for medical reasons"),
    WhySetAside.CONTINUES: marked("It continues care that has begun here"),
    WhySetAside.AGREED: marked("It is agreed with the one who is responsible"),
    WhySetAside.CHECKED: marked("The person fulfils the rule: checked on the telephone"),
}


@dataclass(frozen=True, kw_only=True)
class CallersBooking:
    """What staff say when they book: whether guardians may see it, and why a rule is set aside, if one is."""

    hidden_from_guardian: bool = False
    why: WhySetAside | None = None


@action
def hold_for_caller(*, grant: Grant, unit: str, slot: UUID, now: datetime, moves: UUID | None = None) -> Hold:
    """Hold a free time of the unit for the grant's person, hidden kinds too. Records booking.time_held.

    For five minutes, as residents do; what staff held for her before is let go of. A colleague who asks for the same
    time gets the same hold. `moves` is the booked time that shall move to it. Refuses a time that somebody else has,
    the person herself too, one that is no longer there, and to move to another kind of time.
    """
    offered = time_of_unit(unit=unit, slot=slot, now=now)
    row = _of_the_same_kind(grant, moves, offered) if moves else None
    held = Hold.under(grant).filter(slot=slot).exclude(staff="").first()
    if held and held.held_until > now and held.moves == moves:
        return held
    rule_against(grant=grant, offered=offered, moves=row, now=now)
    hold = Hold(
        person=grant.person, unit=unit, slot=slot, held_until=now + HOLD_TIME, moves=moves, staff=grant.actor.identity
    )
    if not take(slot=offered.slot, hold=hold, previous=held, now=now):
        raise TimeAlreadyTaken()
    if held:
        held.delete()
    hold.save(force_insert=True)
    let_go_of_others(grant=grant, hold=hold, now=now)
    record_under(event="booking.time_held", grant=grant, now=now, details=hold_details(hold))
    return hold


@action
def extend_for_caller(*, grant: Grant, hold: UUID, now: datetime) -> Hold:
    """Hold the time for five minutes from now, also after it lapsed. Records booking.hold_extended.

    Refuses after ten extensions, and when somebody else took the time meanwhile.
    """
    held = in_hand(grant=grant, hold=hold, now=now)
    row = held.hold
    check_extendable(extensions=row.extensions)
    row.held_until, row.extensions = now + HOLD_TIME, row.extensions + 1
    if not take(slot=held.offered.slot, hold=row, previous=row, now=now):
        raise TimeAlreadyTaken()
    row.save(update_fields=["held_until", "extensions"])
    record_under(event="booking.hold_extended", grant=grant, now=now, details=hold_details(row))
    return row


@action
def confirm_for_caller(*, grant: Grant, hold: UUID, said: CallersBooking, now: datetime) -> Appointment:
    """Book what staff hold for the grant's person, or move to it. Records and announces as any booking does.

    A rule of the unit's own (ages, approval, listing, need, how many) can be set aside for a reason: then
    booking.rule_set_aside is recorded, with which and why. Confirming again gives the same appointment. Refuses a
    time that somebody else has, an overlap with another of hers here, and a rule set aside without a reason.
    """
    if done := booked_from(grant=grant, hold=hold):
        return done
    held = in_hand(grant=grant, hold=hold, now=now)
    check_takeable(slot=held.offered.slot, holds=[hold], now=now)
    if held.against and said.why is None:
        raise ReasonNeeded()
    row = _moved_or_booked(grant, held, said, now)
    if held.against and said.why:
        _record_set_aside(grant, row, held.against, said.why, now)
    return row


def cancel_for_caller(*, grant: Grant, appointment: UUID, now: datetime) -> Appointment:
    """Cancel the grant's person's time at the unit, whatever its last moment is: what it costs is told beside it.

    Records and announces as any cancelling does. Refuses another's time, and one that is cancelled or has moved.
    """
    return cancel_booked(grant=grant, row=appointment_at_unit(grant=grant, appointment=appointment), now=now)


def _of_the_same_kind(grant: Grant, moves: UUID, offered: OfferedTime) -> Appointment:
    row = appointment_at_unit(grant=grant, appointment=moves)
    if (row.unit, row.time_type) != (offered.unit.hsa_id, offered.time_type.id):
        raise TimeNotOffered()
    return row


def _moved_or_booked(grant: Grant, held: InHand, said: CallersBooking, now: datetime) -> Appointment:
    if held.moves:
        return move_held(grant=grant, held=held.hold, row=held.moves, offered=held.offered, now=now)
    hidden = said.hidden_from_guardian
    return book_held(grant=grant, held=held.hold, offered=held.offered, hidden_from_guardian=hidden, now=now)


def _record_set_aside(grant: Grant, row: Appointment, rule: BookingError, why: WhySetAside, now: datetime) -> None:
    details = {"appointment": str(row.id), "unit": row.unit, "rule": rule.code, "reason": why}
    details |= {"hidden_from_guardian": "1"} if row.hidden_from_guardian else {}
    record_under(event="booking.rule_set_aside", grant=grant, now=now, details=details)
