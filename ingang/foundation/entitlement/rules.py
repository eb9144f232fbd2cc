"""Whom a service area covers, and what a person is at a unit. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ingang.kernel.periods import age_on

WHOLE_COUNTRY = "00"
"""The code of the whole country beside the regions' own, as Statistics Sweden has it (Riket)."""

EVERY_AGE = range(150)


@dataclass(frozen=True, kw_only=True)
class Area:
    """Where the unit's residents are registered: a region, perhaps one municipality; and their ages in full years."""

    region: str
    municipality: str = ""
    ages: range = EVERY_AGE


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a person is at one unit today. Nothing at all, unless something says so.

    `needs` are those by which she is included; `allotted` the things that the unit has given to her by name.
    """

    birth_date: date | None = None
    in_area: bool = False
    is_approved: bool = False
    is_listed: bool = False
    needs: frozenset[str] = frozenset()
    allotted: frozenset[UUID] = field(default_factory=frozenset)

    @property
    def is_let_in(self) -> bool:
        """Whether the unit's e-services are open for her, less what is given by name (e-services 1.3)."""
        return self.in_area or self.is_approved or self.is_listed


def covers(area: Area, /, *, municipality: str, birth_date: date | None, on: date) -> bool:
    """Whether somebody registered in the municipality and born then belongs to the area on the day.

    A place that is not known, as that of a protected person, lies in no region; an unknown age is in no ages
    (corrections 1.2): they are approved one by one.
    """
    if area.region != WHOLE_COUNTRY and municipality[:2] != area.region:
        return False
    return area.municipality in {"", municipality} and _is_of_age(area, birth_date, on)


def is_within(areas: Iterable[Area], /, *, municipality: str, birth_date: date | None, on: date) -> bool:
    """Whether any of the areas covers her. No area covers nobody."""
    return any(covers(area, municipality=municipality, birth_date=birth_date, on=on) for area in areas)


def _is_of_age(area: Area, birth_date: date | None, on: date) -> bool:
    if area.ages == EVERY_AGE:
        return True
    return birth_date is not None and age_on(birth_date, on=on) in area.ages
