"""The free times that a reader chooses among: by week and as a list."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.kernel.periods import start_of_day
from ingang.services.booking.models import Hold, Slot, takeable
from ingang.services.booking.rules.entitlement import Ages
from ingang.services.booking.rules.weeks import week_to_show

ONE_WEEK = timedelta(days=7)
LISTED = 30


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which free times: at a unit, of some kinds, with one performer or with anybody.

    `ages` holds the days on which a kind is for her; a kind that is not there is for her on every day.
    """

    unit: str
    kinds: frozenset[UUID]
    ages: Mapping[UUID, Ages] = field(default_factory=dict)
    performer: str = ""


@dataclass(frozen=True, kw_only=True)
class FreeWeek:
    """The free times of a week, and the earliest of all."""

    monday: date
    slots: list[Slot]
    earliest: Slot | None


@query
def free_week(*, grant: Grant, wanted: Wanted, asked: date | None, now: datetime) -> FreeWeek:
    """The free times of the asked week, otherwise of the first week that has one. Her own held time counts as free."""
    free = _free(wanted, _held(grant), now)
    earliest = free.first()
    monday = week_to_show(asked=asked, earliest=earliest.starts_at if earliest else None, now=now)
    begins, ends = start_of_day(monday), start_of_day(monday + ONE_WEEK)
    slots = list(free.filter(starts_at__gte=begins, starts_at__lt=ends))
    return FreeWeek(monday=monday, slots=slots, earliest=earliest)


@query
def free_page(*, grant: Grant, wanted: Wanted, number: str, now: datetime) -> Page[Slot]:
    """The free times as pages, earliest first; a number that there is not gives the nearest page."""
    page = Paginator(_free(wanted, _held(grant), now), LISTED).get_page(number)
    page.object_list = list(page.object_list)
    return page


def has_free(*, wanted: Wanted, now: datetime) -> bool:
    """Whether there is any free time as wanted."""
    return _free(wanted, (), now).exists()


def performers_of(*, wanted: Wanted, now: datetime) -> list[tuple[str, str]]:
    """With whom there are free times as wanted: HSA-id and name, by name."""
    pairs = _free(wanted, (), now).values_list("performer", "performer_name")
    return list(dict(pairs.order_by("performer_name", "performer").distinct()).items())


def _held(grant: Grant) -> list[UUID]:
    return list(Hold.under(grant).filter(staff="").values_list("id", flat=True))


def _free(wanted: Wanted, holds: Collection[UUID], now: datetime) -> QuerySet[Slot]:
    """Times that may be taken and have not begun, earliest first."""
    with_her = Q(performer=wanted.performer) if wanted.performer else Q()
    times = Slot.objects.filter(takeable(now=now, holds=tuple(holds)), with_her, unit=wanted.unit, starts_at__gt=now)
    fitting = times.filter(on_her_days(ages=wanted.ages), time_type__in=wanted.kinds)
    return fitting.order_by("starts_at", "performer_name", "id")


def on_her_days(*, ages: Mapping[UUID, Ages]) -> Q:
    """Times on the days on which each kind is for her. Kinds with the same days are asked for together."""
    fitting = Q()
    for days in set(ages.values()):
        kinds = [kind for kind, own in ages.items() if own == days]
        if days.first:
            fitting &= ~Q(time_type__in=kinds, starts_at__lt=start_of_day(days.first))
        if days.end:
            fitting &= ~Q(time_type__in=kinds, starts_at__gte=start_of_day(days.end))
    return fitting
