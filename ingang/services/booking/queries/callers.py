"""What staff need to book for one who telephones: times that are nobody's, and what is in hand for her."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from ingang.foundation.access.actions import shown_rows
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.care_units.queries import care_unit
from ingang.foundation.identity.signs import signs
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date, start_of_day
from ingang.services.booking.access import check_entitled
from ingang.services.booking.errors import (
    AppointmentChanged,
    AppointmentUnknown,
    BookingError,
    HoldUnknown,
    NotEntitled,
    TimeNotOffered,
    TooManyOfAKind,
    UnitHasClosed,
)
from ingang.services.booking.models import Appointment, AppointmentStatus, Hold, Slot, TimeType, takeable
from ingang.services.booking.queries.kinds import kinds_as_told
from ingang.services.booking.queries.offer import OfferedTime, coming_slot, has_closed
from ingang.services.booking.queries.room import check_has_room
from ingang.services.booking.rules.weeks import week_to_show
from ingang.ui.values import PersonSigns

ONE_WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class UnitWeek:
    """The free times of a kind in a week, the same for whoever asks, and the earliest of all."""

    monday: date
    slots: list[Slot]
    earliest: Slot | None


@dataclass(frozen=True, kw_only=True)
class InHand:
    """A time that staff hold for somebody: what `moves` to it, and the unit's rule that says no, if any does."""

    hold: Hold
    offered: OfferedTime
    moves: Appointment | None
    signs: PersonSigns | None
    against: BookingError | None
    is_lapsed: bool


@dataclass(frozen=True, kw_only=True)
class BookedAtUnit:
    """A booked time at the unit, with what staff must know of the one who comes."""

    appointment: Appointment
    unit: CareUnit
    time_type: TimeType
    signs: PersonSigns | None


def free_times_of_unit(*, unit: str, time_type: UUID, asked: date | None, now: datetime) -> UnitWeek:
    """The unit's free times of a kind, a hidden one too, in the asked week, otherwise the first that has one.

    Nobody's person is part of the question (e-services 8.12), so it takes no grant.
    """
    free = Slot.objects.filter(takeable(now=now), unit=unit, time_type=time_type, starts_at__gt=now)
    free = free.order_by("starts_at", "performer_name", "id")
    earliest = free.first()
    monday = week_to_show(asked=asked, earliest=earliest.starts_at if earliest else None, now=now)
    within = free.filter(starts_at__gte=start_of_day(monday), starts_at__lt=start_of_day(monday + ONE_WEEK))
    return UnitWeek(monday=monday, slots=list(within), earliest=earliest)


def time_of_unit(*, unit: str, slot: UUID, now: datetime) -> OfferedTime:
    """A coming time of the unit, whatever its kind; somebody may still hold or have booked it.

    Refuses what has begun or was withdrawn, a kind that is closed, and a unit that has closed down.
    """
    place = care_unit(hsa_id=unit)
    if place is None or has_closed(unit=place, now=now):
        raise UnitHasClosed()
    time = coming_slot(unit=unit, slot=slot, now=now)
    kind = TimeType.objects.filter(unit=unit, id=time.time_type, closed_at=None).first()
    if kind is None:
        raise TimeNotOffered()
    return OfferedTime(unit=place, time_type=kind, slot=time)


@query
def hold_of_unit(*, grant: Grant, hold: UUID) -> Hold:
    """What the unit's staff hold for somebody. Refuses another unit's, and what a resident holds herself."""
    row = Hold.under(grant).filter(id=hold, unit=grant.unit).exclude(staff="").first()
    if row is None:
        raise HoldUnknown()
    return row


@query
def in_hand(*, grant: Grant, hold: UUID, now: datetime) -> InHand:
    """The time that staff hold for the grant's person. Refuses what is not held for her, and a time that is gone."""
    row = Hold.under(grant).filter(id=hold).exclude(staff="").first()
    if row is None:
        raise HoldUnknown()
    moves = appointment_at_unit(grant=grant, appointment=row.moves) if row.moves else None
    offered = time_of_unit(unit=row.unit, slot=row.slot, now=now)
    return InHand(
        hold=row,
        offered=offered,
        moves=moves,
        signs=signs(persons=frozenset({grant.person}), on=local_date(now)).get(grant.person),
        against=rule_against(grant=grant, offered=offered, moves=moves, now=now),
        is_lapsed=row.held_until <= now,
    )


@query
def rule_against(
    *, grant: Grant, offered: OfferedTime, moves: Appointment | None, now: datetime
) -> BookingError | None:
    """The rule of the unit's own that says no, and that the unit may set aside; None when all agree.

    Refuses what no unit can set aside: that the person has another time here at that moment.
    """
    try:
        check_has_room(grant=grant, offered=offered, now=now, apart_from=moves.id if moves else None)
        check_entitled(grant=grant, offered=offered, moves=moves, now=now)
    except (NotEntitled, TooManyOfAKind) as error:
        return error
    return None


@query
def appointment_at_unit(*, grant: Grant, appointment: UUID) -> Appointment:
    """The booked time, under the unit's grant or one on its person. Refuses another's, and one that is cancelled."""
    row = Appointment.under(grant).filter(id=appointment).first()
    if row is None:
        raise AppointmentUnknown()
    if row.status != AppointmentStatus.BOOKED:
        raise AppointmentChanged()
    return row


@query
def booked_at_unit(*, grant: Grant, appointment: UUID, now: datetime) -> BookedAtUnit:
    """One time at the unit, also a cancelled one, with words. Records whom it shows. Refuses another unit's."""
    row = Appointment.under(grant).filter(id=appointment, unit=grant.unit).first()
    place = care_unit(hsa_id=grant.unit)
    if row is None or place is None:
        raise AppointmentUnknown()
    shown_rows(grant=grant, rows=[row], now=now)
    return BookedAtUnit(
        appointment=row,
        unit=place,
        time_type=kinds_as_told(appointments=[row])[row.id],
        signs=signs(persons=frozenset({row.person}), on=local_date(now)).get(row.person),
    )
