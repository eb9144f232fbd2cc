"""Found units as one person sees them: what she may book there and when, and why not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.search.queries import Hit
from ingang.kernel.grant import Grant
from ingang.services.booking.access import KindsForHer, kinds_for_her
from ingang.services.booking.errors import NotEntitled
from ingang.services.booking.models import TimeType
from ingang.services.booking.queries.finding import FoundUnit, FreeTimes, first_free_times, free_that_week


@dataclass(frozen=True, kw_only=True)
class UnitForHer:
    """A unit, the kinds of time that she may book there and those that are not for her, and its free times.

    Where the words named kinds of time, only those are meant; `others` counts what else she may book there.
    `is_for_others`: there are times, but the unit's e-services are not shown to her.
    """

    unit: CareUnit
    hit: Hit
    kinds: list[TimeType]
    refused: list[tuple[TimeType, NotEntitled]]
    others: int = 0
    is_for_others: bool = False
    free: FreeTimes | None = None

    @property
    def likeliest(self) -> tuple[object, ...]:
        """What sorts the best answer first, then the nearest, then those where she can book."""
        return (*self.hit.order, not self.kinds, self.unit.name, self.unit.hsa_id)


@dataclass(frozen=True, kw_only=True)
class UnitsForHer:
    """Found units in the order of their likeliness, and on which days each kind of time is hers."""

    units: list[UnitForHer]
    offer: KindsForHer

    @property
    def shown_kinds(self) -> list[TimeType]:
        """The kinds of time that she is shown, those too that are not for her."""
        return [*self.offer.kinds, *(kind for kind, _ in self.offer.refused)]

    def firsts(self, units: Sequence[UnitForHer], *, now: datetime) -> dict[str, datetime]:
        """When each of the units has its first time for her."""
        names = [one.unit.hsa_id for one in units if one.kinds]
        return first_free_times(units=names, kinds=_ids(units), ages=self.offer.ages, now=now)

    def earliest_first(self, *, now: datetime) -> list[UnitForHer]:
        """The units by their first time for her; those without one come last."""
        firsts = self.firsts(self.units, now=now)
        without = datetime.max.replace(tzinfo=now.tzinfo)
        return sorted(self.units, key=lambda one: (firsts.get(one.unit.hsa_id, without), *one.likeliest))

    def with_free_times(self, units: Sequence[UnitForHer], *, now: datetime) -> list[UnitForHer]:
        """The units, as many as a page shows, with when each has its first time for her and how many that week."""
        firsts = self.firsts(units, now=now)
        free = free_that_week(firsts=firsts, kinds=_ids(units), ages=self.offer.ages, now=now)
        return [replace(one, free=free.get(one.unit.hsa_id)) for one in units]


def found_for_her(*, grant: Grant, found: Sequence[FoundUnit], now: datetime) -> UnitsForHer:
    """What of the found units' times is for the grant's person; one answer with that of booking (e-services 8.1)."""
    offer = kinds_for_her(grant=grant, kinds=[kind for one in found for kind in one.kinds], now=now)
    hers = {kind.id for kind in offer.kinds}
    why = {kind.id: error for kind, error in offer.refused}
    units = [_for_her(one, hers, why) for one in found]
    return UnitsForHer(units=sorted(units, key=lambda one: one.likeliest), offer=offer)


def _for_her(found: FoundUnit, hers: set[UUID], why: dict[UUID, NotEntitled]) -> UnitForHer:
    named = {reason.text for reason in found.hit.reasons if reason.label == "kind"}
    meant = [kind for kind in found.kinds if not named or named & {kind.title_sv, kind.title_en}]
    kinds = [kind for kind in meant if kind.id in hers]
    is_shown = any(kind.id in hers or kind.id in why for kind in found.kinds)
    return UnitForHer(
        unit=found.unit,
        hit=found.hit,
        kinds=kinds,
        refused=[(kind, why[kind.id]) for kind in meant if kind.id in why],
        is_for_others=bool(found.kinds) and not is_shown,
        others=sum(kind.id in hers for kind in found.kinds) - len(kinds),
    )


def _ids(units: Sequence[UnitForHer]) -> list[UUID]:
    return [kind.id for one in units for kind in one.kinds]
