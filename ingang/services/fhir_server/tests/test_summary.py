"""The patient summary says what is known, says what is not known, and every reference in it resolves."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from conftest import number_of
from demo.records import seed
from ingang.foundation.records.tests.structure import check_structure
from ingang.services.fhir_server.tests.conftest import PERSONNUMMER, System, base, observation, token

pytestmark = pytest.mark.django_db
READ = {
    "Patient", "Condition", "AllergyIntolerance", "MedicationStatement", "MedicationRequest", "Immunization",
    "Observation", "DiagnosticReport",
}  # fmt: skip


def summary(system: System, patient: str) -> dict[str, Any]:
    answer = system.get(f"Patient/{patient}/$summary")
    assert answer.status_code == 200, answer.content
    check_structure(text=answer.content)
    return dict(answer.json())


def sections(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    composition = document["entry"][0]["resource"]
    return {one["code"]["coding"][0]["code"]: one for one in composition["section"]}


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def check_resolves(document: dict[str, Any]) -> None:
    urls = {entry["fullUrl"] for entry in document["entry"]}
    assert len(urls) == len(document["entry"])
    leading_out = {
        one
        for entry in document["entry"]
        for one in references(entry["resource"])
        if one not in urls and f"{base()}/{one}" not in urls and not one.startswith("#")
    }
    assert leading_out == set()


def test_what_is_not_recorded_is_said_to_be_unavailable_and_never_none(system: System, alva: str) -> None:
    document = summary(system, alva)

    found = sections(document)
    assert (document["type"], document["entry"][0]["resource"]["type"]["coding"][0]["code"]) == ("document", "60591-5")
    assert found.keys() == {"11450-4", "48765-2", "10160-0"}
    assert {one["emptyReason"]["coding"][0]["code"] for one in found.values()} == {"unavailable"}
    check_resolves(document)


def test_what_is_recorded_stands_in_its_section_and_what_was_an_error_in_none(system: System, alva: str) -> None:
    about = {"reference": f"Patient/{alva}"}
    verification = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"
    allergy = {"resourceType": "AllergyIntolerance", "patient": about, "code": {"text": "Penicillin <b>"}}
    error = {"verificationStatus": {"coding": [{"system": verification, "code": "entered-in-error"}]}}
    clinical = "http://terminology.hl7.org/CodeSystem/condition-clinical"
    over = {"clinicalStatus": {"coding": [{"system": clinical, "code": "resolved"}]}}
    condition = {"resourceType": "Condition", "subject": about, "code": {"text": "Astma"}}
    medicine = {"resourceType": "MedicationRequest", "intent": "order", "subject": about}
    tablet = {"medicationCodeableConcept": {"text": "Tablett"}}
    known = system.create(allergy)
    system.create({**allergy, **error})
    present, past = system.create(condition), system.create({**condition, **over})
    used = system.create({**medicine, **tablet, "status": "active"})
    system.create({**medicine, **tablet, "status": "stopped"})
    result = system.create(observation(alva, valueQuantity={"value": 1.50, "unit": "g/L"}))
    system.create(observation(alva, category=[{"coding": [{"code": "vital-signs"}]}]))

    document = summary(system, alva)

    entries = {code: [one["reference"] for one in each["entry"]] for code, each in sections(document).items()}
    assert entries == {
        "48765-2": [f"{base()}/AllergyIntolerance/{known['id']}"],
        "11450-4": [f"{base()}/Condition/{present['id']}"],
        "11348-0": [f"{base()}/Condition/{past['id']}"],
        "10160-0": [f"{base()}/MedicationRequest/{used['id']}"],
        "30954-2": [f"{base()}/Observation/{result['id']}"],
    }
    assert "Penicillin &lt;b&gt;" in sections(document)["48765-2"]["text"]["div"]
    assert "2026-03-02 B-Hemoglobin 1.5 g/L" in sections(document)["30954-2"]["text"]["div"]
    check_resolves(document)


def test_a_reference_to_what_is_gone_becomes_a_logical_one(system: System, alva: str) -> None:
    about = {"reference": f"Patient/{alva}"}
    visit = {"resourceType": "Encounter", "status": "finished", "class": {"code": "AMB"}, "subject": about}
    made = system.create(visit)
    system.create(observation(alva, encounter={"reference": f"Encounter/{made['id']}", "display": "Besök"}))
    system.ask("DELETE", f"Encounter/{made['id']}")

    document = summary(system, alva)

    check_resolves(document)
    (blood,) = [one["resource"] for one in document["entry"] if one["resource"]["resourceType"] == "Observation"]
    logical = {"system": base(), "value": f"Encounter/{made['id']}"}
    assert blood["encounter"] == {"display": "Besök", "type": "Encounter", "identifier": logical}


def test_a_token_that_may_not_read_it_all_gets_no_summary(system: System, alva: str, now: datetime) -> None:
    for kind in ("AllergyIntolerance", "MedicationStatement", "Immunization"):
        others = " ".join(f"system/{one}.r" for one in READ - {kind})
        partly = replace(system, token=token(now, scope=others))
        assert partly.get(f"Patient/{alva}/$summary").status_code == 403
    whole = replace(system, token=token(now, scope=" ".join(f"system/{one}.r" for one in READ)))
    assert whole.get(f"Patient/{alva}/$summary").status_code == 200


def test_an_imported_life_becomes_a_whole_summary(system: System, cast: Callable[[str], UUID], now: datetime) -> None:
    seed(now=now, progress=lambda _: None)
    found = system.get(f"Patient?identifier={PERSONNUMMER}|{number_of('alva').value}").json()["entry"]

    document = summary(system, found[0]["resource"]["id"])

    check_resolves(document)
    assert {"11450-4", "48765-2", "10160-0", "11369-6", "30954-2"} <= sections(document).keys()
    assert all(each.get("entry") for each in sections(document).values())


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (None, 200),
        ({"resourceType": "Parameters"}, 200),
        ({"resourceType": "Parameters", "parameter": [{"name": "_type", "valueString": "Patient"}]}, 200),
        ({"resourceType": "Parameters", "parameter": [{"name": "start", "valueDate": "2020-01-01"}]}, 400),
        ({"resourceType": "Patient"}, 400),
        ({"resourceType": "Parameters", "parameter": "x"}, 422),
    ],
)
def test_an_operation_is_asked_by_post_too(system: System, alva: str, body: Any, status: int) -> None:
    answer = system.ask("POST", f"Patient/{alva}/$everything", body)

    assert answer.status_code == status, answer.content
    if body and "parameter" in body and status == 200:
        assert {one["resource"]["resourceType"] for one in answer.json()["entry"]} == {"Patient"}
