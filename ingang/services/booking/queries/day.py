"""A unit's day, for its staff, under the unit's grant."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from ingang.foundation.access.actions import shown
from ingang.foundation.people.queries import names
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date, start_of_day
from ingang.services.booking.models import Appointment, AppointmentStatus, Slot, SlotStatus, TimeType


@dataclass(frozen=True, kw_only=True)
class DayLine:
    """One time of the day: the published time, its kind, and who comes. `person` is empty while it is not booked."""

    slot: Slot
    time_type: TimeType
    person: str
    is_free: bool


@query
def day_of_unit(*, grant: Grant, on: date, now: datetime) -> list[DayLine]:
    """The unit's times of that day in order, with the names of those who come. Records whom it shows."""
    times = _times(grant.unit, on)
    booked = _persons_by_slot(grant, on)
    called = names(persons=frozenset(booked.values()))
    shown(grant=grant, persons=booked.values(), now=now)
    kinds = TimeType.objects.in_bulk([time.time_type for time in times])
    return [
        DayLine(
            slot=time,
            time_type=kinds[time.time_type],
            person=called.get(booked[time.id], "") if time.id in booked else "",
            is_free=time.status == SlotStatus.FREE or _has_lapsed(time, now),
        )
        for time in times
    ]


@query
def booked_today(*, grant: Grant, now: datetime) -> int:
    """How many booked times the unit has left today. Shows no person."""
    ends = start_of_day(local_date(now) + timedelta(days=1))
    return Appointment.under(grant).filter(status=AppointmentStatus.BOOKED, ends_at__gt=now, starts_at__lt=ends).count()


def _times(unit: str, on: date) -> list[Slot]:
    begins, ends = start_of_day(on), start_of_day(on + timedelta(days=1))
    rows = Slot.objects.filter(unit=unit, starts_at__gte=begins, starts_at__lt=ends)
    return list(rows.exclude(status=SlotStatus.WITHDRAWN).order_by("starts_at", "performer_name", "id"))


def _persons_by_slot(grant: Grant, on: date) -> dict[UUID, UUID]:
    begins, ends = start_of_day(on), start_of_day(on + timedelta(days=1))
    rows = Appointment.under(grant).filter(status=AppointmentStatus.BOOKED, starts_at__gte=begins, starts_at__lt=ends)
    return dict(rows.values_list("slot", "person"))


def _has_lapsed(slot: Slot, now: datetime) -> bool:
    return slot.held_until is not None and slot.held_until <= now
