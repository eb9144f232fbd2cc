"""Bundles of interactions: together all or nothing, in a batch each on its own."""

from typing import Any

import pytest

from ingang.foundation.audit.models import AuditEvent
from ingang.services.fhir_server.tests.conftest import PERSONNUMMER, System, base, observation, patient

pytestmark = pytest.mark.django_db
HSA = "urn:oid:1.2.752.29.4.19"


def entry(method: str, url: str, resource: Any = None, full_url: str = "", **request: str) -> dict[str, Any]:
    made: dict[str, Any] = {"request": {"method": method, "url": url, **request}}
    if resource is not None:
        made["resource"] = resource
    return made | ({"fullUrl": full_url} if full_url else {})


def send(system: System, kind: str, *entries: dict[str, Any]) -> Any:
    return system.ask("POST", "", {"resourceType": "Bundle", "type": kind, "entry": list(entries)})


def statuses(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [one["response"]["status"] for one in answer.json()["entry"]]


def a_visit(subject: str = "urn:uuid:p") -> list[dict[str, Any]]:
    """A patient, a unit, a visit there and what was found, which refer to each other by the bundle's own names."""
    unit = {"resourceType": "Organization", "name": "Vårdcentralen", "identifier": [{"system": HSA, "value": "SE1-U1"}]}
    visit = {
        "resourceType": "Encounter",
        "status": "finished",
        "class": {"code": "AMB"},
        "subject": {"reference": subject},
        "serviceProvider": {"reference": "urn:uuid:u"},
    }
    blood = {**observation("x"), "subject": {"reference": subject}, "encounter": {"reference": "urn:uuid:e"}}
    return [
        entry("POST", "Observation", blood),
        entry("POST", "Encounter", visit, "urn:uuid:e"),
        entry("POST", "Organization", unit, "urn:uuid:u"),
    ]


def test_references_within_a_transaction_are_rewritten(system: System) -> None:
    answer = send(system, "transaction", entry("POST", "Patient", patient(), "urn:uuid:p"), *a_visit())

    assert statuses(answer) == ["201"] * 4
    person, blood, visit, unit = (one["resource"] for one in answer.json()["entry"])
    assert blood["subject"] == {"reference": f"Patient/{person['id']}"}
    assert blood["encounter"] == {"reference": f"Encounter/{visit['id']}"}
    assert visit["serviceProvider"] == {"reference": f"Organization/{unit['id']}"}
    assert system.get(f"Observation?patient={person['id']}&encounter={visit['id']}").json()["total"] in {0, 1}
    assert system.get(f"Observation?patient={person['id']}&encounter=Encounter/{visit['id']}").json()["total"] == 1
    locations = [one["response"]["location"] for one in answer.json()["entry"]]
    assert locations[0] == f"{base()}/Patient/{person['id']}/_history/1"


def test_a_transaction_opens_each_person_once(system: System) -> None:
    before = AuditEvent.objects.count()

    send(system, "transaction", entry("POST", "Patient", patient(), "urn:uuid:p"), *a_visit())

    events = AuditEvent.objects.order_by("id")[before:].values_list("event", flat=True)
    assert sorted(events) == ["access.person_opened", "access.shelf_opened", "records.stored", "records.stored"]


def test_a_transaction_is_all_or_nothing(system: System, alva: str) -> None:
    wrong = observation(alva, status="bogus")
    elsewhere = observation("none")

    for bad in (entry("POST", "Observation", wrong), entry("POST", "Observation", elsewhere),
                entry("PUT", "Observation/x", observation(alva, id="x"), ifMatch='W/"4"'),
                entry("DELETE", "Observation/y", ifMatch='W/"4"')):  # fmt: skip
        answer = send(system, "transaction", entry("POST", "Observation", observation(alva)), bad)
        assert answer.status_code in {200, 412, 422}
        if answer.status_code == 200:
            assert statuses(answer) == ["201", "204"]
            continue
        assert answer.json()["resourceType"] == "OperationOutcome"
    assert system.get(f"Observation?patient={alva}").json()["total"] == 1


def test_conditional_entries_and_references_meet_what_is_there(system: System, alva: str) -> None:
    number = patient()["identifier"][0]["value"]
    condition = f"identifier={PERSONNUMMER}|{number}"

    answer = send(
        system,
        "transaction",
        entry("POST", "Patient", patient(), "urn:uuid:p", ifNoneExist=condition),
        *a_visit(),
        entry("POST", "Observation", {**observation(""), "subject": {"reference": f"Patient?{condition}"}}),
        entry("GET", f"Observation?patient={alva}"),
    )

    assert statuses(answer) == ["200", "201", "201", "201", "201", "200"]
    resources = [one["resource"] for one in answer.json()["entry"]]
    assert resources[0]["id"] == alva
    assert {one["subject"]["reference"] for one in (resources[1], resources[4])} == {f"Patient/{alva}"}
    assert resources[5]["total"] == 2


def test_a_batch_does_each_on_its_own(system: System, alva: str) -> None:
    answer = send(
        system,
        "batch",
        entry("POST", "Observation", observation(alva)),
        entry("POST", "Observation", observation(alva, status="bogus")),
        entry("GET", f"Patient/{alva}"),
        entry("GET", "Patient/none"),
        entry("DELETE", "Nonsense/1"),
        entry("GET", "metadata"),
    )

    assert statuses(answer) == ["201", "422", "200", "404", "404", "404"]
    assert answer.json()["entry"][1]["response"]["outcome"]["issue"][0]["expression"] == ["Observation.status"]


def test_two_patients_in_one_transaction_stay_apart(system: System) -> None:
    mixed = {**observation(""), "subject": {"reference": "urn:uuid:a"}}
    apart = [
        entry("POST", "Patient", patient(), "urn:uuid:a"),
        entry("POST", "Patient", patient("bo"), "urn:uuid:b"),
        entry("POST", "Observation", mixed, "urn:uuid:o"),
    ]
    other = {**observation(""), "subject": {"reference": "urn:uuid:b"}, "hasMember": [{"reference": "urn:uuid:o"}]}

    assert send(system, "transaction", *apart, entry("POST", "Observation", other)).status_code == 422
    assert statuses(send(system, "transaction", *apart)) == ["201"] * 3


def test_the_same_resource_twice_is_refused(system: System, alva: str) -> None:
    twice = entry("PUT", "Observation/x", observation(alva, id="x"))

    assert send(system, "transaction", twice, twice).status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", "{}", '{"resourceType":"Patient"}', '{"resourceType":"Bundle","type":"collection"}',
        '{"resourceType":"Bundle","type":"batch","entry":{}}', '{"resourceType":"Bundle","type":"batch","entry":[{}]}',
        '{"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"GET","url":""}}]}',
        '{"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"TRACE","url":"x"}}]}',
        '{"resourceType":"Bundle","type":"batch","entry":[{"request":[]}]}',
    ],
)  # fmt: skip
def test_what_is_no_bundle_is_refused(system: System, body: str) -> None:
    answer = system.ask("POST", "", body)

    assert (answer.status_code, answer.json()["resourceType"]) == (400, "OperationOutcome")


@pytest.mark.parametrize(
    ("method", "url", "resource", "place"),
    [
        ("POST", "Observation", {**observation("x"), "status": "no"}, "Bundle.entry[1].resource.status"),
        ("POST", "Observation", observation("nobody"), "Bundle.entry[1]"),
        ("POST", "Observation/x", observation("x"), "Bundle.entry[1]"),
        ("POST", "Bundle", {"resourceType": "Bundle", "type": "batch"}, "Bundle.entry[1]"),
        ("DELETE", "Nonsense/1", None, "Bundle.entry[1]"),
        ("GET", "Observation/none", None, "Bundle.entry[1]"),
    ],
)
def test_what_stops_a_transaction_is_told_with_its_place(
    system: System, method: str, url: str, resource: Any, place: str
) -> None:
    answer = send(system, "transaction", entry("GET", "Organization"), entry(method, url, resource))

    assert 400 <= answer.status_code < 500
    assert answer.json()["issue"][0]["expression"] == [place]
