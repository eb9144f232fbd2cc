"""Reading and writing single resources, and their versions."""

import json
from datetime import datetime

import pytest

from ingang.services.fhir_server.tests.conftest import System, base, observation, patient

pytestmark = pytest.mark.django_db


def test_a_created_resource_is_read_to_the_letter(system: System, alva: str) -> None:
    text = (
        '{"resourceType": "Observation",  "status": "final", "code": {"text": "Längd"},'
        f' "subject": {{"reference": "Patient/{alva}"}}, "valueQuantity": {{"value": 1.50}}}}'
    )

    created = system.ask("POST", "Observation", text)
    read = system.get(f"Observation/{created.json()['id']}")

    assert created.status_code == 201
    assert created["Location"] == f"{base()}/Observation/{created.json()['id']}/_history/1"
    assert (read["ETag"], read["Content-Type"]) == ('W/"1"', "application/fhir+json; charset=utf-8")
    written, _, rest = read.content.decode().partition(',"id":')
    meta = '"meta":{"versionId":"1","lastUpdated":"2026-11-26T11:00:00.000+00:00"}'
    assert written + rest.partition(meta)[2] == text
    assert read["Last-Modified"] == "Thu, 26 Nov 2026 11:00:00 GMT"


def test_what_the_reader_has_already_is_not_sent_again(system: System, alva: str) -> None:
    answer = system.get(f"Patient/{alva}", If_None_Match='W/"1"')

    assert (answer.status_code, answer.content) == (304, b"")


def test_an_update_is_the_next_version_and_the_former_is_kept(system: System, alva: str) -> None:
    one = system.create(observation(alva))

    updated = system.ask("PUT", f"Observation/{one['id']}", {**one, "status": "amended"})
    again = system.ask("PUT", f"Observation/{one['id']}", updated.content)
    former = system.get(f"Observation/{one['id']}/_history/1")

    assert (updated.status_code, updated["ETag"]) == (200, 'W/"2"')
    assert again["ETag"] == 'W/"2"', "what is the same already makes no new version"
    assert (former.json()["status"], former.json()["meta"]["versionId"]) == ("final", "1")
    assert system.get(f"Observation/{one['id']}/_history/7").status_code == 404


def test_the_client_may_choose_the_id(system: System, alva: str) -> None:
    answer = system.ask("PUT", "Observation/my-own.1", observation(alva, id="my-own.1"))

    assert answer.status_code == 201
    assert system.get("Observation/my-own.1").json()["id"] == "my-own.1"
    assert system.ask("PUT", "Observation/other", observation(alva, id="my-own.1")).status_code == 400
    assert system.ask("PUT", "Observation/a_b", observation(alva, id="a_b")).status_code == 422


def test_an_update_from_another_version_is_refused(system: System, alva: str) -> None:
    one = system.create(observation(alva))
    place = f"Observation/{one['id']}"
    system.ask("PUT", place, {**one, "status": "amended"}, If_Match='W/"1"')

    late = system.ask("PUT", place, {**one, "status": "cancelled"}, If_Match='W/"1"')

    assert late.status_code == 412
    assert system.get(place).json()["status"] == "amended"
    assert system.ask("PUT", "Observation/new", observation(alva, id="new"), If_Match='W/"1"').status_code == 412
    assert system.ask("DELETE", place, If_Match='W/"1"').status_code == 412


def test_a_patch_changes_what_it_names_and_nothing_else(system: System, alva: str) -> None:
    one = system.create(observation(alva, valueQuantity={"value": 1.5, "unit": "g/L"}))
    patch = [
        {"op": "test", "path": "/status", "value": "final"},
        {"op": "replace", "path": "/status", "value": "amended"},
        {"op": "add", "path": "/note", "value": [{"text": "Omräknat"}]},
        {"op": "remove", "path": "/valueQuantity/unit"},
    ]

    answer = system.ask("PATCH", f"Observation/{one['id']}", patch, Content_Type="application/json-patch+json")

    assert answer.status_code == 200, answer.content
    expected = {**one, "status": "amended", "note": [{"text": "Omräknat"}], "valueQuantity": {"value": 1.5}}
    assert {**answer.json(), "meta": 0} == {**expected, "meta": 0}


@pytest.mark.parametrize("media", ["application/merge-patch+json", "application/json"])
def test_a_merge_patch_puts_in_and_takes_away(system: System, alva: str, media: str) -> None:
    one = system.create(observation(alva, valueQuantity={"value": 1.5, "unit": "g/L"}))
    patch = {"status": "amended", "valueQuantity": {"unit": None, "code": "g/L"}, "issued": "2026-03-02T10:00:00Z"}

    answer = system.ask("PATCH", f"Observation/{one['id']}", patch, Content_Type=media)

    assert answer.status_code == 200, answer.content
    expected = {**one, "status": "amended", "valueQuantity": {"value": 1.5, "code": "g/L"}, "issued": patch["issued"]}
    assert {**answer.json(), "meta": 0} == {**expected, "meta": 0}


