"""How the systems fare, from what was gathered."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, QuerySet, Sum
from django.db.models.functions import TruncDate

from ingang.foundation.systems.models import Asking, AskingHour, ConnectedSystem
from ingang.foundation.systems.rules import BUDGET_OVER, GOOD, Budget, Outcome, Standing, Tally, tally
from ingang.kernel.periods import SWEDEN, local_date, start_of_day

JUST_NOW = timedelta(minutes=15)
DAY = timedelta(days=1)
FAILURES = 20
MOST_NAMED = 100


@dataclass(frozen=True, kw_only=True)
class Health:
    """How one system fares. `hours` are the last 24, the earliest first; an hour in which nobody asked is an empty one.

    `answered_at` is when it answered last, to the hour where that is more than two days ago; None if not in 100 days.
    """

    now: Standing
    answered_at: datetime | None
    hours: tuple[tuple[datetime, Tally], ...]
    day: Tally
    budget: Budget


@dataclass(frozen=True, kw_only=True)
class Failure:
    """How often a system failed in one way within the last two days, and when last."""

    outcome: str
    error: str
    count: int
    last_at: datetime


def healths(*, systems: Mapping[str, ConnectedSystem], now: datetime) -> dict[str, Health]:
    """How each of the systems fares, by code."""
    first = now.replace(minute=0, second=0, microsecond=0) - DAY + timedelta(hours=1)
    by_hour = _by_hour(since=first)
    month = _tallies(AskingHour.objects.filter(begins_at__gte=now - BUDGET_OVER))
    just_now = _just_now(now)
    answered = _answered()
    found = {}
    for code, system in systems.items():
        hours = tuple((hour, by_hour[code][hour]) for hour in (first + timedelta(hours=n) for n in range(24)))
        day = sum((one for _, one in hours), Tally())
        found[code] = Health(
            now=just_now[code].standing,
            answered_at=answered.get(code),
            hours=hours,
            day=day,
            budget=Budget(objective=system.objective, month=month[code], day=day),
        )
    return found


def standings(*, now: datetime) -> dict[str, Standing]:
    """How each system that somebody asked lately fares, by code."""
    return {code: one.standing for code, one in _just_now(now).items()}


def failures(*, system: str) -> list[Failure]:
    """The ways in which a system failed in the last two days, the latest first."""
    rows = (
        Asking.objects.filter(system=system)
        .exclude(outcome__in=GOOD)
        .values("outcome", "error")
        .annotate(count=Count("id"), last_at=Max("at"))
        .order_by("-last_at", "outcome", "error")
    )
    return [Failure(**row) for row in rows[:FAILURES]]


def named_elsewhere(*, known: Collection[str], now: datetime) -> dict[str, int]:
    """Systems that the engagement index named in the last 30 days and that are not known here, and how often."""
    rows = AskingHour.objects.filter(outcome=Outcome.NAMED, begins_at__gte=now - BUDGET_OVER).exclude(system__in=known)
    return dict(rows.values_list("system").annotate(Sum("count")).order_by("system")[:MOST_NAMED])


def days_of(*, now: datetime, days: int) -> dict[str, dict[date, Tally]]:
    """Each system's tally by the Swedish day, today and the days before. A day in which nobody asked is left out."""
    since = start_of_day(local_date(now) - timedelta(days=days - 1))
    rows = (
        AskingHour.objects.filter(begins_at__gte=since)
        .annotate(day=TruncDate("begins_at", tzinfo=SWEDEN))
        .values_list("system", "day", "outcome")
        .annotate(Sum("count"))
    )
    counts: dict[str, dict[date, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for system, day, outcome, count in rows:
        counts[system][day][outcome] = count
    return {system: {day: tally(counts=one) for day, one in found.items()} for system, found in counts.items()}


def _by_hour(*, since: datetime) -> dict[str, dict[datetime, Tally]]:
    found: dict[str, dict[datetime, Tally]] = defaultdict(lambda: defaultdict(Tally))
    rows = AskingHour.objects.filter(begins_at__gte=since).values_list("system", "begins_at", "outcome", "count")
    for system, begins_at, outcome, count in rows:
        found[system][begins_at] += tally(counts={outcome: count})
    return found


def _tallies(rows: QuerySet[AskingHour]) -> dict[str, Tally]:
    found: dict[str, Tally] = defaultdict(Tally)
    for system, outcome, count in rows.values_list("system", "outcome").annotate(Sum("count")):
        found[system] += tally(counts={outcome: count})
    return found


def _just_now(now: datetime) -> dict[str, Tally]:
    found: dict[str, Tally] = defaultdict(Tally)
    rows = Asking.objects.filter(at__gte=now - JUST_NOW).values_list("system", "outcome").annotate(Count("id"))
    for system, outcome, count in rows:
        found[system] += tally(counts={outcome: count})
    return found


def _answered() -> dict[str, datetime]:
    hours = AskingHour.objects.filter(outcome__in=GOOD).values_list("system").annotate(Max("begins_at"))
    lately = Asking.objects.filter(outcome__in=GOOD).values_list("system").annotate(Max("at"))
    return dict(hours) | dict(lately)
