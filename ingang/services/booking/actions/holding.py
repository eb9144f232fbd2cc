"""A resident takes a time in hand, keeps it a while longer, or lets it go."""

from datetime import datetime, timedelta
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.personal.prepared import PreparedUnder
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.services.booking.access import check_entitled
from ingang.services.booking.actions.telling import hold_details
from ingang.services.booking.errors import AlreadyOccupied, TimeAlreadyTaken
from ingang.services.booking.models import (
    Appointment,
    AppointmentStatus,
    Hold,
    ReasonRule,
    Slot,
    SlotStatus,
    takeable,
)
from ingang.services.booking.queries.moving import time_in_hand
from ingang.services.booking.queries.offer import OfferedTime, check_takeable, offered_time
from ingang.services.booking.queries.own import remembered_hold
from ingang.services.booking.queries.room import check_has_room
from ingang.services.booking.rules.holding import HOLD_TIME, check_extendable
from ingang.services.booking.rules.reasons import checked_reason

KEPT_AFTER_LAPSE = timedelta(days=1)
"""How long a lapsed hold is kept, so that the page of a sleepy reader still knows which time it was about."""


_MINE = PreparedUnder(Hold, lambda rows, slot: rows.filter(slot=slot, staff=""))
_BOOKED = PreparedUnder(Appointment, lambda rows, slot: rows.filter(slot=slot, status=AppointmentStatus.BOOKED))
_BOOKED_FROM = PreparedUnder(Appointment, lambda rows, hold: rows.filter(hold=hold))


def hold_time(*, grant: Grant, unit: str, slot: UUID, now: datetime, reason: str = "") -> Hold:
    """Hold a free time for five minutes, and let go of any other that the person held. Records booking.time_held.

    `reason` is what she wants to tell the unit, where the kind asks for it. Asking again while it is held gives the
    same hold. Refuses a time that somebody else has, that is not offered, of a kind that is not for her, or for which
    the person has no room; and a reason that is missing where the kind must know, or too long.
    """
    # Read before the transaction: on SQLite a transaction has the only lock for writing, and most who want a hot
    # time lose it. What must be true when it is taken, the conditional change asks again.
    offered = offered_time(unit=unit, slot=slot, now=now)
    rule = offered.time_type.reason_rule
    said = checked_reason(reason=reason, is_asked=bool(rule), is_mandatory=rule == ReasonRule.MANDATORY)
    check_entitled(grant=grant, offered=offered, now=now)
    return hold_for(grant=grant, offered=offered, reason=said, now=now)


@action
def hold_for(*, grant: Grant, offered: OfferedTime, now: datetime, moves: UUID | None = None, reason: str = "") -> Hold:
    """Hold the offered time, to become a new appointment or the one that `moves`. Records booking.time_held.

    Refuses what `hold_time` does; the appointment that moves takes up no room.
    """
    slot = offered.slot
    mine = _MINE.first(grant, slot=slot.id)
    _check_takeable_or_own(grant, slot, mine, now)
    if mine and mine.held_until > now and (mine.moves, mine.reason) == (moves, reason):
        return mine
    check_has_room(grant=grant, offered=offered, now=now, apart_from=moves)
    hold = Hold(
        person=grant.person, unit=slot.unit, slot=slot.id, held_until=now + HOLD_TIME, moves=moves, reason=reason
    )
    if not take(slot=slot, hold=hold, previous=mine, now=now):
        return _current_hold(grant, slot.id, now) or _taken()
    if mine:
        mine.delete()
    hold.save(force_insert=True)
    let_go_of_others(grant=grant, hold=hold, now=now)
    record_under(event="booking.time_held", grant=grant, now=now, details=hold_details(hold))
    return hold


@action
def extend_hold(*, grant: Grant, hold: UUID, now: datetime) -> Hold:
    """Hold the time for five minutes from now, also after it lapsed. Records booking.hold_extended.

    Refuses after ten extensions, when somebody else took the time meanwhile, and a kind that is not for her.
    """
    row = remembered_hold(grant=grant, hold=hold)
    check_extendable(extensions=row.extensions)
    offered, _ = time_in_hand(grant=grant, hold=row, now=now)
    row.held_until = now + HOLD_TIME
    row.extensions += 1
    if not take(slot=offered.slot, hold=row, previous=row, now=now):
        _taken()
    row.save(update_fields=["held_until", "extensions"])
    record_under(event="booking.hold_extended", grant=grant, now=now, details=hold_details(row))
    return row


@action
def let_go(*, grant: Grant, hold: UUID, now: datetime) -> Hold:
    """Free the held time for others at once. Records booking.time_let_go. Refuses a hold that is not the person's."""
    row = remembered_hold(grant=grant, hold=hold)
    _free(row)
    record_under(event="booking.time_let_go", grant=grant, now=now, details=hold_details(row))
    row.delete()
    return row


@action
def purge_holds(*, grant: Grant, now: datetime) -> int:
    """Forget holds that lapsed over a day ago and free their times. Records booking.holds_purged."""
    old = list(Hold.under(grant).filter(held_until__lt=now - KEPT_AFTER_LAPSE))
    for row in old:
        _free(row)
        row.delete()
    if old:
        record_under(event="booking.holds_purged", grant=grant, now=now, details={"count": str(len(old))})
    return len(old)


def booked_from(*, grant: Grant, hold: UUID) -> Appointment | None:
    """What the hold has become already, if anything."""
    return _BOOKED_FROM.first(grant, hold=hold)


def _check_takeable_or_own(grant: Grant, slot: Slot, mine: Hold | None, now: datetime) -> None:
    try:
        check_takeable(slot=slot, holds=[mine.id] if mine else [], now=now)
    except TimeAlreadyTaken:
        # Nobody is told that somebody else took the time that she has booked herself.
        if _BOOKED.first(grant, slot=slot.id):
            raise AlreadyOccupied() from None
        raise


def _current_hold(grant: Grant, slot: UUID, now: datetime) -> Hold | None:
    """The hold that the same person took a moment ago, by a double click or in another tab."""
    return Hold.under(grant).filter(slot=slot, staff="", held_until__gt=now).first()


def _taken() -> Hold:
    raise TimeAlreadyTaken()


def take(*, slot: Slot, hold: Hold, previous: Hold | None, now: datetime) -> bool:
    """Let the hold have the time, if it is free or had by the previous one; False when somebody else has it."""
    holds = (previous.id,) if previous else ()
    rows = Slot.objects.filter(takeable(now=now, holds=holds), unit=slot.unit, id=slot.id)
    return rows.update(status=SlotStatus.HELD, hold=hold.id, held_until=hold.held_until) == 1


def let_go_of_others(*, grant: Grant, hold: Hold, now: datetime) -> None:
    """Free every other time that the same hands hold for the person: her own, or those of a unit's staff."""
    for other in Hold.under(grant).filter(staff=hold.staff).exclude(id=hold.id):
        # A lapsed one is free for everybody as it is; touching it could make two holders wait for each other.
        if other.held_until > now:
            _free(other)
        other.delete()


def _free(hold: Hold) -> None:
    rows = Slot.objects.filter(unit=hold.unit, id=hold.slot, status=SlotStatus.HELD, hold=hold.id)
    rows.update(status=SlotStatus.FREE, hold=None, held_until=None)
