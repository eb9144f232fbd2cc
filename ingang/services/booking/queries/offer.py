"""What units offer to residents. No personal data, so no grant."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.care_units.queries import care_unit
from ingang.foundation.regions.queries import is_on
from ingang.kernel.periods import local_date, start_of_day
from ingang.services.booking.errors import BookingClosed, TimeAlreadyTaken, TimeNotOffered
from ingang.services.booking.models import Slot, SlotStatus, TimeType, takeable

SWITCH = "booking.open"


@dataclass(frozen=True, kw_only=True)
class OfferedTime:
    """A time that a resident may book, with its kind and its unit."""

    unit: CareUnit
    time_type: TimeType
    slot: Slot


def find_units(*, words: str, near: str, now: datetime) -> list[CareUnit]:
    """Units that let residents book, whose name, kind or place contains every word.

    Those in the municipality `near` come first, then those of its region, then by name; an empty code favours none.
    """
    offering = TimeType.objects.filter(is_open_to_residents=True, is_hidden=False).values_list("unit", flat=True)
    units = CareUnit.objects.filter(hsa_id__in=offering.distinct()).order_by("name", "hsa_id")
    wanted = words.casefold().split()
    fitting = [unit for unit in units if not _has_closed(unit, now) and all(word in _text(unit) for word in wanted)]
    on = local_date(now)
    open_regions = {region for region in {unit.region for unit in fitting} if is_on(region=region, code=SWITCH, on=on)}
    return sorted((unit for unit in fitting if unit.region in open_regions), key=lambda unit: _distance(unit, near))


def offered_unit(*, unit: str, now: datetime) -> CareUnit:
    """The unit, if residents may book there now. Refuses an unknown or closed one, and a region that has it off."""
    found = care_unit(hsa_id=unit)
    if found is None or not offered_types(unit=found.hsa_id) or _has_closed(found, now):
        raise TimeNotOffered()
    if not _is_open(found, now):
        raise BookingClosed()
    return found


def offered_types(*, unit: str) -> list[TimeType]:
    """The kinds of time that residents may book at the unit; hidden ones never show (e-services 3.4)."""
    return list(
        TimeType.objects.filter(unit=unit, is_open_to_residents=True, is_hidden=False).order_by("title_sv", "code")
    )


def offered_time(*, unit: str, slot: UUID, now: datetime) -> OfferedTime:
    """The time, if it is one that residents may book; somebody may still hold or have booked it.

    Refuses what has begun, was withdrawn, is hidden, or lies at a unit that does not offer booking now.
    """
    place = offered_unit(unit=unit, now=now)
    time = Slot.objects.filter(unit=place.hsa_id, id=slot).exclude(status=SlotStatus.WITHDRAWN).first()
    if time is None or time.starts_at <= now:
        raise TimeNotOffered()
    kinds = {kind.id: kind for kind in offered_types(unit=place.hsa_id)}
    if time.time_type not in kinds:
        raise TimeNotOffered()
    return OfferedTime(unit=place, time_type=kinds[time.time_type], slot=time)


def check_takeable(*, slot: Slot, holds: Collection[UUID] = (), now: datetime) -> None:
    """Refuse a time that somebody else holds or has booked, by one cheap read: most who lose a race end here."""
    if not Slot.objects.filter(takeable(now=now, holds=tuple(holds)), unit=slot.unit, id=slot.id).exists():
        raise TimeAlreadyTaken()


def free_between(
    *, unit: str, time_type: UUID, first_day: date, days: int, holds: Collection[UUID] = (), now: datetime
) -> list[Slot]:
    """Times that may be taken, from the first day and so many days on, earliest first. Never one that has begun."""
    begins = max(start_of_day(first_day), now)
    ends = start_of_day(first_day + timedelta(days=days))
    times = _free(unit, time_type, holds, now).filter(starts_at__gt=begins, starts_at__lt=ends)
    return list(times.order_by("starts_at", "performer_name", "id"))


def earliest_free(
    *, unit: str, time_type: UUID, from_day: date, holds: Collection[UUID] = (), now: datetime
) -> datetime | None:
    """When the earliest free time from that day on begins, or None."""
    begins = max(start_of_day(from_day), now)
    times = _free(unit, time_type, holds, now).filter(starts_at__gt=begins)
    return times.order_by("starts_at", "id").values_list("starts_at", flat=True).first()


def _free(unit: str, time_type: UUID, holds: Collection[UUID], now: datetime) -> QuerySet[Slot]:
    return Slot.objects.filter(takeable(now=now, holds=tuple(holds)), unit=unit, time_type=time_type)


def _is_open(unit: CareUnit, now: datetime) -> bool:
    return not _has_closed(unit, now) and is_on(region=unit.region, code=SWITCH, on=local_date(now))


def _distance(unit: CareUnit, near: str) -> int:
    if unit.municipality == near:
        return 0
    return 1 if near and unit.region == near[:2] else 2


def _has_closed(unit: CareUnit, now: datetime) -> bool:
    return unit.closed_on is not None and unit.closed_on <= local_date(now)


def _text(unit: CareUnit) -> str:
    return f"{unit.name} {unit.kind} {unit.street} {unit.city}".casefold()
