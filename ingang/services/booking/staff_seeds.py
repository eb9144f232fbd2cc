"""Demonstration data of the unit's side, and things of the unit for addresses that take arguments."""

from datetime import datetime, time, timedelta

from uuid6 import uuid7

from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.actions.schedules import create_schedule
from ingang.services.booking.models import Schedule, Slot, TimeType


def staff_samples(*, grant: Grant, free: list[Slot], now: datetime) -> dict[str, dict[str, object]]:
    """A kind of time and a schedule of the sample unit."""
    kind = TimeType.objects.get(id=free[0].time_type)
    schedule = {"schedule": _schedule(grant, kind, now).id}
    return {
        "booking:kind": {"time_type": kind.id},
        "booking:close_kind": {"time_type": kind.id},
        "booking:schedule": {**schedule},
        "booking:publish_schedule": {**schedule},
        "booking:schedule_exceptions": {**schedule},
        "booking:end_schedule": {**schedule},
    }


def _schedule(grant: Grant, kind: TimeType, now: datetime) -> Schedule:
    return create_schedule(
        grant=grant,
        schedule=uuid7(),
        performer="SAMPLE",
        performer_name="Sam Prov",
        time_type=kind.id,
        weekdays="01234",
        begins=time(8),
        ends=time(12),
        minutes=kind.minutes,
        breaks=[],
        place="",
        valid_from=local_date(now) + timedelta(days=1),
        valid_until=None,
        every_weeks=1,
        skips_holidays=True,
        weeks_ahead=None,
        now=now,
    )
