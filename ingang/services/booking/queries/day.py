"""A unit's day, for its staff, under the unit's grant."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from ingang.foundation.access.actions import shown
from ingang.foundation.people.queries import names
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date, start_of_day
from ingang.services.booking.models import Appointment, AppointmentStatus, Attendance, Slot, SlotStatus, TimeType
from ingang.services.booking.rules.attending import can_note


@dataclass(frozen=True, kw_only=True)
class DayLine:
    """One time of the day: the published time, its kind, and who comes. `person` is empty while it is not booked."""

    slot: Slot
    time_type: TimeType
    person: str
    is_free: bool
    appointment: Appointment | None = None
    may_note_arrived: bool = False
    may_note_stayed_away: bool = False


@query
def day_of_unit(*, grant: Grant, on: date, now: datetime) -> list[DayLine]:
    """The unit's times of that day in order, with the names of those who come. Records whom it shows."""
    times = _times(grant.unit, on)
    booked = _booked_by_slot(grant, on)
    persons = frozenset(row.person for row in booked.values())
    called = names(persons=persons)
    shown(grant=grant, persons=persons, now=now)
    kinds = TimeType.objects.in_bulk([time.time_type for time in times])
    return [_line(time, kinds[time.time_type], booked.get(time.id), called, now) for time in times]


@query
def booked_today(*, grant: Grant, now: datetime) -> int:
    """How many booked times the unit has left today. Shows no person."""
    ends = start_of_day(local_date(now) + timedelta(days=1))
    return Appointment.under(grant).filter(status=AppointmentStatus.BOOKED, ends_at__gt=now, starts_at__lt=ends).count()


def _times(unit: str, on: date) -> list[Slot]:
    begins, ends = start_of_day(on), start_of_day(on + timedelta(days=1))
    rows = Slot.objects.filter(unit=unit, starts_at__gte=begins, starts_at__lt=ends)
    return list(rows.exclude(status=SlotStatus.WITHDRAWN).order_by("starts_at", "performer_name", "id"))


def _line(time: Slot, kind: TimeType, row: Appointment | None, called: dict[UUID, str], now: datetime) -> DayLine:
    return DayLine(
        slot=time,
        time_type=kind,
        person=called.get(row.person, "") if row else "",
        is_free=time.status == SlotStatus.FREE or _has_lapsed(time, now),
        appointment=row,
        may_note_arrived=_may_note(row, Attendance.ARRIVED, now),
        may_note_stayed_away=_may_note(row, Attendance.STAYED_AWAY, now),
    )


def _may_note(row: Appointment | None, attendance: Attendance, now: datetime) -> bool:
    if row is None or row.attendance:
        return False
    return can_note(attendance=attendance, starts_at=row.starts_at, now=now)


def _booked_by_slot(grant: Grant, on: date) -> dict[UUID, Appointment]:
    begins, ends = start_of_day(on), start_of_day(on + timedelta(days=1))
    rows = Appointment.under(grant).filter(status=AppointmentStatus.BOOKED, starts_at__gte=begins, starts_at__lt=ends)
    return {row.slot: row for row in rows}


def _has_lapsed(slot: Slot, now: datetime) -> bool:
    return slot.held_until is not None and slot.held_until <= now
