"""Who publishes at a unit waits for the one before."""

from uuid import UUID

from ingang.services.booking.errors import TimeTypeUnknown
from ingang.services.booking.models import TimeType


def lock_times_of(*, unit: str) -> dict[UUID, TimeType]:
    """The unit's kinds of time, locked until the transaction ends, so that two who publish, change a schedule or
    close at the same moment can not both find the day empty. (SQLite has one writer anyway.)
    """
    return {kind.id: kind for kind in TimeType.objects.select_for_update().filter(unit=unit).order_by("id")}


def locked_type(*, unit: str, time_type: UUID) -> TimeType:
    """The unit's kind of time, its times locked. Refuses an unknown and a closed one."""
    kinds = lock_times_of(unit=unit)
    if time_type not in kinds or kinds[time_type].closed_at is not None:
        raise TimeTypeUnknown()
    return kinds[time_type]
