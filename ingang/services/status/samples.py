"""A part, for the test that walks every address."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ingang.foundation.systems.rules import Part


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, Any]]:
    """Nothing has to be there for it."""
    return {"status:part": {"part": str(Part.BOOKING)}}
