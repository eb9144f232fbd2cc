"""Units that were looked for, what they offer, and when each has a free time. No personal data, so no grant."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.care_units.queries import care_unit
from ingang.foundation.search.queries import Found, Hit, Wanted, find
from ingang.kernel.periods import local_date, start_of_day
from ingang.services.booking.entries import UNIT
from ingang.services.booking.errors import TimeNotOffered
from ingang.services.booking.models import Slot, TimeType, takeable
from ingang.services.booking.queries.calendar import on_her_days
from ingang.services.booking.queries.offer import OFFERED, bookable_regions, has_closed, offered_types
from ingang.services.booking.rules.entitlement import Ages
from ingang.services.booking.rules.weeks import monday_of

ONE_WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """What somebody looks for: words, and filters. An empty one leaves nothing out.

    `place` is the code of a region or a municipality, `unit_kind` of a kind of unit, `kind` the Swedish title of a
    kind of time, `form` how they meet.
    """

    words: str = ""
    place: str = ""
    unit_kind: str = ""
    kind: str = ""
    form: str = ""

    @property
    def only_words(self) -> bool:
        """Whether nothing but the words narrows the answer."""
        return not (self.place or self.unit_kind or self.kind or self.form)


@dataclass(frozen=True, kw_only=True)
class FoundUnit:
    """A unit that was found, why, and its kinds of time for residents; none where its region has booking off."""

    unit: CareUnit
    hit: Hit
    kinds: list[TimeType]


@dataclass(frozen=True, kw_only=True)
class FreeTimes:
    """When a unit has its first free time, and how many it has in that week."""

    first: datetime
    that_week: int


def find_units(*, criteria: Criteria, near: str, now: datetime) -> tuple[list[FoundUnit], Found]:
    """Units that answer the criteria, the likeliest first and then the nearest; and how the words were understood.

    Units that take no bookings here are found too: their phone number is always to be seen (corrections 1.12).
    Those that have closed down are not.
    """
    found = find(wanted=_wanted(criteria, near))
    units = CareUnit.objects.in_bulk([hit.name for hit in found.hits])
    kinds = _kinds_of(units, criteria)
    regions = bookable_regions(now=now)
    rows = [
        FoundUnit(unit=unit, hit=hit, kinds=kinds[unit.hsa_id] if unit.region in regions else [])
        for hit in found.hits
        if (unit := units.get(hit.name)) and not has_closed(unit=unit, now=now)
    ]
    return rows, found


def the_unit(*, unit: str, now: datetime) -> FoundUnit:
    """The unit by itself, whether or not its times can be booked here. Refuses one that there is not."""
    place = care_unit(hsa_id=unit)
    if place is None:
        raise TimeNotOffered()
    is_bookable = place.region in bookable_regions(now=now) and not has_closed(unit=place, now=now)
    kinds = offered_types(unit=place.hsa_id) if is_bookable else []
    return FoundUnit(unit=place, hit=Hit(name=place.hsa_id, title=place.name, reasons=(), order=()), kinds=kinds)


def first_free_times(
    *, units: Collection[str], kinds: Collection[UUID], ages: Mapping[UUID, Ages], now: datetime
) -> dict[str, datetime]:
    """When each of the units has its first free time of the kinds, on days that are hers. One question."""
    free = _free(kinds, ages, now).filter(unit=OuterRef("hsa_id")).order_by("starts_at").values("starts_at")[:1]
    rows = CareUnit.objects.filter(hsa_id__in=units).annotate(first=Subquery(free)).exclude(first=None)
    return dict(rows.values_list("hsa_id", "first"))


def free_that_week(
    *, firsts: Mapping[str, datetime], kinds: Collection[UUID], ages: Mapping[UUID, Ages], now: datetime
) -> dict[str, FreeTimes]:
    """How many free times each unit has in the week of its first one. One question; for as many as a page shows."""
    weeks = Q(pk__in=[])
    for unit, first in firsts.items():
        monday = monday_of(local_date(first))
        weeks |= Q(unit=unit, starts_at__gte=first, starts_at__lt=start_of_day(monday + ONE_WEEK))
    rows = _free(kinds, ages, now).filter(weeks).values_list("unit").annotate(count=Count("id")).order_by("unit")
    counts = dict(rows)
    return {unit: FreeTimes(first=first, that_week=counts.get(unit, 0)) for unit, first in firsts.items()}


def _free(kinds: Collection[UUID], ages: Mapping[UUID, Ages], now: datetime) -> QuerySet[Slot]:
    return Slot.objects.filter(takeable(now=now), on_her_days(ages=ages), time_type__in=kinds, starts_at__gt=now)


def _wanted(criteria: Criteria, near: str) -> Wanted:
    return Wanted(
        kind=UNIT,
        text=criteria.words,
        region=criteria.place[:2],
        municipality=criteria.place if len(criteria.place) > 2 else "",
        filters={"type": criteria.unit_kind, "kind": criteria.kind, "form": criteria.form},
        near=near,
    )


def _kinds_of(units: Collection[str], criteria: Criteria) -> dict[str, list[TimeType]]:
    """What each unit offers of what was asked for."""
    wanted = {"title_sv": criteria.kind, "form": criteria.form}
    rows = TimeType.objects.filter(OFFERED, unit__in=units, **{name: value for name, value in wanted.items() if value})
    kinds: dict[str, list[TimeType]] = defaultdict(list)
    for kind in rows.order_by("title_sv", "code"):
        kinds[kind.unit].append(kind)
    return kinds
