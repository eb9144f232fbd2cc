"""Reading what units' pages tell and what units offer; it holds no personal data and needs no grant."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from ingang.foundation.care_units.functions import FUNCTIONS
from ingang.foundation.care_units.models import (
    CareUnit,
    ContactHours,
    Offer,
    OfferDecision,
    TemporaryNotice,
    UnitFunction,
    UnitPage,
    UnitPhone,
)
from ingang.foundation.care_units.offering import OfferState, is_publicly_paid, offer_state
from ingang.foundation.care_units.queries import public_care_givers
from ingang.foundation.care_units.showing import CLOSED, Demand, UnitFacts, missing
from ingang.foundation.regions.rules import municipality
from ingang.kernel.identifiers.errors import UnknownMunicipality


@dataclass(frozen=True, kw_only=True)
class ListedOffer:
    """Something that a unit offers, and whether it is in the offer of the unit's region."""

    offer: Offer
    state: OfferState
    is_paid: bool
    decision: OfferDecision | None = None

    @property
    def is_included(self) -> bool:
        """Whether the region pays for it: by its latest decision, or else where it is publicly financed."""
        return self.decision.is_included if self.decision else self.is_paid

    @property
    def is_public(self) -> bool:
        """Whether residents see it."""
        return self.state is OfferState.ACTIVE and self.is_included


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A unit with its page, and what is missing before it is shown."""

    unit: CareUnit
    page: UnitPage | None
    missing: tuple[Demand, ...]
    offers: tuple[ListedOffer, ...] = field(default=())

    @property
    def is_shown(self) -> bool:
        """Whether everything that must be there is."""
        return not self.missing

    @property
    def public_offers(self) -> list[ListedOffer]:
        """What residents see of what it offers."""
        return [one for one in self.offers if one.is_public]


def unit_page(*, unit: str) -> UnitPage | None:
    """The unit's page, or None where it has none."""
    return UnitPage.objects.filter(unit=unit).first()


def listed(*, units: Iterable[CareUnit], on: date) -> list[Listed]:
    """The units with their pages and offers as they stand that day, in the order given. Five questions at most."""
    units = list(units)
    names = frozenset(unit.hsa_id for unit in units)
    pages = UnitPage.objects.in_bulk(names)
    offers = offers_of(units=units, on=on)
    rows = []
    for unit in units:
        page = pages.get(unit.hsa_id)
        rows.append(
            Listed(unit=unit, page=page, missing=tuple(missing(facts_of(unit=unit, page=page))),
                   offers=tuple(offers[unit.hsa_id]))
        )  # fmt: skip
    return rows


class _UnitRow(NamedTuple):
    """What the rules of showing look at in a unit. Of two hundred, whole rows take longer than the search for them."""

    hsa_id: str
    region: str
    municipality: str
    kind: str
    phone: str
    closed_on: date | None


class _PageRow(NamedTuple):
    """What they look at in its page."""

    unit: str
    is_shown: bool
    activities: list[str]
    care_forms: list[str]
    north: int | None
    is_digital: bool
    web: str


def shown_among(*, units: Collection[str], on: date) -> frozenset[str]:
    """Those of the units that are shown and have not closed down that day. Two questions."""
    return frozenset(unit for unit, lacks in lacking_among(units=units, on=on).items() if not lacks)


def lacking_among(*, units: Collection[str], on: date) -> dict[str, list[str]]:
    """The codes of what keeps each of the units from being shown that day; none of one that is. Two questions."""
    rows = CareUnit.objects.filter(hsa_id__in=units).values_list(*_UnitRow._fields)
    pages = UnitPage.objects.filter(unit__in=units).values_list(*_PageRow._fields)
    by_unit = {page.unit: page for page in (_PageRow(*one) for one in pages)}
    found = (_UnitRow(*one) for one in rows)
    return {unit.hsa_id: _lacks(unit, by_unit.get(unit.hsa_id), on) for unit in found}


def is_shown(*, unit: CareUnit | _UnitRow, page: UnitPage | _PageRow | None, on: date) -> bool:
    """Whether everything is there that must be, and the unit has not closed down that day."""
    return not _lacks(unit, page, on)


