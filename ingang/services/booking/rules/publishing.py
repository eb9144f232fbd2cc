"""Which times a unit may publish."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from ingang.kernel.periods import is_bookable_local_time, local, to_utc
from ingang.services.booking.errors import ChangeNightHour, TimesInThePast, TimesOverlap, UnreasonableTimes
from ingang.services.booking.rules.spans import Span

MOST_AT_ONCE = 100
SHORTEST, LONGEST = 5, 8 * 60
"""The length of a time in minutes."""
YEARS = range(2000, 2200)
FURTHEST_AHEAD = timedelta(days=400)
ONE_MINUTE = timedelta(minutes=1)


def times_between(*, on: date, begins: time, ends: time, minutes: int) -> list[Span]:
    """Times of equal length, one after the other, from `begins` until `ends` on a Swedish day.

    What is left over at the end becomes no time. Refuses a length that is not reasonable, and any time that
    touches the hour from 02 to 03 on a change night.
    """
    if not SHORTEST <= minutes <= LONGEST or on.year not in YEARS:
        raise UnreasonableTimes(most=MOST_AT_ONCE)
    length = timedelta(minutes=minutes)
    clocks = _clocks(datetime.combine(on, begins), datetime.combine(on, ends), length)
    return [span_at(clock=clock, length=length) for clock in clocks]


def check_publishable(*, times: list[Span], taken: Iterable[Span], now: datetime) -> None:
    """Refuse none or too many times, times that have begun or are far away, and times that meet `taken` ones."""
    if not 1 <= len(times) <= MOST_AT_ONCE or times[-1].starts_at > now + FURTHEST_AHEAD:
        raise UnreasonableTimes(most=MOST_AT_ONCE)
    if times[0].starts_at <= now:
        raise TimesInThePast()
    taken = list(taken)
    for one in times:
        if any(one.overlaps(other) for other in taken):
            raise TimesOverlap(clock=f"{local(one.starts_at):%H:%M}")


def span_at(*, clock: datetime, length: timedelta) -> Span:
    """The time that begins when Swedish clocks show `clock`. Refuses one that touches a change night's hour."""
    if not is_bookable_local_time(clock):
        raise ChangeNightHour()
    starts_at = to_utc(clock)
    last_minute = local(starts_at + length - ONE_MINUTE).replace(tzinfo=None)
    if last_minute != clock + length - ONE_MINUTE or not is_bookable_local_time(last_minute):
        raise ChangeNightHour()
    return Span(starts_at=starts_at, ends_at=starts_at + length)


def _clocks(begins: datetime, ends: datetime, length: timedelta) -> Iterator[datetime]:
    clock = begins
    while clock + length <= ends:
        yield clock
        clock += length
