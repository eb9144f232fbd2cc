"""A unit as the directory tells it by its contracts, as a line of the directory's file: the same rules for both."""

from collections.abc import Iterable

from ingang.connectors.directory.records import Function, Hours, Named, Unit
from ingang.services.care_finder.directory.files import Attributes


def attributes_of(*, unit: Unit, care_giver: Named, part_of: str) -> Attributes:
    """The attributes of a unit. `part_of` is its health care unit, itself or another."""
    notice, ages = unit.notice, unit.ages
    said: dict[str, Iterable[str]] = {
        "hsaIdentity": [unit.hsa_id],
        "unitName": [unit.public_name or unit.name],
        "healthCareProvider": [care_giver.hsa_id],
        "healthCareProviderName": [care_giver.name],
        "healthCareUnit": [part_of],
        "countyCode": [unit.county_code],
        "municipalityCode": [unit.municipality_code],
        "businessClassificationName": [name for name, _ in unit.businesses],
        "businessClassificationCode": [code for _, code in unit.businesses],
        "careType": unit.care_types,
        "management": unit.management,
        "street": [unit.street],
        "postalCode": [unit.postal_code],
        "location": [unit.location],
        "route": [unit.route],
        "geographicalCoordinatesSweref99TM": [f"N{unit.north}, E{unit.east}" if unit.north or unit.east else ""],
        "telephoneNumber": unit.phones,
        "labeledURI": [unit.web],
        "mail": [unit.mail],
        "surgeryHours": map(_span, unit.surgery_hours),
        "telephoneHours": map(_span, unit.telephone_hours),
        "dropInHours": map(_span, unit.drop_in_hours),
        "visitingRuleAge": ["#".join(ages) if ages else ""],
        "unitTemporaryInformation": ["#".join(notice) if notice and any(notice) else ""],
        "relatedUnit": unit.related,
        "destinationIndicator": unit.destinations,
        "unitFunction": [text for one in unit.functions for text in _function(one)],
        "endDate": [unit.ends_on],
    }
    return {name: found for name, values in said.items() if (found := [one for one in values if one])}


def _span(one: Hours) -> str:
    return f"{one.from_day}-{one.to_day}#{one.from_time}#{one.to_time}"


def _function(one: Function) -> list[str]:
    """One value for each of its hours, with its first number."""
    called = f"{one.name}#{one.phones[0] if one.phones else ''}"
    return [f"{called}#{_span(each)}" for each in one.hours] or [called]