def _lacks(unit: CareUnit | _UnitRow, page: UnitPage | _PageRow | None, on: date) -> list[str]:
    if unit.closed_on is not None and unit.closed_on <= on:
        return [CLOSED]
    return [one.code for one in missing(facts_of(unit=unit, page=page))]


def facts_of(*, unit: CareUnit | _UnitRow, page: UnitPage | _PageRow | None) -> UnitFacts:
    """What the rules of showing look at."""
    return UnitFacts(
        has_page=page is not None,
        is_shown=page is None or page.is_shown,
        has_place=bool(unit.region) and _is_municipality(unit.municipality),
        has_kind=bool(unit.kind) or bool(page and page.activities),
        has_care_form=page is None or bool(page.care_forms),
        has_coordinates=page is None or page.north is not None,
        is_digital=bool(page and page.is_digital),
        has_contact=bool(unit.phone or (page and page.web)),
        closed_on=unit.closed_on,
    )


def offers_of(*, units: Iterable[CareUnit], on: date) -> dict[str, list[ListedOffer]]:
    """Everything that each of the units offers, by title, with the region's decision; by HSA-id. Three questions."""
    by_id = {unit.hsa_id: unit for unit in units}
    public = public_care_givers(hsa_ids=frozenset(unit.care_giver for unit in by_id.values()))
    decided = latest_decisions(units=by_id)
    found: dict[str, list[ListedOffer]] = defaultdict(list)
    for row in Offer.objects.filter(unit__in=by_id).order_by("title_sv", "code"):
        unit = by_id[row.unit]
        found[row.unit].append(
            ListedOffer(
                offer=row,
                state=offer_state(row, on=on),
                is_paid=is_publicly_paid(row, is_public_care_giver=unit.care_giver in public, on=on),
                decision=decided.get((unit.region, row.unit, row.code)),
            )
        )
    return found


def latest_decisions(*, units: Collection[str]) -> dict[tuple[str, str, str], OfferDecision]:
    """What each region has decided last of what the units offer, by region, unit and the offer's code."""
    rows = OfferDecision.objects.filter(unit__in=units).order_by("number")
    return {(row.region, row.unit, row.code): row for row in rows}


def contact_hours(*, unit: str) -> dict[str, list[ContactHours]]:
    """The unit's hours by what they are for: the phone, those who just come, visitors."""
    found: dict[str, list[ContactHours]] = defaultdict(list)
    for row in ContactHours.objects.filter(unit=unit).order_by("weekday", "opens_at"):
        found[row.use].append(row)
    return found


def with_drop_in(*, units: Collection[str]) -> frozenset[str]:
    """Those of the units that take people who just come."""
    rows = ContactHours.objects.filter(unit__in=units, use="drop_in")
    return frozenset(rows.values_list("unit", flat=True))


def unit_phones(*, unit: str) -> list[UnitPhone]:
    """The unit's further numbers, by what they are for."""
    return list(UnitPhone.objects.filter(unit=unit).order_by("use"))


def unit_functions(*, units: Collection[str]) -> dict[str, list[UnitFunction]]:
    """What can be called by itself at each of the units, by code; what the unit says counts before the directory."""
    rows = UnitFunction.objects.filter(unit__in=units).order_by("unit", "code", "source")
    found: dict[tuple[str, str], UnitFunction] = {(row.unit, row.code): row for row in rows}
    by_unit: dict[str, list[UnitFunction]] = defaultdict(list)
    for (unit, code), row in found.items():
        if code in FUNCTIONS:
            by_unit[unit].append(row)
    return by_unit


def notices_now(*, unit: str, on: date) -> list[TemporaryNotice]:
    """What stands first on the unit's page that day, the directory's first."""
    rows = TemporaryNotice.objects.filter(unit=unit, first_day__lte=on, last_day__gte=on)
    return list(rows.order_by("source", "id"))


def open_still(*, on: date) -> Q:
    """Of units: those that have not closed down that day."""
    return Q(closed_on=None) | Q(closed_on__gt=on)


def _is_municipality(code: str) -> bool:
    try:
        municipality(code)
    except UnknownMunicipality:
        return False
    return True
