"""Demonstration data of the unit's side, and things of the unit for addresses that take arguments."""

from datetime import datetime

from ingang.services.booking.models import Slot, TimeType


def staff_samples(*, free: list[Slot], now: datetime) -> dict[str, dict[str, object]]:
    """A kind of time of the sample unit."""
    kind = TimeType.objects.get(id=free[0].time_type)
    return {
        "booking:kind": {"time_type": kind.id},
        "booking:close_kind": {"time_type": kind.id},
    }
