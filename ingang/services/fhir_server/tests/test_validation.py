"""What comes in is checked, every finding has its place, and hostile input is only refused."""

from typing import Any

import pytest
from django.test import Client

from ingang.services.fhir_server.errors import NotUnderstood, NotValid
from ingang.services.fhir_server.tests.conftest import System, observation, patient
from ingang.services.fhir_server.validation import checked
from ingang.services.fhir_server.views import MOST_BYTES


def findings(text: str) -> list[str]:
    with pytest.raises(NotValid) as caught:
        checked(text)
    return [path for _, path in caught.value.issues]


OBSERVATION = '"resourceType":"Observation","code":{"text":"x"}'


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ('{"resourceType":"Observation"}', ["Observation.status", "Observation.code"]),
        (f'{{{OBSERVATION},"status":"final","foo":1}}', ["Observation.foo"]),
        (f'{{{OBSERVATION},"status":"bogus"}}', ["Observation.status"]),
        (f'{{{OBSERVATION},"status":5}}', ["Observation.status"]),
        (f'{{{OBSERVATION},"status":"final","category":{{}}}}', ["Observation.category"]),
        (f'{{{OBSERVATION},"status":"final","category":[{{}}]}}', ["Observation.category[0]"]),
        (f'{{{OBSERVATION},"status":"final","issued":"2026-02-03"}}', ["Observation.issued"]),
        (f'{{{OBSERVATION},"status":"final","effectiveDateTime":"2026-13-01"}}', ["Observation.effectiveDateTime"]),
        (f'{{{OBSERVATION},"status":"final","effectiveDateTime":"2026-02-30"}}', ["Observation.effectiveDateTime"]),
        (f'{{{OBSERVATION},"status":"final","effectivePeriod":{{"start":"2026-02-30"}}}}',
         ["Observation.effectivePeriod.start"]),
        (f'{{{OBSERVATION},"status":"final","id":"a/b"}}', ["Observation.id"]),
        ('{"resourceType":"Patient","gender":"x"}', ["Patient.gender"]),
        ('{"resourceType":"Patient","birthDate":"1990-02-30"}', ["Patient.birthDate"]),
        ('{"resourceType":"Patient","contact":[{"gender":"x"}]}', ["Patient.contact[0].gender"]),
        ('{"resourceType":"Patient","name":[{"use":"usual"},{"use":"x"}]}', ["Patient.name[1].use"]),
        ('{"resourceType":"AllergyIntolerance","patient":{"display":"x"},"clinicalStatus":{"coding":[{"system":'
         '"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical","code":"x"}]}}',
         ["AllergyIntolerance.clinicalStatus.coding[0].code"]),
        ('{"resourceType":"Organization","telecom":[{"system":"x"}]}', ["Organization.telecom[0].system"]),
        ('{"resourceType":"Patient","id":"a","id":"b"}', ["Patient.id", "Patient.id"]),
        ('{"resourceType":"Nonsense"}', ["Nonsense"]),
        ("[]", ["Resource"]),
        ("5", ["Resource"]),
    ],
)  # fmt: skip
def test_every_finding_has_its_place(text: str, paths: list[str]) -> None:
    assert findings(text) == paths


@pytest.mark.parametrize("text", ["", "{", '{"resourceType":', "<Patient/>", '{"a":' * 3000, '{"x":"\\ud800"', "nul"])
def test_what_is_no_json_is_not_understood(text: str) -> None:
    with pytest.raises(NotUnderstood):
        checked(text)


def test_what_is_right_passes_with_its_decimals_as_written() -> None:
    text = f'{{{OBSERVATION},"status":"final","valueQuantity":{{"value":1.10}}}}'

    assert checked(text)["valueQuantity"] == {"value": "1.10"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"\xff\xfe", 400),
        (b"\x00", 400),
        (b"null", 422),
        (b'{"resourceType":"Observation"}', 422),
        (b"[" * 100_000, 400),
        (b'{"resourceType":"Observation","status":"final","code":{"text":"\\u0000"}}', 422),
        (b'{"resourceType":"Observation","status":"final","code":{"text":"\\ud800"}}', 422),
        (b" " * (MOST_BYTES + 1), 413),
    ],
)
def test_a_hostile_body_is_refused_in_words(system: System, body: bytes, status: int) -> None:
    answer = system.ask("POST", "Observation", body)

    assert answer.status_code in {status, 400}
    assert answer.json()["resourceType"] == "OperationOutcome"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "Observation/%00", "Observation/a%20b", "Observation/%2e%2e%2fPatient", "Observation/" + "a" * 500,
        "Nonsense/1",
        "Observation/1/_history/x", "Observation/1/_history/99999999999", "Observation/å", "Observation/'--",
        "Observation/1/$nonsense", "Patient/1/$nonsense", "$export", "_history", "Observation/1/2/3/4/5",
    ],
)  # fmt: skip
def test_an_odd_address_is_missing(system: System, path: str) -> None:
    answer = system.get(path)

    assert (answer.status_code, answer.json()["resourceType"]) == (404, "OperationOutcome")


