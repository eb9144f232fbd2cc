"""A unit's kinds of time, and what was told of them when. No personal data, so no grant."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from ingang.services.booking.errors import TimeTypeUnknown
from ingang.services.booking.models import Appointment, EarlierTimeType, TimeType


def types_of_unit(*, unit: str) -> list[TimeType]:
    """Every kind of time that the unit can publish, hidden ones too."""
    return [kind for kind in all_types_of_unit(unit=unit) if kind.closed_at is None]


def all_types_of_unit(*, unit: str) -> list[TimeType]:
    """The unit's kinds of time, those that are closed too."""
    return list(TimeType.objects.filter(unit=unit).order_by("title_sv", "code"))


def restricted_types_of_unit(*, unit: str) -> list[TimeType]:
    """The kinds that the unit gives to persons by name."""
    return [kind for kind in types_of_unit(unit=unit) if kind.is_restricted]


def type_of_unit(*, unit: str, time_type: UUID) -> TimeType:
    """The unit's kind of time, also a closed one. Refuses another unit's."""
    kind = TimeType.objects.filter(unit=unit, id=time_type).first()
    if kind is None:
        raise TimeTypeUnknown()
    return kind


def kinds_as_told(*, appointments: Iterable[Appointment]) -> dict[UUID, TimeType]:
    """For each appointment its kind of time as it was when the person was told, by the appointment's id.

    A change never alters what somebody was told when she booked or moved her time. Two questions, however many.
    """
    rows = list(appointments)
    kinds = TimeType.objects.in_bulk({row.time_type for row in rows})
    earlier = list(EarlierTimeType.objects.filter(time_type__in=kinds).order_by("valid_until"))
    known = [row for row in rows if row.time_type in kinds]
    return {row.id: _as_told(kinds[row.time_type], row.moved_at or row.booked_at, earlier) for row in known}


def _as_told(kind: TimeType, told_at: datetime, earlier: list[EarlierTimeType]) -> TimeType:
    then = next((one for one in earlier if one.time_type == kind.id and one.valid_until > told_at), None)
    return TimeType(id=kind.id, version=then.version, **then.said) if then else kind
