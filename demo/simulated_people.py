"""The cast as the simulators know it: `python -m demo.simulated_people FILE.json` writes what they are started with."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from demo.cast import CARE_GIVERS, RESIDENTS, STAFF, UNITS, CastAssignment, CastStaff
from demo.simulators.cast import Person

# The purposes of patientdatalagen, and commissionPurpose as Inera's IdP writes them (records-identity-law 7.4).
PURPOSES = {"care": "Vård och behandling", "other_documentation": "Annan dokumentation enligt lag"}

_UNIT_NAMES = {unit.hsa_id: unit.name for unit in UNITS}
_CARE_GIVER_NAMES = {care_giver.hsa_id: care_giver.name for care_giver in CARE_GIVERS}


def simulated_people(*, today: date) -> list[Person]:
    """Everyone of the cast who can have an e-ID: a reserve number gives none."""
    residents = [
        Person(
            person_number=one.number(today),
            given_name=one.given_name,
            surname=one.family_name,
            story=one.story,
        )
        for one in RESIDENTS
        if not one.reserve_number
    ]
    return residents + [_staff(member) for member in STAFF]


def _staff(member: CastStaff) -> Person:
    return Person(
        person_number=member.number,
        given_name=member.given_name,
        surname=member.family_name,
        story=member.story,
        staff={
            "employeeHsaId": member.hsa_id,
            "allCommissions": [_commission(assignment) for assignment in member.assignments],
        },
    )


def _commission(assignment: CastAssignment) -> dict[str, Any]:
    return {
        "commissionHsaId": assignment.hsa_id,
        "commissionName": assignment.name,
        "commissionPurpose": PURPOSES[assignment.purpose],
        "healthCareUnitHsaId": assignment.unit,
        "healthCareUnitName": _UNIT_NAMES.get(assignment.unit, assignment.name),
        "healthCareProviderHsaId": assignment.care_giver,
        "healthCareProviderName": _CARE_GIVER_NAMES[assignment.care_giver],
    }


def write_people(*, path: Path, today: date) -> None:
    """Write the file that the simulators read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(simulated_people(today=today))))


if __name__ == "__main__":
    write_people(path=Path(sys.argv[1]), today=date.today())  # noqa: DTZ011
