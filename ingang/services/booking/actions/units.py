"""A unit gets another address or number, or closes down, while people have times there: each is told, once.

The catalogue of units changes from outside. What the booked people were told is kept beside it, and the difference is
what they are told of now.
"""

from datetime import date, datetime, timedelta

from django.db.models import F

from ingang.foundation.audit.actions import record_each
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import action
from ingang.foundation.work_items.actions import create_work
from ingang.kernel.grant import Grant
from ingang.kernel.periods import start_of_day
from ingang.services.booking.actions.locks import lock_times_of
from ingang.services.booking.actions.telling import details_of, fields_of
from ingang.services.booking.models import Appointment, AppointmentStatus, Slot, SlotStatus, TimeType, UnitAsTold

PLACE = ("street", "postal_code", "city", "phone", "how_to_find")
CLOSED_TIME = "booking.time_at_closed_unit"
WITHIN = timedelta(days=1)


def follow_units(*, grant: Grant, now: datetime) -> int:
    """The job that compares each unit with what its booked people know; how many people it told something."""
    with_times = TimeType.objects.values_list("unit", flat=True).distinct()
    told = UnitAsTold.objects.in_bulk()
    changed = [unit for unit in CareUnit.objects.filter(hsa_id__in=with_times) if _is_news(unit, told.get(unit.hsa_id))]
    return sum(tell_of_unit(grant=grant, unit=unit, now=now) for unit in changed)


@action
def tell_of_unit(*, grant: Grant, unit: CareUnit, now: datetime) -> int:
    """Tell everybody with a coming time at the unit what is new; how many. Records whom it told of what.

    What they know is changed in the same transaction as they are told, so that nobody is told twice or forgotten.
    A unit that was never looked at before has no news but a closing.
    """
    lock_times_of(unit=unit.hsa_id)
    told = UnitAsTold.objects.filter(unit=unit.hsa_id).first()
    count = 0
    if told and _place(unit) != _place(told):
        count += _tell_of_place(grant, unit, now)
    if unit.closed_on and (told is None or told.closed_on != unit.closed_on):
        count += _tell_of_closing(grant, unit, unit.closed_on, now)
    known = _place(unit) | {"closed_on": unit.closed_on, "told_at": now}
    UnitAsTold.objects.update_or_create(unit=unit.hsa_id, defaults=known)
    return count


def _tell_of_place(grant: Grant, unit: CareUnit, now: datetime) -> int:
    """The times stand; calendars fetch them anew, since their sequence rises."""
    rows = _coming(grant, unit, now)
    Appointment.under(grant).filter(id__in=[row.id for row in rows]).update(
        sequence=F("sequence") + 1, place_told_at=now
    )
    for row in rows:
        announce(name="booking.place_changed", person=row.person, fields=fields_of(row), now=now)
    record_each(event="booking.place_told", grant=grant, about=[(row.person, details_of(row)) for row in rows], now=now)
    return len(rows)


def _tell_of_closing(grant: Grant, unit: CareUnit, closed_on: date, now: datetime) -> int:
    """Free and held times from that day on are gone at once; each booked one is told of and becomes the unit's work."""
    first = max(start_of_day(closed_on), now)
    open_times = Slot.objects.filter(
        unit=unit.hsa_id, starts_at__gte=first, status__in=(SlotStatus.FREE, SlotStatus.HELD)
    )
    open_times.update(status=SlotStatus.WITHDRAWN, hold=None, held_until=None)
    rows = _coming(grant, unit, first)
    for row in rows:
        announce(name="booking.unit_closing", person=row.person, fields=fields_of(row), now=now)
        create_work(
            grant=grant, unit=row.unit, kind=CLOSED_TIME, subject=str(row.id), person=row.person,
            due_at=min(row.starts_at, now + WITHIN), now=now,
        )  # fmt: skip
    record_each(
        event="booking.closing_told", grant=grant, about=[(row.person, details_of(row)) for row in rows], now=now
    )
    return len(rows)


def _coming(grant: Grant, unit: CareUnit, first: datetime) -> list[Appointment]:
    rows = Appointment.under(grant).filter(unit=unit.hsa_id, status=AppointmentStatus.BOOKED, starts_at__gte=first)
    return list(rows.order_by("starts_at", "id"))


def _is_news(unit: CareUnit, told: UnitAsTold | None) -> bool:
    return told is None or _place(unit) != _place(told) or unit.closed_on != told.closed_on


def _place(of: CareUnit | UnitAsTold) -> dict[str, object]:
    return {name: getattr(of, name) for name in PLACE}
