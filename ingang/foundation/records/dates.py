"""FHIR dates and moments, which may be as short as a year, to what a list can be sorted and searched by."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar

from ingang.kernel.periods import start_of_day

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, kw_only=True)
class Span:
    """All moments that a date, a moment or a period may mean; the end is excluded."""

    BEGINNING: ClassVar[datetime] = datetime(1, 1, 2, tzinfo=UTC)
    END: ClassVar[datetime] = datetime(9999, 12, 30, tzinfo=UTC)

    low: datetime
    high: datetime


def moment(*, written: object) -> datetime | None:
    """The first moment that a FHIR date, dateTime or instant covers, in UTC; None when it is none of them."""
    found = span(written=written)
    return found.low if found else None


def span(*, written: object) -> Span | None:
    """The moments that a FHIR date, dateTime or instant covers, in UTC; a day is a day in Sweden."""
    if not isinstance(written, str):
        return None
    try:
        return _span(written)
    except (ValueError, OverflowError):
        return None


def _span(written: str) -> Span | None:
    match = _DAY.fullmatch(written)
    if match:
        first = date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        return Span(low=start_of_day(first), high=start_of_day(_after(first, match[2], match[3])))
    found = datetime.fromisoformat(written)
    if not found.tzinfo:
        # A time of day without a zone is not FHIR; which moment it means can not be known.
        return None
    low = found.astimezone(UTC)
    return Span(low=low, high=low + (timedelta(milliseconds=1) if "." in written else timedelta(seconds=1)))


def _after(first: date, month: str | None, day: str | None) -> date:
    """The first day after the day, the month or the year."""
    if day:
        return first + timedelta(days=1)
    if month:
        return date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date(first.year + 1, 1, 1)
