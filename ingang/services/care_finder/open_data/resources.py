"""Units as FHIR R4: Organization, Location, HealthcareService and Endpoint. Public data alone; no person is told of."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from ingang.foundation.care_units.catalogue import Listed, ListedOffer
from ingang.foundation.care_units.coordinates import to_position
from ingang.foundation.care_units.models import OpeningHours
from ingang.foundation.care_units.offering import has_fresh_waiting_time
from ingang.foundation.regions.rules import municipality
from ingang.kernel.identifiers.organisation import HSA_ID_FHIR_SYSTEM

Resource = dict[str, Any]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
REFERRALS = {"not_needed": "No referral needed", "own_request": "Self-referral", "referral": "Referral from care"}


def organization(one: Listed, _hours: Iterable[OpeningHours], _on: date) -> list[Resource]:
    """The unit as a part of its care giver."""
    unit, page = one.unit, one.page
    telecom = _telecom(unit.phone, page.web if page else "", page.mail if page else "")
    return [
        _whole(
            resourceType="Organization",
            id=unit.hsa_id,
            identifier=_identifier(unit.hsa_id),
            active=True,
            name=unit.name,
            telecom=telecom,
            address=_address(one),
            partOf={"identifier": _identifier(unit.care_giver)[0]},
        )
    ]


def location(one: Listed, hours: Iterable[OpeningHours], _on: date) -> list[Resource]:
    """Where the unit is and when it is open; none for one that is met at a distance alone."""
    unit, page = one.unit, one.page
    if page is None or page.is_digital:
        return []
    position = None
    if page.north is not None and page.east is not None:
        found = to_position(north=page.north, east=page.east)
        position = {"latitude": round(found.latitude, 6), "longitude": round(found.longitude, 6)}
    address = _address(one)
    return [
        _whole(
            resourceType="Location",
            id=unit.hsa_id,
            identifier=_identifier(unit.hsa_id),
            status="active",
            name=unit.name,
            telecom=_telecom(unit.phone, page.web, page.mail),
            address=address[0] if address else None,
            position=position,
            managingOrganization=_reference(unit.hsa_id),
            hoursOfOperation=[
                {"daysOfWeek": [DAYS[row.weekday]], "openingTime": row.opens_at.isoformat(),
                 "closingTime": row.closes_at.isoformat()}
                for row in hours
            ],
        )
    ]  # fmt: skip


def healthcare_service(one: Listed, _hours: Iterable[OpeningHours], on: date) -> list[Resource]:
    """What the unit offers, on which conditions: as its page tells it."""
    return [_service(one, each, on) for each in one.public_offers]


def endpoint(one: Listed, _hours: Iterable[OpeningHours], _on: date) -> list[Resource]:
    """The unit's own address on the web."""
    if one.page is None or not one.page.web:
        return []
    return [
        _whole(
            resourceType="Endpoint",
            id=one.unit.hsa_id,
            status="active",
            connectionType={"display": "Web page"},
            name=one.unit.name,
            managingOrganization=_reference(one.unit.hsa_id),
            payloadType=[{"text": "Web page"}],
            address=one.page.web,
        )
    ]


TYPES: dict[str, Callable[[Listed, Iterable[OpeningHours], date], list[Resource]]] = {
    "Organization": organization,
    "Location": location,
    "HealthcareService": healthcare_service,
    "Endpoint": endpoint,
}
"""What can be read. Of staff the catalogue says nothing, so there is no PractitionerRole."""


def _service(one: Listed, each: ListedOffer, on: date) -> Resource:
    offer, unit = each.offer, one.unit
    waiting = f"Waiting time {offer.waiting_days} days, measured {offer.waiting_from} to {offer.waiting_until}"
    ages = f"Ages {offer.age_from or 0} to {offer.age_to if offer.age_to is not None else 'no upper limit'}"
    languages = one.page.languages if one.page else []
    has_ages = offer.age_from is not None or offer.age_to is not None
    return _whole(
        resourceType="HealthcareService",
        id=f"{unit.hsa_id}.{offer.code}"[:64],
        active=True,
        providedBy=_reference(unit.hsa_id),
        location=[] if one.page is None or one.page.is_digital else [{"reference": f"Location/{unit.hsa_id}"}],
        name=offer.title_sv,
        comment=f"{waiting} ({offer.waiting_source})" if has_fresh_waiting_time(offer, on=on) else None,
        telecom=_telecom(unit.phone, "", ""),
        eligibility=[{"comment": ages}] if has_ages else [],
        referralMethod=[{"text": REFERRALS[offer.referral]}],
        communication=[{"coding": [{"system": "urn:ietf:bcp:47", "code": code}]} for code in languages],
    )


def _identifier(hsa_id: str) -> list[Resource]:
    return [{"system": HSA_ID_FHIR_SYSTEM, "value": hsa_id}]


def _reference(hsa_id: str) -> Resource:
    return {"reference": f"Organization/{hsa_id}"}


def _telecom(phone: str, web: str, mail: str) -> list[Resource]:
    said = (("phone", phone), ("url", web), ("email", mail))
    return [{"system": system, "value": value} for system, value in said if value]


def _address(one: Listed) -> list[Resource]:
    unit = one.unit
    if one.page is None or one.page.is_digital or not unit.address:
        return []
    place = _whole(
        line=[unit.street] if unit.street else [], city=unit.city, postalCode=unit.postal_code,
        district=municipality(unit.municipality).name, country="SE",
    )  # fmt: skip
    return [place]


def _whole(**values: Any) -> Resource:
    """The resource without what is empty, which FHIR does not allow."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
