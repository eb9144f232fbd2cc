"""Small bundles for the tests: about Alva's double, with whatever is put in."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from ingang.foundation.records.agreement import KnownPerson
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier

PERSON = UUID("01890000-0000-7000-8000-00000000a17a")
CARE_GIVER = "SE0000000020-G001"
TODAY = date(2026, 11, 26)
NUMBER = "199201062388"
PERSONNUMMER = "http://electronichealth.se/identifier/personnummer"


def known(**changes: Any) -> KnownPerson:
    """What the register knows of the one who is imported for."""
    facts: dict[str, Any] = {
        "id": PERSON,
        "name": "Alva Lindqvist",
        "birth_date": date(1992, 1, 6),
        "sex": "female",
        "is_dead": False,
        "identifiers": frozenset({PersonIdentifier(IdentifierKind.PERSONNUMMER, NUMBER)}),
    }
    return KnownPerson(**{**facts, **changes})


def patient(**changes: Any) -> dict[str, Any]:
    """A Patient that agrees with `known`."""
    resource = {
        "resourceType": "Patient",
        "id": "p1",
        "identifier": [{"system": PERSONNUMMER, "value": NUMBER}],
        "name": [{"family": "Lindqvist", "given": ["Alva"]}],
        "gender": "female",
        "birthDate": "1992-01-06",
    }
    return {**resource, **changes}


def observation(**changes: Any) -> dict[str, Any]:
    """A blood value of the Patient."""
    resource = {
        "resourceType": "Observation",
        "id": "o1",
        "status": "final",
        "code": {"text": "B-Hemoglobin"},
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": "2026-03-02",
    }
    return {**resource, **changes}


def bundle(*resources: dict[str, Any], kind: str = "collection", **members: Any) -> str:
    """A bundle of the resources as text."""
    entries = [
        {"fullUrl": f"https://x.example/{one['resourceType']}/{one.get('id', 'none')}", "resource": one}
        for one in resources
    ]
    return json.dumps({"resourceType": "Bundle", "type": kind, "entry": entries, **members})
