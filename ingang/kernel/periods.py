"""Periods of days, ages, and Swedish local time.

The database holds aware UTC; Swedish local time is used at the border, where people and the service
contracts write it without a time zone. Contracts and pages are about Sweden alone: there is one zone.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from ingang.kernel.errors import IngangError
from ingang.kernel.words import marked

SWEDEN = ZoneInfo("Europe/Stockholm")


class PeriodWithoutDays(IngangError):
    """A period that ends before it has begun, or on the same day: the end is excluded."""

    code = "period_without_days"
    sentence = marked("The period must end after the day it begins.")


class LocalTimeMissing(IngangError):
    """A time that no clock in Sweden shows: the hour that is skipped when summer time begins."""

    code = "local_time_missing"
    sentence = marked("This time does not exist, because the clocks go forward that night.")


@dataclass(frozen=True)
class Period:
    """Days from `valid_from` up to but not including `valid_until`; None means until further notice."""

    valid_from: date
    valid_until: date | None = None

    def __post_init__(self) -> None:
        if self.valid_until is not None and self.valid_until <= self.valid_from:
            raise PeriodWithoutDays

    def contains(self, day: date, /) -> bool:
        """True when the day lies in the period."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    def overlaps(self, other: "Period", /) -> bool:
        """True when the two have at least one day in common."""
        return self.intersection(other) is not None

    def intersection(self, other: "Period", /) -> "Period | None":
        """Return the days that are in both, or None when there are none."""
        begins = max(self.valid_from, other.valid_from)
        ends = min((day for day in (self.valid_until, other.valid_until) if day), default=None)
        return Period(begins, ends) if ends is None or begins < ends else None


def birthday(birth_date: date, /, *, age: int) -> date:
    """Return the day somebody turns `age`.

    Whoever is born on 29 February turns on 28 February in other years: where the month has no such day, its
    last day counts (lag 1930:173 om beräkning av lagstadgad tid, 1 §).
    """
    year = birth_date.year + age
    last_day = monthrange(year, birth_date.month)[1]
    return birth_date.replace(year=year, day=min(birth_date.day, last_day))


def age_on(birth_date: date, /, *, on: date) -> int:
    """Return the age in full years on a day; see `birthday` for 29 February.

    The date of birth comes from the population register, never from the number (corrections 1.2). It is
    negative before birth, so no age limit passes.
    """
    age = on.year - birth_date.year
    return age if birthday(birth_date, age=age) <= on else age - 1


def local(moment: datetime, /) -> datetime:
    """Return the same moment as a clock in Sweden shows it."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(SWEDEN)


def local_date(moment: datetime, /) -> date:
    """Return which day it is in Sweden at that moment."""
    return local(moment).date()


def start_of_day(day: date, /) -> datetime:
    """Return the moment in UTC when the day begins in Sweden."""
    return to_utc(datetime.combine(day, time.min))


def is_ambiguous_local_time(clock: datetime, /) -> bool:
    """True in the hour that comes twice when summer time ends."""
    first, second = _both_readings(clock)
    return first < second


def is_missing_local_time(clock: datetime, /) -> bool:
    """True in the hour that is skipped when summer time begins."""
    first, second = _both_readings(clock)
    return first > second


def is_bookable_local_time(clock: datetime, /) -> bool:
    """False from 02:00 to 03:00 on the nights the clocks change, when people would come at the wrong time.

    Source: e-services section 0. No such time is published; asking for one is refused.
    """
    first, second = _both_readings(clock)
    return first == second


def to_utc(clock: datetime, /, *, second_occurrence: bool = False) -> datetime:
    """Return the moment in UTC when clocks in Sweden show `clock`, which is without time zone.

    The hour that comes twice is read as the first time, in summer time, as the contracts leave it unsaid
    (e-services section 0); ask for the second when the sender says so. Refuses the hour that is skipped.
    """
    if is_missing_local_time(clock):
        raise LocalTimeMissing
    return _both_readings(clock)[second_occurrence]


def _both_readings(clock: datetime) -> tuple[datetime, datetime]:
    if clock.tzinfo is not None:
        raise ValueError("a local time comes without time zone")
    readings = [clock.replace(tzinfo=SWEDEN, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return readings[0], readings[1]
