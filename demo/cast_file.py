"""The cast as the simulators of e-ID and of the staff's issuer read it: who exists, and what a card says of them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from demo.cast import CARE_GIVERS, RESIDENTS, STAFF, UNITS, CastAssignment, CastResident, CastStaff

# An e-ID is given out from about this age (records-identity-law 6).
EID_FROM_AGE = 8

# commissionPurpose as the issuer writes it (records-identity-law 7.4).
PURPOSES = {
    "care": "Vård och behandling",
    "administration": "Administration",
    "other_documentation": "Annan dokumentation enligt lag",
    "quality": "Kvalitetssäkring",
    "statistics": "Statistik",
}


def cast_people(*, today: date) -> list[dict[str, Any]]:
    """Everybody who can log in: residents with an e-ID, and staff with a card."""
    return [_resident(one, today) for one in RESIDENTS if _has_eid(one)] + [_staff(one, today) for one in STAFF]


def write_cast_file(*, path: Path, today: date) -> None:
    """Write the file that the simulators read; a file from another day is replaced, since ages follow today."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(cast_people(today=today), ensure_ascii=False, indent=1), encoding="utf-8")


def _has_eid(resident: CastResident) -> bool:
    return not resident.reserve_number and resident.age >= EID_FROM_AGE


def _resident(resident: CastResident, today: date) -> dict[str, Any]:
    return {
        "person_number": resident.number(today),
        "given_name": resident.given_name,
        "surname": resident.family_name,
        "story": resident.story,
    }


def _staff(member: CastStaff, today: date) -> dict[str, Any]:
    return {
        "person_number": member.number(today),
        "given_name": member.given_name,
        "surname": member.family_name,
        "story": member.story,
        "staff": {
            "employeeHsaId": member.hsa_id,
            "given_name": member.given_name,
            "family_name": member.family_name,
            "title": member.title,
            "commissions": [_commission(work) for work in member.assignments],
        },
    }


def _commission(work: CastAssignment) -> dict[str, Any]:
    unit = next(one for one in UNITS if one.hsa_id == work.unit)
    giver = next(one for one in CARE_GIVERS if one.hsa_id == work.care_giver)
    return {
        "commissionHsaId": work.hsa_id,
        "commissionName": work.name,
        "commissionPurpose": PURPOSES[work.purpose],
        "healthCareUnitHsaId": unit.hsa_id,
        "healthCareUnitName": unit.name,
        "healthCareProviderHsaId": giver.hsa_id,
        "healthCareProviderName": giver.name,
        "systemRole": list(work.roles),
    }
