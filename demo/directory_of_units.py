"""What the simulated directory of units holds: the nation's units, and some functions that can be called."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from demo.simulators.directory.server import Registered
from ingang.foundation.care_units.keeping import directory_fields
from ingang.foundation.care_units.models import CareGiver, CareUnit

FUNCTIONS = {"vardcentral": "Rehabkoordinator", "psykiatri": "Vårdsamordnare", "akutmottagning": "Verksamhetschef"}


def write_directory_file(*, folder: Path) -> Path:
    """Write the directory, as the database has it now."""
    path = folder / "directory.json"
    path.write_bytes(msgspec.json.encode(registered_units()))
    return path


def registered_units() -> list[Registered]:
    """Every unit of the database as the directory tells it, by HSA-id."""
    givers = dict(CareGiver.objects.values_list("hsa_id", "name"))
    names = list(CareUnit.objects.order_by("hsa_id").values_list("hsa_id", flat=True))
    return [
        Registered(
            hsa_id=hsa_id,
            care_giver=fields["care_giver"],
            care_giver_name=givers[fields["care_giver"]],
            part_of=fields["part_of"],
            told=_told(hsa_id, fields),
        )
        for hsa_id, fields in sorted(directory_fields(units=names).items())
    ]


def _told(hsa_id: str, fields: dict[str, Any]) -> dict[str, Any]:
    """GetUnit's elements in their order, without those that say nothing."""
    has_place = fields["north"] is not None
    ages = {"from": f"{fields['age_from'] or 0:02}", "to": f"{fields['age_to'] or 99}", "comment": ""}
    activities = [
        {"businessClassificationName": one, "businessClassificationCode": one} for one in fields["activities"]
    ]
    said = {
        "businessClassification": activities,
        "careType": fields["care_forms"],
        "countyCode": fields["region"],
        "dropInHour": _hours(fields["drop_in_hours"]),
        "mail": fields["mail"],
        "geographicalCoordinatesSWEREF99": {"nCoordinate": fields["north"], "eCoordinate": fields["east"]}
        if has_place
        else "",
        "destinationIndicator": ["03"] if fields["is_shown"] else ["01"],
        "unitHsaId": hsa_id,
        "labeledUri": fields["web"],
        "location": fields["city"],
        "management": fields["ownership"],
        "municipalityCode": fields["municipality"],
        "unitName": fields["name"],
        "postalCode": fields["postal_code"].replace(" ", ""),
        "publicName": fields["name"],
        "relatedUnitHsaId": fields["related"],
        "route": fields["how_to_find"],
        "street": fields["street"],
        "surgeryHour": _hours(fields["opening_hours"]),
        "telephoneHour": _hours(fields["phone_hours"]),
        "telephoneNumber": _digits(fields["phone"]),
        "unitFunction": _functions(fields),
        "visitingRuleAge": ages if fields["age_from"] is not None or fields["age_to"] is not None else "",
    }
    return {name: value for name, value in said.items() if value}


def _functions(fields: dict[str, Any]) -> list[dict[str, Any]]:
    name = FUNCTIONS.get(fields["kind"], "")
    hours = _hours(fields["phone_hours"])
    return [{"name": name, "telephoneHour": hours, "telephoneNumber": _digits(fields["phone"])}] if name else []


def _hours(periods: Iterable[str]) -> list[dict[str, str]]:
    found = []
    for one in periods:
        day, opens, closes = one.split()
        number = str(int(day) + 1)
        found.append(
            {"fromDay": number, "fromTime": f"{opens}:00", "toDay": number, "toTime": f"{closes}:00", "comment": ""}
        )
    return found


def _digits(phone: str) -> str:
    return "".join(one for one in phone if one.isdecimal())
