"""The rules of booked times, as pure functions over moments and numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ingang.kernel.periods import is_bookable_local_time, local, local_date, to_utc
from ingang.services.booking.errors import (
    AlreadyOccupied,
    CancellingNotOffered,
    ChangeNightHour,
    TimesInThePast,
    TimesOverlap,
    TooLateToCancel,
    TooManyExtensions,
    TooManyOfAKind,
    UnreasonableTimes,
)

HOLD_TIME = timedelta(minutes=5)
"""How long a time is held while it is confirmed (corrections 1.18)."""

MOST_EXTENSIONS = 10
"""How often a hold may be extended (WCAG 2.2.1: at least ten times)."""

MOST_COMING_OF_A_KIND = 2
"""How many coming times of one kind a person may have booked at one unit (e-services 3.7, proposed)."""

MOST_AT_ONCE = 100
SHORTEST, LONGEST = 5, 8 * 60
"""The length of a time in minutes."""
YEARS = range(2000, 2200)
FURTHEST_AHEAD = timedelta(days=400)
ONE_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True, order=True)
class Span:
    """From a moment up to, but not including, another."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Span") -> bool:
        """True when the two have a moment in common."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def times_between(*, on: date, begins: time, ends: time, minutes: int) -> list[Span]:
    """Times of equal length, one after the other, from `begins` until `ends` on a Swedish day.

    What is left over at the end becomes no time. Refuses a length that is not reasonable, and any time that
    touches the hour from 02 to 03 on a change night.
    """
    if not SHORTEST <= minutes <= LONGEST or on.year not in YEARS:
        raise UnreasonableTimes(most=MOST_AT_ONCE)
    length = timedelta(minutes=minutes)
    return [_span(clock, length) for clock in _clocks(datetime.combine(on, begins), datetime.combine(on, ends), length)]


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


def check_extendable(*, extensions: int) -> None:
    """Refuse to extend a hold more often than ten times."""
    if extensions >= MOST_EXTENSIONS:
        raise TooManyExtensions()


def check_room_for(*, wanted: Span, booked: Iterable[Span], coming_of_the_kind: int) -> None:
    """Refuse a time while the person is busy, and more coming times of a kind than the unit allows."""
    if any(wanted.overlaps(other) for other in booked):
        raise AlreadyOccupied()
    if coming_of_the_kind >= MOST_COMING_OF_A_KIND:
        raise TooManyOfAKind(count=coming_of_the_kind)


def last_moment_to_cancel(*, starts_at: datetime, hours_before: int | None) -> datetime | None:
    """Until when the time may be cancelled; None when the unit has not allowed it (absent is no, e-services 8.2)."""
    return None if hours_before is None else starts_at - timedelta(hours=hours_before)


def can_cancel(*, starts_at: datetime, hours_before: int | None, now: datetime) -> bool:
    """Whether the time may be cancelled now; decides the button."""
    try:
        check_may_cancel(starts_at=starts_at, hours_before=hours_before, now=now)
    except (CancellingNotOffered, TooLateToCancel):
        return False
    return True


def check_may_cancel(*, starts_at: datetime, hours_before: int | None, now: datetime) -> None:
    """Refuse to cancel where the unit does not allow it, from its last moment on, and once the time has begun."""
    last = last_moment_to_cancel(starts_at=starts_at, hours_before=hours_before)
    if last is None:
        raise CancellingNotOffered()
    if now >= min(last, starts_at):
        raise TooLateToCancel()


def is_hidden_from_guardian(*, unit_is_sensitive: bool, booked_by_guardian: bool) -> bool:
    """Whether a new booked time leaves no trace for guardians (corrections 3.2).

    Sensitive units hide by default. What a guardian booked is known to her: hiding it would only take away her
    receipt; staff can still hide it.
    """
    return unit_is_sensitive and not booked_by_guardian


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


def _clocks(begins: datetime, ends: datetime, length: timedelta) -> Iterator[datetime]:
    clock = begins
    while clock + length <= ends:
        yield clock
        clock += length


def _span(clock: datetime, length: timedelta) -> Span:
    if not is_bookable_local_time(clock):
        raise ChangeNightHour()
    starts_at = to_utc(clock)
    last_minute = local(starts_at + length - ONE_MINUTE).replace(tzinfo=None)
    if last_minute != clock + length - ONE_MINUTE or not is_bookable_local_time(last_minute):
        raise ChangeNightHour()
    return Span(starts_at=starts_at, ends_at=starts_at + length)
