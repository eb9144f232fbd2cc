"""One's own clinics, and what stands on a clinic's contact card."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ingang.foundation.access.weighing import openable_kinds
from ingang.foundation.care_units.models import CareUnit, OpeningHours
from ingang.foundation.care_units.queries import care_unit, care_units_of, opening_hours, opening_states
from ingang.foundation.care_units.rules import OpeningState
from ingang.foundation.personal.scope import query
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.kernel.registry import resolve
from ingang.kernel.service import UnitLink
from ingang.services.my_clinics.access import can_change_own, kinds_at_units, services_at_units
from ingang.services.my_clinics.errors import ClinicUnknown
from ingang.services.my_clinics.models import OwnClinic


@dataclass(frozen=True, kw_only=True)
class Clinic:
    """A unit, and whether it is open."""

    unit: CareUnit
    state: OpeningState
    has_closed_down: bool


@dataclass(frozen=True, kw_only=True)
class ContactCard:
    """A unit with its hours, what can be done there, and whether it stands among the person's own.

    `can_be_added` and `is_own` decide the buttons; both are False for whoever does not reach the person's own units.
    """

    clinic: Clinic
    hours: Sequence[OpeningHours]
    links: Sequence[UnitLink]
    is_own: bool
    can_be_added: bool


@query
def own_clinics(*, grant: Grant, now: datetime) -> list[Clinic]:
    """The units among the person's own, by name; also one that has closed down, which says so."""
    return clinics(units=care_units_of(hsa_ids=_own(grant)), now=now)


@query
def own_units(*, grant: Grant) -> list[CareUnit]:
    """The units among the person's own, by name."""
    return list(care_units_of(hsa_ids=_own(grant)))


def own_clinic_names(*, grant: Grant) -> list[str]:
    """What the units among the person's own are called, by name."""
    return [unit.name for unit in own_units(grant=grant)]


def clinics(*, units: Sequence[CareUnit], now: datetime) -> list[Clinic]:
    """The units with their opening states, in the order given. Two questions, however many units."""
    states = opening_states(units=[unit.hsa_id for unit in units], now=now)
    return [
        Clinic(
            unit=unit,
            state=states[unit.hsa_id],
            has_closed_down=has_closed_down(unit=unit, now=now),
        )
        for unit in units
    ]


@query
def contact_card(*, grant: Grant, unit: str, now: datetime) -> ContactCard:
    """A unit's card: always to be seen, whatever it offers here (corrections 1.12). Refuses one that is not there."""
    found = care_unit(hsa_id=unit)
    if found is None:
        raise ClinicUnknown()
    clinic = clinics(units=[found], now=now)[0]
    can_change = can_change_own(grant=grant)
    is_own = can_change and OwnClinic.under(grant).filter(unit=found.hsa_id).exists()
    return ContactCard(
        clinic=clinic,
        hours=opening_hours(unit=found.hsa_id),
        links=() if clinic.has_closed_down else _links(grant, found.hsa_id, now),
        is_own=is_own,
        can_be_added=can_change and not is_own and not clinic.has_closed_down,
    )


def open_clinic(*, unit: str, now: datetime) -> CareUnit:
    """The unit, where it exists and has not closed down."""
    found = care_unit(hsa_id=unit)
    if found is None or has_closed_down(unit=found, now=now):
        raise ClinicUnknown()
    return found


def has_closed_down(*, unit: CareUnit, now: datetime) -> bool:
    """Whether the unit is no more."""
    return unit.closed_on is not None and unit.closed_on <= local_date(now)


def _own(grant: Grant) -> frozenset[str]:
    return frozenset(OwnClinic.under(grant).values_list("unit", flat=True))


def _links(grant: Grant, unit: str, now: datetime) -> list[UnitLink]:
    """What can be done at the unit, by the services of which the reader reaches every kind of data."""
    if not isinstance(grant.actor, Resident | Representative):
        return []
    services = services_at_units()
    reached = openable_kinds(actor=grant.actor, kinds=kinds_at_units(), now=now)
    links = [
        link
        for service in services
        if all(kind.code in reached for kind in service.data_kinds)
        for link in resolve(service.at_unit)(unit, grant, now)
    ]
    return sorted(links, key=lambda link: (link.order, link.title))
