"""FHIR dates and moments, which may be as short as a year, to a moment that a list can be sorted by."""

import re
from datetime import UTC, date, datetime

from ingang.kernel.periods import start_of_day

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def moment(*, written: object) -> datetime | None:
    """The first moment that a FHIR date, dateTime or instant covers, in UTC; None when it is none of them."""
    if not isinstance(written, str):
        return None
    try:
        return _moment(written)
    except (ValueError, OverflowError):
        return None


def _moment(written: str) -> datetime | None:
    match = _DAY.fullmatch(written)
    if match:
        return start_of_day(date(int(match[1]), int(match[2] or 1), int(match[3] or 1)))
    found = datetime.fromisoformat(written)
    # A time of day without a zone is not FHIR; which moment it means can not be known.
    return found.astimezone(UTC) if found.tzinfo else None
