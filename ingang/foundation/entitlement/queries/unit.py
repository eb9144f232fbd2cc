"""The lists of a unit: its areas, whom it has approved, what it has given and noted. Each records whom it shows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from ingang.foundation.access.actions import shown
from ingang.foundation.entitlement.errors import AllotmentUnknown, ApprovalUnknown, AreaUnknown, NobodyHasTheNumber
from ingang.foundation.entitlement.models import Allotment, Approval, GivenByUnit, Inclusion, ServiceArea
from ingang.foundation.people.queries import names, person_by_identifier
from ingang.foundation.personal.models import PersonalModel
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.kernel.identifiers import PersonIdentifier
from ingang.kernel.periods import local_date

LISTED = 50

Row = TypeVar("Row", bound=PersonalModel)
Given = TypeVar("Given", bound=GivenByUnit)


@dataclass(frozen=True, kw_only=True)
class Named(Generic[Row]):
    """A row with the name of the person it is about."""

    row: Row
    name: str


def areas_of(*, unit: str) -> list[ServiceArea]:
    """The unit's service areas, by place and age."""
    return list(ServiceArea.objects.filter(unit=unit).order_by("region", "municipality", "age_from", "age_until"))


def area_of(*, unit: str, area: UUID) -> ServiceArea:
    """The unit's service area. Refuses another unit's."""
    row = ServiceArea.objects.filter(unit=unit, id=area).first()
    if row is None:
        raise AreaUnknown()
    return row


@query
def find_person(*, grant: Grant, number: PersonIdentifier, now: datetime) -> tuple[UUID, str]:
    """Who holds the number: her id and name. Records whom it shows. Refuses a number that nobody has."""
    found = person_by_identifier(identifier=number, on=local_date(now))
    if found is None or found.deceased_on is not None:
        raise NobodyHasTheNumber()
    shown(grant=grant, persons=[found.id], now=now)
    return found.id, found.name


@query
def approvals_page(*, grant: Grant, number: str, now: datetime) -> Page[Named[Approval]]:
    """Whom the unit has approved, the latest first, by pages."""
    return _page(_lasting(Approval.under(grant), local_date(now)), grant, number, now)


@query
def approvals_named(*, grant: Grant, approvals: Collection[UUID], now: datetime) -> list[Named[Approval]]:
    """These approvals, by name. Refuses when one of them is not the unit's, or is no longer in force."""
    rows = _lasting(Approval.under(grant), local_date(now)).filter(id__in=approvals)
    found = _named(list(rows), grant, now)
    if not found or len(found) != len(set(approvals)):
        raise ApprovalUnknown()
    return sorted(found, key=lambda one: (one.name, one.row.id))


@query
def allotments_page(*, grant: Grant, items: Collection[UUID], number: str, now: datetime) -> Page[Named[Allotment]]:
    """To whom the unit has given one of these things, the latest first, by pages."""
    return _page(_lasting(Allotment.under(grant), local_date(now)).filter(item__in=items), grant, number, now)


@query
def allotment_named(*, grant: Grant, allotment: UUID, now: datetime) -> Named[Allotment]:
    """What was given, and to whom, also when it was taken back. Refuses what is not the unit's."""
    found = _named(list(Allotment.under(grant).filter(id=allotment)), grant, now)
    if not found:
        raise AllotmentUnknown()
    return found[0]


@query
def inclusions_page(*, grant: Grant, number: str, now: datetime) -> Page[Named[Inclusion]]:
    """What was said at the unit of persons and needs, the latest first, by pages."""
    return _page(Inclusion.under(grant).order_by("-said_at", "-id"), grant, number, now)


def _lasting(rows: QuerySet[Given], on: date) -> QuerySet[Given]:
    lasting = Q(valid_until=None) | Q(valid_until__gt=on)
    return rows.filter(lasting, ended_at=None).order_by("-given_at", "-id")


def _page(rows: QuerySet[Row], grant: Grant, number: str, now: datetime) -> Page[Named[Row]]:
    page = Paginator(rows, LISTED).get_page(number)
    named: Page[Named[Row]] = Page([], page.number, page.paginator)  # type: ignore[arg-type]
    named.object_list = _named(list(page.object_list), grant, now)
    return named


def _named(rows: list[Row], grant: Grant, now: datetime) -> list[Named[Row]]:
    persons = frozenset(row.person for row in rows)
    called = names(persons=persons)
    shown(grant=grant, persons=persons, now=now)
    return [Named(row=row, name=called.get(row.person, "")) for row in rows]
