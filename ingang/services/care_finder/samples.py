"""What the test that walks every address needs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ingang.foundation.care_units.models import UnitPage


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, Any]]:
    """A unit that is shown."""
    unit = UnitPage.objects.filter(is_shown=True).order_by("unit")[0].unit
    return {"care_finder:unit": {"unit": unit}}
