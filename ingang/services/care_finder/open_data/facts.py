"""Everything that the open data tells of some units, read together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ingang.foundation.care_units.catalogue import Listed, listed, unit_functions
from ingang.foundation.care_units.models import CareUnit, OpeningHours, UnitFunction, UnitPage
from ingang.foundation.care_units.offered import UnitOffer, offered_by_service
from ingang.foundation.care_units.queries import care_giver_names
from ingang.kernel.periods import local_date


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A unit that is shown, with all that is told of it. `on_the_web` is by the name of the service that offers it."""

    listed: Listed
    page: UnitPage
    hours: tuple[OpeningHours, ...]
    functions: tuple[UnitFunction, ...]
    on_the_web: tuple[tuple[str, UnitOffer], ...]
    care_giver: str
    on: date
    site: str

    @property
    def unit(self) -> CareUnit:
        """The unit itself."""
        return self.listed.unit


def facts_of(*, units: Iterable[CareUnit], site: str, now: datetime) -> list[Facts]:
    """What is told of those of the units that are shown, in the order given. `site` is before our own addresses."""
    units, today = list(units), local_date(now)
    rows = [row for row in listed(units=units, on=today) if row.is_shown]
    names = [row.unit.hsa_id for row in rows]
    hours = _hours(names)
    functions = unit_functions(units=names)
    on_the_web: Mapping[str, list[tuple[str, UnitOffer]]] = offered_by_service(units=names, now=now)
    givers = care_giver_names(hsa_ids=frozenset(row.unit.care_giver for row in rows))
    return [
        Facts(
            listed=row,
            page=row.page,
            hours=tuple(hours.get(row.unit.hsa_id, ())),
            functions=tuple(functions.get(row.unit.hsa_id, ())),
            on_the_web=tuple(on_the_web.get(row.unit.hsa_id, ())),
            care_giver=givers.get(row.unit.care_giver, ""),
            on=today,
            site=site,
        )
        for row in rows
        if row.page
    ]


def _hours(units: list[str]) -> dict[str, list[OpeningHours]]:
    found: dict[str, list[OpeningHours]] = defaultdict(list)
    for row in OpeningHours.objects.filter(unit__in=units).order_by("weekday", "opens_at"):
        found[row.unit].append(row)
    return found
