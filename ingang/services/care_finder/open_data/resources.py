"""Units as FHIR R4, by the Swedish base profiles where there are any. Public data alone; no person is told of.

Organization, Location, HealthcareService, PractitionerRole (a function without the one who holds it) and Endpoint. An
id is the unit's HSA-id, and after a full stop what tells several of one unit apart.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any

from django.utils import translation

from ingang.foundation.care_units.catalogue import ListedOffer
from ingang.foundation.care_units.coordinates import to_position
from ingang.foundation.care_units.functions import FUNCTIONS
from ingang.foundation.care_units.kinds import KINDS, kind_title
from ingang.foundation.care_units.models import UnitFunction
from ingang.foundation.care_units.offering import has_fresh_waiting_time
from ingang.foundation.regions.rules import municipality, region
from ingang.kernel.identifiers.organisation import HSA_ID_FHIR_SYSTEM
from ingang.services.care_finder.open_data.facts import Facts

Resource = dict[str, Any]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
REFERRALS = {"not_needed": "No referral needed", "own_request": "Self-referral", "referral": "Referral from care"}
KIND_SYSTEM, FUNCTION_SYSTEM, OFFER_SYSTEM, ENDPOINT_SYSTEM = (
    f"urn:ingang:{name}" for name in ("unit-kind", "unit-function", "offer", "endpoint")
)
"""Code systems of the catalogue's own; what the codes mean stands in the data dictionary."""
PROFILE = "http://hl7.se/fhir/ig/base/StructureDefinition/SEBase"
WEB = "web"


def organization(one: Facts) -> list[Resource]:
    """The unit as a part of its health care unit, or else of its care giver."""
    unit, page = one.unit, one.page
    above = {"reference": f"Organization/{page.part_of}"} if page.part_of else {"display": one.care_giver}
    identifier = _identifier(page.part_of or unit.care_giver)[0]
    return [
        _whole(
            resourceType="Organization",
            id=unit.hsa_id,
            meta=_meta(one, "Organization"),
            identifier=_identifier(unit.hsa_id),
            active=True,
            type=[_kind(one)] if unit.kind else [],
            name=unit.name,
            telecom=_telecom(unit.phone, page.web, page.mail),
            address=_address(one),
            partOf={**above, "identifier": identifier},
            contact=[_errand(row) for row in one.functions if not FUNCTIONS[row.code].is_role],
            endpoint=[{"reference": f"Endpoint/{each['id']}"} for each in endpoint(one)],
        )
    ]


def location(one: Facts) -> list[Resource]:
    """Where the unit is and when it is open; none for one that is met at a distance alone."""
    unit, page = one.unit, one.page
    if page.is_digital:
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
            meta=_meta(one),
            identifier=_identifier(unit.hsa_id),
            status="active",
            name=unit.name,
            mode="instance",
            type=[_kind(one)] if unit.kind else [],
            telecom=_telecom(unit.phone, page.web, page.mail),
            address=address[0] if address else None,
            position=position,
            managingOrganization=_organization(unit.hsa_id),
            hoursOfOperation=[
                {"daysOfWeek": [DAYS[row.weekday]], "openingTime": row.opens_at.isoformat(),
                 "closingTime": row.closes_at.isoformat()}
                for row in one.hours
            ],
        )
    ]  # fmt: skip


def healthcare_service(one: Facts) -> list[Resource]:
    """What the unit offers, on which conditions: as its page tells it."""
    return [_service(one, each) for each in one.listed.public_offers]


def practitioner_role(one: Facts) -> list[Resource]:
    """Functions that can be called by themselves. Never who holds them: the catalogue knows no people."""
    return [
        _whole(
            resourceType="PractitionerRole",
            id=_id(one, row.code),
            meta=_meta(one, "PractitionerRole"),
            active=True,
            organization=_organization(one.unit.hsa_id),
            code=[_coded(FUNCTION_SYSTEM, row.code, FUNCTIONS[row.code].title, FUNCTIONS[row.code].swedish)],
            location=_locations(one),
            telecom=_telecom(row.phone, "", ""),
            availableTime=[_available(period) for period in row.hours],
        )
        for row in one.functions
        if FUNCTIONS[row.code].is_role
    ]


def endpoint(one: Facts) -> list[Resource]:
    """Where the unit is reached by programs and on the web: its own address, and what is offered here after log-in."""
    web = [_endpoint(one, WEB, WEB, ["Web page"], one.page.web)] if one.page.web else []
    # Much that can be done is done at one address, which is told once.
    by_address: dict[tuple[str, str], list[str]] = defaultdict(list)
    for service, each in one.on_the_web:
        by_address[service, each.address].append(each.title(language="sv"))
    return [*web, *(_e_service(one, *where, titles) for where, titles in by_address.items())]


