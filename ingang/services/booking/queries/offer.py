"""What units offer to residents. No personal data, so no grant."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.care_units.queries import care_unit
from ingang.foundation.personal.prepared import Prepared
from ingang.foundation.regions.queries import is_on, regions_with
from ingang.kernel.periods import local_date
from ingang.services.booking.errors import BookingClosed, TimeAlreadyTaken, TimeNotOffered, UnitHasClosed
from ingang.services.booking.models import Slot, SlotStatus, TimeType

SWITCH = "booking.open"
OFFERED = Q(is_open_to_residents=True, is_hidden=False)
"""Kinds of time that residents may book; a hidden one is never listed (e-services 3.4)."""


_KIND = Prepared(lambda unit, time_type: TimeType.objects.filter(OFFERED, unit=unit, id=time_type))
_COMING = Prepared(
    lambda unit, slot, now: Slot.objects.filter(unit=unit, id=slot, starts_at__gt=now).exclude(
        status=SlotStatus.WITHDRAWN
    )
)


@dataclass(frozen=True, kw_only=True)
class OfferedTime:
    """A time that a resident may book, with its kind and its unit."""

    unit: CareUnit
    time_type: TimeType
    slot: Slot


@dataclass(frozen=True, kw_only=True)
class OfferedUnit:
    """A unit that lets residents book, and the kinds of time it offers them."""

    unit: CareUnit
    kinds: list[TimeType]


def bookable_regions(*, now: datetime) -> frozenset[str]:
    """The regions that let residents book here now."""
    return regions_with(code=SWITCH, on=local_date(now))


def open_unit(*, unit: str, now: datetime) -> CareUnit:
    """The unit, if its times can be booked here now. Refuses an unknown or closed one, and a region that has it off."""
    found = care_unit(hsa_id=unit)
    if found is None:
        raise TimeNotOffered()
    if has_closed(unit=found, now=now):
        raise UnitHasClosed()
    if not is_on(region=found.region, code=SWITCH, on=local_date(now)):
        raise BookingClosed()
    return found


def offered_unit(*, unit: str, now: datetime) -> OfferedUnit:
    """The unit and the kinds of time that residents may book there. Refuses what `open_unit` does, and one without."""
    place = open_unit(unit=unit, now=now)
    kinds = offered_types(unit=place.hsa_id)
    if not kinds:
        raise TimeNotOffered()
    return OfferedUnit(unit=place, kinds=kinds)


def offered_types(*, unit: str) -> list[TimeType]:
    """The kinds of time that residents may book at the unit; hidden ones never show (e-services 3.4)."""
    return list(TimeType.objects.filter(OFFERED, unit=unit).order_by("title_sv", "code"))


def offered_time(*, unit: str, slot: UUID, now: datetime) -> OfferedTime:
    """The time, if it is one that residents may book; somebody may still hold or have booked it.

    Refuses what has begun, was withdrawn, is hidden, or lies at a unit that does not offer booking now.
    """
    place = open_unit(unit=unit, now=now)
    time = coming_slot(unit=place.hsa_id, slot=slot, now=now)
    kind = _KIND.first(unit=place.hsa_id, time_type=time.time_type)
    if kind is None:
        raise TimeNotOffered()
    return OfferedTime(unit=place, time_type=kind, slot=time)


def coming_slot(*, unit: str, slot: UUID, now: datetime) -> Slot:
    """The unit's time, free or not. Refuses what is unknown, has begun or was withdrawn."""
    time = _COMING.first(unit=unit, slot=slot, now=now)
    if time is None:
        raise TimeNotOffered()
    return time


def check_takeable(*, slot: Slot, holds: Collection[UUID] = (), now: datetime) -> None:
    """Refuse a time that somebody else held or had booked when it was read: most who lose a race end here."""
    if not slot.is_takeable(now=now, holds=holds):
        raise TimeAlreadyTaken()


def has_closed(*, unit: CareUnit, now: datetime) -> bool:
    """Whether the unit has closed down."""
    return unit.closed_on is not None and unit.closed_on <= local_date(now)