@pytest.mark.parametrize(
    ("patch", "status"),
    [
        ([{"op": "test", "path": "/status", "value": "x"}], 422),
        ([{"op": "remove", "path": "/nothing"}], 422),
        ([{"op": "replace", "path": "/status", "value": "bogus"}], 422),
        ([{"op": "replace", "path": "/id", "value": "other"}], 400),
        ([{"op": "replace", "path": "", "value": {}}], 400),
        ([{"op": "explode", "path": "/status"}], 400),
        ({"resourceType": "Parameters"}, 400),
        ({"status": None}, 422),
        ("x", 400),
    ],
)
def test_a_patch_that_does_not_fit_changes_nothing(system: System, alva: str, patch: object, status: int) -> None:
    one = system.create(observation(alva))

    answer = system.ask("PATCH", f"Observation/{one['id']}", patch, Content_Type="application/json-patch+json")

    assert answer.status_code == status
    assert system.get(f"Observation/{one['id']}").json()["meta"]["versionId"] == "1"


def test_what_is_deleted_is_gone_and_its_history_stays(system: System, alva: str) -> None:
    one = system.create(observation(alva))
    place = f"Observation/{one['id']}"

    deleted = system.ask("DELETE", place)

    assert (deleted.status_code, deleted["ETag"]) == (204, 'W/"2"')
    assert system.get(place).status_code == 410
    assert system.get(f"{place}/_history/2").status_code == 410
    assert system.ask("DELETE", place).status_code == 204
    assert system.ask("DELETE", "Observation/never").status_code == 204
    assert system.get(f"Observation?patient={alva}").json()["total"] == 0
    back = system.ask("PUT", place, one)
    assert (back.status_code, back["ETag"]) == (200, 'W/"3"')
    entries = system.get(f"{place}/_history").json()["entry"]
    assert [entry["request"]["method"] for entry in entries] == ["PUT", "DELETE", "POST"]
    assert [entry["response"]["etag"] for entry in entries] == ['W/"3"', 'W/"2"', 'W/"1"']


def test_the_history_of_a_type_is_one_patients(system: System, alva: str) -> None:
    one = system.create(observation(alva))
    system.ask("PUT", f"Observation/{one['id']}", {**one, "status": "amended"})

    history = system.get(f"Observation/_history?patient={alva}").json()

    assert (history["type"], history["total"]) == ("history", 2)
    assert system.get("Observation/_history").status_code == 400


def test_a_conditional_create_writes_once(system: System, now: datetime) -> None:
    number = patient()["identifier"][0]
    condition = f"identifier={number['system']}|{number['value']}"

    first = system.ask("POST", "Patient", patient(), If_None_Exist=condition)
    second = system.ask("POST", "Patient", patient(), If_None_Exist=condition)

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert second["Location"] == first["Location"]
    in_address = system.ask("POST", f"Patient?{condition}&_format=json", patient())
    assert (in_address.status_code, in_address.json()["id"]) == (200, first.json()["id"])
    assert system.ask("POST", "Patient?nonsense=1", patient()).status_code == 400


def test_a_conditional_update_and_delete_meet_one_at_most(system: System, alva: str) -> None:
    identifier = [{"system": "urn:lab", "value": "7"}]
    first = system.ask("PUT", "Observation?patient=" + alva + "&identifier=urn:lab|7", observation(alva))
    assert first.status_code == 201
    system.ask("PUT", f"Observation/{first.json()['id']}", {**first.json(), "identifier": identifier})
    place = f"Observation?patient={alva}&identifier=urn:lab|7"

    updated = system.ask("PUT", place, observation(alva, identifier=identifier, status="amended"))

    assert (updated.status_code, updated.json()["id"]) == (200, first.json()["id"])
    system.create(observation(alva, identifier=identifier))
    assert system.ask("PUT", place, observation(alva, identifier=identifier)).status_code == 412
    assert system.ask("DELETE", place).status_code == 412
    assert system.ask("DELETE", f"Observation?_id={first.json()['id']}").status_code == 204


def test_the_answer_is_as_long_as_the_asker_prefers(system: System, alva: str) -> None:
    minimal = system.ask("POST", "Observation", observation(alva), Prefer="return=minimal")
    told = system.ask("POST", "Observation", observation(alva), Prefer="return=OperationOutcome")

    assert (minimal.status_code, minimal.content) == (201, b"")
    assert json.loads(told.content)["resourceType"] == "OperationOutcome"
