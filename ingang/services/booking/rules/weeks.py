"""Which week a calendar shows."""

from datetime import date, datetime, timedelta

from ingang.kernel.periods import local_date
from ingang.services.booking.rules.publishing import FURTHEST_AHEAD


def monday_of(day: date, /) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def week_to_show(*, asked: date | None, earliest: datetime | None, now: datetime) -> date:
    """The Monday to show: the asked week, but none that is over or beyond what can be published; otherwise the week
    of the earliest free time.
    """
    this_week = monday_of(local_date(now))
    if asked is not None:
        return min(max(monday_of(asked), this_week), last_week(now=now))
    return monday_of(local_date(earliest)) if earliest else this_week


def last_week(*, now: datetime) -> date:
    """The Monday of the last week that can hold a published time."""
    return monday_of(local_date(now + FURTHEST_AHEAD))
