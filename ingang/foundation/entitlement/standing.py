"""Weighing what a person is at units. Read under any grant on her: it decides what she may do, as access does."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from ingang.foundation.entitlement.models import Allotment, Approval, Inclusion, Listing, SelfInclusion, ServiceArea
from ingang.foundation.entitlement.rules import Area, Standing, is_within
from ingang.foundation.people.models import Person
from ingang.foundation.people.queries import in_force, person
from ingang.foundation.personal.models import PersonalModel
from ingang.foundation.personal.prepared import Prepared
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant

Row = TypeVar("Row", bound=PersonalModel)

AREAS = Prepared(lambda unit: ServiceArea.objects.filter(unit=unit))
"""The areas of one unit, as every booking asks for them."""


@dataclass(frozen=True, kw_only=True)
class Asks:
    """What must be known besides the areas; what nobody asks for is not read, and then counts as no."""

    approval: bool = False
    listing: bool = False
    need: bool = False
    allotment: bool = False


EVERYTHING = Asks(approval=True, listing=True, need=True, allotment=True)


@query
def standings(*, grant: Grant, units: Collection[str], on: date, asks: Asks = EVERYTHING) -> dict[str, Standing]:
    """What the grant's person is at each of the units on the day: at most six questions, however many units.

    A guardian's grant finds nothing in what a unit hides from guardians (corrections 3.2).
    """
    subject = person(id=grant.person)
    areas = _areas(units)
    within = {unit for unit in units if subject and _is_within(areas[unit], subject, on)}
    outside = within < set(units)
    approved = _units(_in_force(Approval, grant, units, on)) if asks.approval or outside else frozenset[str]()
    listed = _units(_listings(grant, units, on)) if asks.listing or outside else frozenset[str]()
    allotted = _allotted(grant, units, on) if asks.allotment else {}
    needs = _needs(grant) if asks.need else frozenset[str]()
    return {
        unit: Standing(
            birth_date=subject.birth_date if subject else None,
            in_area=unit in within,
            is_approved=unit in approved,
            is_listed=unit in listed,
            needs=needs,
            allotted=allotted.get(unit, frozenset()),
        )
        for unit in units
    }


@query
def tellable_needs(*, grant: Grant, unit: str) -> frozenset[str]:
    """The needs that the grant's person may tell the unit of herself; decides the button.

    Those that the unit lets residents tell, less those of which staff have last said that she has not.
    """
    said = _not_hidden(Inclusion, grant).filter(by_staff=True).order_by("said_at", "id")
    denied = {need for need, is_included in dict(said.values_list("need", "is_included")).items() if not is_included}
    return self_included(unit=unit) - denied


def self_included(*, unit: str) -> frozenset[str]:
    """The needs that residents may tell the unit of themselves."""
    return frozenset(SelfInclusion.objects.filter(unit=unit).values_list("need", flat=True))


def _areas(units: Collection[str]) -> dict[str, list[Area]]:
    areas: dict[str, list[Area]] = defaultdict(list)
    for row in _area_rows(units):
        areas[row.unit].append(row.area)
    return areas


def _area_rows(units: Collection[str]) -> Iterable[ServiceArea]:
    if len(units) != 1:
        return ServiceArea.objects.filter(unit__in=units)
    (unit,) = units
    return AREAS.all(unit=unit)


def _is_within(areas: list[Area], subject: Person, on: date) -> bool:
    return is_within(areas, municipality=subject.municipality, birth_date=subject.birth_date, on=on)


def _units(rows: QuerySet[Row]) -> frozenset[str]:
    return frozenset(rows.values_list("unit", flat=True))


def _in_force(model: type[Row], grant: Grant, units: Collection[str], on: date) -> QuerySet[Row]:
    lasting = Q(ended_at=None) & (Q(valid_until=None) | Q(valid_until__gt=on))
    return _not_hidden(model, grant).filter(lasting, unit__in=units)


def _listings(grant: Grant, units: Collection[str], on: date) -> QuerySet[Listing]:
    return Listing.unguarded.filter(in_force(on=on), person__in=grant.persons, unit__in=units)


def _allotted(grant: Grant, units: Collection[str], on: date) -> dict[str, frozenset[UUID]]:
    found: dict[str, set[UUID]] = defaultdict(set)
    for unit, item in _in_force(Allotment, grant, units, on).values_list("unit", "item"):
        found[unit].add(item)
    return {unit: frozenset(items) for unit, items in found.items()}


def _needs(grant: Grant) -> frozenset[str]:
    said = _not_hidden(Inclusion, grant).order_by("said_at", "id").values_list("need", "is_included")
    return frozenset(need for need, is_included in dict(said).items() if is_included)


def _not_hidden(model: type[Row], grant: Grant) -> QuerySet[Row]:
    rows = model.unguarded.filter(person__in=grant.persons)
    return rows.filter(hidden_from_guardian=False) if grant.is_guardian else rows