TYPES: dict[str, Callable[[Facts], list[Resource]]] = {
    "Organization": organization,
    "Location": location,
    "HealthcareService": healthcare_service,
    "PractitionerRole": practitioner_role,
    "Endpoint": endpoint,
}
"""What can be read."""


def unit_in(id: str, /) -> str:
    """The unit that a resource's id begins with."""
    return id.partition(".")[0]


def _service(one: Facts, each: ListedOffer) -> Resource:
    offer, unit = each.offer, one.unit
    waiting = f"Waiting time {offer.waiting_days} days, measured {offer.waiting_from} to {offer.waiting_until}"
    ages = f"Ages {offer.age_from or 0} to {offer.age_to if offer.age_to is not None else 'no upper limit'}"
    has_ages = offer.age_from is not None or offer.age_to is not None
    return _whole(
        resourceType="HealthcareService",
        id=_id(one, offer.code),
        meta=_meta(one),
        active=True,
        providedBy=_organization(unit.hsa_id),
        type=[_coded(OFFER_SYSTEM, offer.code, offer.title_en, offer.title_sv)],
        location=_locations(one),
        name=offer.title_sv,
        comment=f"{waiting} ({offer.waiting_source})" if has_fresh_waiting_time(offer, on=one.on) else None,
        telecom=_telecom(unit.phone, "", ""),
        eligibility=[{"comment": ages}] if has_ages else [],
        referralMethod=[{"text": REFERRALS[offer.referral]}],
        communication=[{"coding": [{"system": "urn:ietf:bcp:47", "code": code}]} for code in one.page.languages],
    )


def _e_service(one: Facts, service: str, address: str, titles: list[str]) -> Resource:
    mark = sha256(address.encode()).hexdigest()[:12]
    return _endpoint(one, f"{service}-{mark}", service, titles, f"{one.site}{address}")


def _endpoint(one: Facts, mark: str, kind: str, titles: list[str], address: str) -> Resource:
    return _whole(
        resourceType="Endpoint",
        id=_id(one, mark),
        meta=_meta(one),
        status="active",
        connectionType={"system": ENDPOINT_SYSTEM, "code": kind},
        name=one.unit.name,
        managingOrganization=_organization(one.unit.hsa_id),
        payloadType=[{"text": title} for title in titles],
        payloadMimeType=["text/html"],
        address=address,
    )


def _id(one: Facts, mark: str) -> str:
    return f"{one.unit.hsa_id}.{re.sub(r'[^A-Za-z0-9-]', '-', mark)}"[:64]


def _meta(one: Facts, profile: str = "") -> Resource:
    moment = one.page.changed_at.isoformat(timespec="seconds")
    return _whole(lastUpdated=moment, profile=[f"{PROFILE}{profile}"] if profile else [])


def _kind(one: Facts) -> Resource:
    kind = one.unit.kind
    with translation.override("sv"):
        title = kind_title(kind)
    return _coded(KIND_SYSTEM, kind, KINDS.get(kind, ""), title)


def _coded(system: str, code: str, english: str, swedish: str) -> Resource:
    return _whole(coding=[_whole(system=system, code=code, display=english)], text=swedish)


def _errand(row: UnitFunction) -> Resource:
    return {"purpose": {"text": FUNCTIONS[row.code].swedish}, "telecom": _telecom(row.phone, "", "")}


def _available(period: str) -> Resource:
    day, opens, closes = period.split()
    return {
        "daysOfWeek": [DAYS[int(day)]], "availableStartTime": f"{opens}:00", "availableEndTime": f"{closes}:00"
    }  # fmt: skip


def _identifier(hsa_id: str) -> list[Resource]:
    return [{"system": HSA_ID_FHIR_SYSTEM, "value": hsa_id}]


def _organization(hsa_id: str) -> Resource:
    return {"reference": f"Organization/{hsa_id}"}


def _locations(one: Facts) -> list[Resource]:
    return [] if one.page.is_digital else [{"reference": f"Location/{one.unit.hsa_id}"}]


def _telecom(phone: str, web: str, mail: str) -> list[Resource]:
    said = (("phone", phone), ("url", web), ("email", mail))
    return [{"system": system, "value": value} for system, value in said if value]


def _address(one: Facts) -> list[Resource]:
    unit = one.unit
    if one.page.is_digital or not unit.address:
        return []
    place = _whole(
        line=[unit.street] if unit.street else [], city=unit.city, postalCode=unit.postal_code,
        district=municipality(unit.municipality).name, state=region(unit.region).county, country="SE",
    )  # fmt: skip
    return [place]


def _whole(**values: Any) -> Resource:
    """The resource without what is empty, which FHIR does not allow."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def all_resources(kind: str, facts: Iterable[Facts], /) -> list[Resource]:
    """The resources of a type, by unit and id."""
    return [each for one in facts for each in sorted(TYPES[kind](one), key=lambda resource: str(resource["id"]))]
