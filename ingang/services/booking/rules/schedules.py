"""What a schedule's rule makes of the days: which times, and which days are left out and why."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from ingang.services.booking.errors import ChangeNightHour, UnreasonableSchedule
from ingang.services.booking.rules.publishing import LONGEST, SHORTEST, span_at
from ingang.services.booking.rules.spans import Span
from ingang.services.booking.rules.weeks import monday_of

EVERY_WEEKS = range(1, 5)
MOST_BREAKS = 3
MOST_FROM_A_SCHEDULE = 5000
"""How many times one publication can make: a year of one performer's days."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Hours:
    """From a clock time up to, but not including, another, the same day."""

    begins: time
    ends: time


@dataclass(frozen=True, kw_only=True)
class Rule:
    """When a performer has times: on which weekdays (Monday 0) of every how many weeks, which hours, how long each.

    Weeks are counted from the week of `valid_from`; `valid_until` is excluded. `exceptions` say for a day which
    hours hold instead (None: the day is off); they win over weekdays and holidays.
    """

    weekdays: frozenset[int]
    hours: Hours
    minutes: int
    valid_from: date
    valid_until: date | None = None
    breaks: tuple[Hours, ...] = ()
    every_weeks: int = 1
    skips_holidays: bool = True
    exceptions: Mapping[date, Hours | None] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What publishing would do: the new times, those that meet other times of the performer, those that are there
    already, and the days left out: holidays, days off, closed spans, and times in a change night's hour.
    """

    new: tuple[Span, ...] = ()
    clashes: tuple[Span, ...] = ()
    already: int = 0
    holidays: Mapping[date, str] = field(default_factory=dict)
    days_off: tuple[date, ...] = ()
    closed: int = 0
    at_change_night: int = 0

    @property
    def count(self) -> int:
        return len(self.new)


def check_reasonable(*, rule: Rule) -> None:
    """Refuse a rule without weekdays or without room for one time, and breaks outside its hours or over each other."""
    ordered = sorted(rule.breaks, key=lambda one: one.begins)
    edges = [rule.hours.begins, *(edge for one in ordered for edge in (one.begins, one.ends)), rule.hours.ends]
    is_sound = (
        rule.weekdays
        and rule.weekdays <= frozenset(range(7))
        and SHORTEST <= rule.minutes <= LONGEST
        and rule.every_weeks in EVERY_WEEKS
        and len(rule.breaks) <= MOST_BREAKS
        and edges == sorted(edges)
        and (rule.valid_until is None or rule.valid_from < rule.valid_until)
    )
    if not is_sound or not any(_clocks(date(2026, 1, 5), rule.hours, rule)):
        raise UnreasonableSchedule()


def plan(
    *,
    rule: Rule,
    first: date,
    until: date,
    holidays: Mapping[date, str],
    taken: Iterable[Span],
    made: Collection[datetime],
    closed: Iterable[Span],
    now: datetime,
) -> Plan:
    """What the rule would publish from a day up to, but not including, another.

    `taken` are the performer's other times, `made` the beginnings of those that the schedule made before (a
    withdrawn one is not made again), `closed` the spans in which the unit or the performer has closed.
    """
    days = [day for day in _days(rule, first, until) if _is_worked(rule, day, holidays)]
    times, at_change_night = _expand(rule, days, now)
    closed = list(closed)
    fresh = [one for one in times if one.starts_at not in made]
    open_ones = [one for one in fresh if not any(one.overlaps(other) for other in closed)]
    clashes = frozenset(_clashing(open_ones, sorted(taken)))
    new = tuple(one for one in open_ones if one not in clashes)
    if len(new) > MOST_FROM_A_SCHEDULE:
        raise UnreasonableSchedule()
    return Plan(
        new=new,
        clashes=tuple(sorted(clashes)),
        already=len(times) - len(fresh),
        holidays=_holidays_taken(rule, first, until, holidays),
        days_off=tuple(day for day, hours in sorted(rule.exceptions.items()) if hours is None and first <= day < until),
        closed=len(fresh) - len(open_ones),
        at_change_night=at_change_night,
    )


def _days(rule: Rule, first: date, until: date) -> Iterator[date]:
    """Every day within the rule's validity, whether it is worked or not."""
    day = max(first, rule.valid_from)
    last = until if rule.valid_until is None else min(until, rule.valid_until)
    while day < last:
        yield day
        day += ONE_DAY


def _is_worked(rule: Rule, day: date, holidays: Mapping[date, str]) -> bool:
    if day in rule.exceptions:
        return rule.exceptions[day] is not None
    return _is_its_day(rule, day) and not (rule.skips_holidays and day in holidays)


def _is_its_day(rule: Rule, day: date) -> bool:
    weeks = (monday_of(day) - monday_of(rule.valid_from)).days // 7
    return day.weekday() in rule.weekdays and weeks % rule.every_weeks == 0


def _holidays_taken(rule: Rule, first: date, until: date, holidays: Mapping[date, str]) -> dict[date, str]:
    if not rule.skips_holidays:
        return {}
    days = [day for day in _days(rule, first, until) if day in holidays and day not in rule.exceptions]
    return {day: holidays[day] for day in days if _is_its_day(rule, day)}


def _expand(rule: Rule, days: list[date], now: datetime) -> tuple[list[Span], int]:
    times, at_change_night = [], 0
    for day in days:
        for clock in _clocks(day, rule.exceptions.get(day) or rule.hours, rule):
            try:
                one = span_at(clock=clock, length=timedelta(minutes=rule.minutes))
            except ChangeNightHour:
                at_change_night += 1
                continue
            if one.starts_at > now:
                times.append(one)
    return times, at_change_night


def _clocks(day: date, hours: Hours, rule: Rule) -> Iterator[datetime]:
    """The day's beginnings, one after the other, starting anew after each break."""
    length = timedelta(minutes=rule.minutes)
    clock, ends = datetime.combine(day, hours.begins), datetime.combine(day, hours.ends)
    pauses = [(datetime.combine(day, one.begins), datetime.combine(day, one.ends)) for one in rule.breaks]
    while clock + length <= ends:
        met = [over for begins, over in pauses if clock < over and begins < clock + length]
        if met:
            clock = max(met)
            continue
        yield clock
        clock += length


def _clashing(times: list[Span], taken: list[Span]) -> Iterator[Span]:
    starts = [one.starts_at for one in taken]
    longest = timedelta(minutes=LONGEST)
    for one in times:
        near = taken[bisect_left(starts, one.starts_at - longest) : bisect_left(starts, one.ends_at)]
        if any(one.overlaps(other) for other in near):
            yield one
