"""A summary demands more of a resource than FHIR does: what its source does not tell is said to be unknown."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.records.demanded import CONCEPT, UNKNOWN
from ingang.foundation.records.held import Held
from ingang.foundation.records.summary import TITLE, document
from ingang.foundation.records.tests.structure import check_structure

NOW = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)
AUTHOR = {"resourceType": "Device", "deviceName": [{"name": "Ingång", "type": "user-friendly-name"}]}
SAID = {"text": "Sagt"}
LABORATORY = [{"coding": [{"code": "laboratory"}]}]

NEEDED: Mapping[str, dict[str, Any]] = {
    "Condition": {},
    "AllergyIntolerance": {},
    "MedicationStatement": {"status": "active", "medicationCodeableConcept": SAID},
    "MedicationRequest": {"status": "active", "intent": "order", "medicationCodeableConcept": SAID},
    "Immunization": {"status": "completed", "vaccineCode": SAID, "occurrenceString": "i våras"},
    "Observation": {"status": "final", "code": SAID, "category": LABORATORY},
    "DiagnosticReport": {"status": "final", "code": SAID},
}
"""The least that FHIR R4 asks of each type that has a section, except whom it is about."""

TOLD: Mapping[str, dict[str, Any]] = {
    "Condition": {"code": SAID, "recordedDate": "2026-03-01"},
    "AllergyIntolerance": {"code": SAID},
    "MedicationStatement": {"effectivePeriod": {"start": "2026-03"}},
    "MedicationRequest": {"authoredOn": "2026-03-01"},
    "Immunization": {"lotNumber": "A1"},
    "Observation": {
        "effectiveInstant": "2026-03-01T08:00:00Z",
        "performer": [{"display": "Lunden"}],
        "valueString": "spår",
        "dataAbsentReason": {"text": "provet koagulerade"},
    },
    "DiagnosticReport": {"effectiveDateTime": "2026-03"},
}
DEMANDED = {
    "Condition": ("code",),
    "AllergyIntolerance": ("code",),
    "MedicationStatement": ("effective",),
    "MedicationRequest": (),
    "Immunization": (),
    "Observation": ("effective", "performer", "category"),
    "DiagnosticReport": ("effective",),
}
"""HL7 IPS 2.0.0: the members of each profile that must be there, besides whom it is about."""

SUBJECTS: tuple[dict[str, Any], ...] = (
    {},
    {"identifier": {"system": "urn:x", "value": "1"}},
    {"display": "Alva"},
    {"reference": "Patient/9"},
)


def held(resource: Mapping[str, Any]) -> Held:
    text = json.dumps(resource)
    return Held(base="http://x", type=resource["resourceType"], logical_id=resource["id"], text=text)


def summary(*resources: Mapping[str, Any], patient: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The resources of the document by their types."""
    text = document(patient=held(patient), held=map(held, resources), author=AUTHOR, now=NOW)
    check_structure(text=text)
    return {one["resource"]["resourceType"]: one["resource"] for one in json.loads(text)["entry"]}


@given(
    st.sampled_from(sorted(NEEDED)).flatmap(
        lambda kind: st.tuples(
            st.just(kind), st.sets(st.sampled_from(sorted(TOLD[kind]))), st.sampled_from([None, *SUBJECTS])
        )
    )
)
def test_whatever_a_source_leaves_out_the_summary_meets_its_profile_and_changes_no_word(
    drawn: tuple[str, set[str], dict[str, Any] | None],
) -> None:
    kind, names, subject = drawn
    about = "patient" if kind in {"AllergyIntolerance", "Immunization"} else "subject"
    told = NEEDED[kind] | {name: TOLD[kind][name] for name in names} | ({} if subject is None else {about: subject})
    if {"valueString", "dataAbsentReason"} <= told.keys():
        told.pop("dataAbsentReason")

    found = summary({"resourceType": kind, "id": "1", **told}, patient={"resourceType": "Patient", "id": "p"})

    made = found[kind]
    assert made[about]["reference"] == "http://x/Patient/p"
    assert all(any(name.lstrip("_").startswith(one) for name in made) for one in DEMANDED[kind])
    if kind == "Observation":
        assert ("valueString" in made) != ("dataAbsentReason" in made)
    kept = {name: value for name, value in told.items() if name != about}
    assert {name: made[name] for name in kept} == kept


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, {"name": [{"_text": UNKNOWN}], "_birthDate": UNKNOWN}),
        ({"name": [{"text": "Alva"}]}, {"name": [{"text": "Alva"}], "_birthDate": UNKNOWN}),
        ({"name": [{"text": "Alva"}], "birthDate": "1997"}, {"name": [{"text": "Alva"}], "birthDate": "1997"}),
    ],
)
def test_whose_it_is_has_a_name_and_a_date_of_birth_or_says_that_they_are_unknown(
    told: dict[str, Any], said: dict[str, Any]
) -> None:
    patient = summary(patient={"resourceType": "Patient", "id": "p", **told})["Patient"]

    assert patient == {"resourceType": "Patient", "id": "p", **said}


def test_another_document_that_is_referred_to_does_not_come_along() -> None:
    letter = {"resourceType": "Composition", "id": "c"}
    condition = {
        "resourceType": "Condition", "id": "1", "subject": {"reference": "Patient/p"}, "code": SAID,
        "evidence": [{"detail": [{"reference": "Composition/c"}]}],
    }  # fmt: skip

    found = summary(condition, letter, patient={"resourceType": "Patient", "id": "p"})

    (detail,) = found["Condition"]["evidence"][0]["detail"]
    assert detail == {"type": "Composition", "identifier": {"system": "http://x", "value": "Composition/c"}}
    assert found["Composition"]["title"] == TITLE


def test_who_did_it_is_named_or_said_to_be_unknown() -> None:
    drug = {"resourceType": "Medication", "id": "m"}
    doctor = {"resourceType": "Practitioner", "id": "d"}
    unit = {"resourceType": "Organization", "id": "o", "identifier": [{"value": "SE1"}]}
    order = {
        "resourceType": "MedicationRequest", "id": "1", "status": "active", "intent": "order",
        "subject": {"reference": "Patient/p"}, "medicationReference": {"reference": "Medication/m"},
        "requester": {"reference": "Practitioner/d", "display": "Karin"}, "performer": {"reference": "Organization/o"},
    }  # fmt: skip

    found = summary(order, drug, doctor, unit, patient={"resourceType": "Patient", "id": "p"})

    assert (found["Medication"]["code"], found["Practitioner"]["name"]) == (CONCEPT, [{"_text": UNKNOWN}])
    assert found["Organization"]["_name"] == UNKNOWN