@pytest.mark.django_db
@pytest.mark.parametrize("care_giver", ["%00", "%C3%28", "'--", "a" * 5000, "%0d%0aX:%20y", "..%2f..", "å"])
def test_an_odd_care_giver_is_missing_or_asks_for_a_token(system: System, care_giver: str) -> None:
    open_to_all, closed = (Client().get(f"/fhir/{care_giver}/{path}") for path in ("metadata", "Patient/1"))

    assert (open_to_all.status_code, closed.status_code) in {(404, 401), (401, 401)}
    assert {one.json()["resourceType"] for one in (open_to_all, closed)} == {"OperationOutcome"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "code=%00", "code=%F0%28%8C%28", "date=0001", "date=9999-12-31", "date=99999", "_count=-1", "_sort=-", "_id=",
        "_count=99999999999999999999", "code=" + "a," * 1000, "_page=x", "_page=", "identifier=|", "code=\\",
        "_include=",
        "patient=", "status:not=", "_lastUpdated=x",
    ],
)  # fmt: skip
def test_an_odd_query_is_answered_or_refused_in_words(system: System, alva: str, query: str) -> None:
    answer = system.get(f"Observation?{query}&patient={alva}")

    assert answer.status_code in {200, 400}
    assert answer.json()["resourceType"] in {"Bundle", "OperationOutcome"}


@pytest.mark.django_db
def test_other_forms_than_json_are_refused(system: System, alva: str) -> None:
    assert system.get(f"Patient/{alva}", Accept="application/fhir+xml").status_code == 406
    assert system.get(f"Patient/{alva}?_format=xml").status_code == 406
    assert system.get(f"Patient/{alva}?_format=json", Accept="text/html").status_code == 200
    assert system.ask("POST", "Patient", "<Patient/>", Content_Type="application/fhir+xml").status_code == 415


@pytest.mark.django_db
def test_a_resource_must_be_what_the_address_says_and_about_a_known_patient(system: System, alva: str) -> None:
    refused: list[tuple[str, Any, int]] = [
        ("Condition", observation(alva), 422),
        ("Observation", observation("none"), 422),
        ("Observation", {**observation(alva), "subject": {"reference": "Group/1"}}, 422),
        ("Observation", {**observation(alva), "subject": {"display": "Alva"}}, 422),
        ("Patient", {**patient(), "identifier": []}, 422),
        ("Patient", {"resourceType": "Patient"}, 422),
        ("Patient", patient(birthDate="1901-01-01"), 422),
        ("Patient", {**patient(), "identifier": [*patient()["identifier"], *patient("bo")["identifier"]]}, 422),
        ("Observation", observation(alva, encounter={"reference": "Encounter/none"}), 422),
    ]

    for path, resource, status in refused:
        assert system.ask("POST", path, resource).status_code == status, resource
    assert system.get(f"Observation?patient={alva}").json()["total"] == 0


@pytest.mark.django_db
def test_no_resource_moves_to_another_patient_or_points_into_anothers_records(system: System, alva: str) -> None:
    bo = str(system.create(patient("bo"))["id"])
    hers = system.create(observation(alva))["id"]

    moved = system.ask("PUT", f"Observation/{hers}", observation(bo, id=hers))
    renamed = system.ask("PUT", f"Patient/{alva}", patient("bo", id=alva))
    pointing = system.ask("POST", "Observation", observation(bo, hasMember=[{"reference": f"Observation/{hers}"}]))
    nowhere = system.ask("POST", "Observation", observation(bo, hasMember=[{"reference": "Observation/none"}]))

    assert (moved.status_code, renamed.status_code) == (409, 409)
    assert pointing.json()["issue"][0]["diagnostics"] == nowhere.json()["issue"][0]["diagnostics"].replace("none", hers)
