"""What the client asks a FHIR server, and what it makes of every kind of answer."""

import json
import socket
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from ingang.connectors.background import BACKGROUND
from ingang.connectors.fhir import errors
from ingang.connectors.fhir.client import FhirClient, Told
from ingang.connectors.fhir.settings import FhirSettings
from ingang.connectors.tests.stub import Stub
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

ALVA = PersonIdentifier(IdentifierKind.PERSONNUMMER, "194308219817")
SYSTEM = str(IdentifierKind.PERSONNUMMER.fhir_system)
PATIENT = {"resourceType": "Patient", "id": "p1", "identifier": [{"system": SYSTEM, "value": ALVA.value}]}


def bundle(*resources: Any, following: str = "") -> dict[str, Any]:
    link = [{"relation": "next", "url": following}] if following else []
    return {"resourceType": "Bundle", "link": link, "entry": [{"resource": one} for one in resources]}


def condition(id: str = "c1", *, patient: str = "Patient/p1", **more: Any) -> dict[str, Any]:
    return {"resourceType": "Condition", "id": id, "subject": {"reference": patient}, **more}


def read(stub: Stub, **settings: Any) -> Told:
    client = FhirClient(settings=FhirSettings(url=stub.address + "/fhir/", **settings))
    found = BACKGROUND.run(lambda http: client.read(http=http, identifiers=[ALVA], types=["Condition"]))
    return found.result(timeout=10)


def offering(*types: str, everything: bool = False) -> dict[str, Any]:
    """A server's statement of what it can."""
    operation = [{"name": "everything"}] if everything else []
    resources = [{"type": "Patient", "operation": operation}, *({"type": one} for one in types)]
    return {"resourceType": "CapabilityStatement", "rest": [{"mode": "server", "resource": resources}]}


@pytest.fixture
def able(stub: Stub) -> Stub:
    """A server that says what it holds."""
    stub.answer(offering("Condition"))
    return stub


@pytest.fixture
def told(able: Stub) -> Stub:
    """A server that knows her."""
    able.answer(bundle(PATIENT))
    return able


def test_it_asks_who_she_is_there_and_then_for_what_is_hers(told: Stub) -> None:
    told.answer(bundle(condition(), {"resourceType": "Organization", "id": "o1"}))
    found = read(told, token="secret")

    assert [one["id"] for one in found.resources] == ["c1"]
    assert [one["id"] for one in found.around] == ["o1"]
    assert found.is_whole
    _, first, second = (urlsplit(one.path) for one in told.received)
    assert (first.path, parse_qs(first.query)) == ("/fhir/Patient", {"identifier": [f"{SYSTEM}|{ALVA.value}"]})
    assert (second.path, parse_qs(second.query)["patient"]) == ("/fhir/Condition", ["p1"])
    assert {one.headers["Authorization"] for one in told.received} == {"Bearer secret"}


def test_whoever_is_unknown_there_has_nothing_there(able: Stub) -> None:
    able.answer(bundle())

    assert read(able) == Told(resources=(), around=(), is_whole=True)
    assert len(able.received) == 2


def test_only_what_the_server_holds_is_asked_for(stub: Stub) -> None:
    stub.answer(offering("Observation"))
    stub.answer(bundle(PATIENT))

    assert read(stub).resources == ()
    assert [urlsplit(one.path).path for one in stub.received] == ["/fhir/metadata", "/fhir/Patient"]


def test_a_server_that_gives_all_of_her_at_once_is_asked_once(stub: Stub) -> None:
    stub.answer(offering("Condition", everything=True))
    stub.answer(bundle(PATIENT))
    stub.answer(bundle(PATIENT, condition("c1"), {"resourceType": "Organization", "id": "o1"}, following="?side=2"))
    stub.answer(bundle(condition("c2"), {"resourceType": "Condition", "id": "about-nobody"}))

    found = read(stub)

    assert [one["id"] for one in found.resources] == ["c1", "c2"]
    assert {one["id"] for one in found.around} == {"p1", "o1", "about-nobody"}
    asked = urlsplit(stub.received[2].path)
    assert asked.path == "/fhir/Patient/p1/$everything"
    assert "Condition" in parse_qs(asked.query)["_type"][0].split(",")


def test_all_at_once_with_one_thing_about_somebody_else_is_not_used(stub: Stub) -> None:
    stub.answer(offering("Condition", everything=True))
    stub.answer(bundle(PATIENT))
    stub.answer(bundle(condition("mine"), condition("c2", patient="Patient/p2")))

    with pytest.raises(errors.WrongPerson):
        read(stub)


def test_a_server_that_says_more_than_it_does_is_searched_from_then_on(stub: Stub) -> None:
    stub.answer(offering("Condition", everything=True))
    stub.answer(bundle(PATIENT))
    stub.answer({"resourceType": "OperationOutcome"}, status=404)
    stub.answer(bundle(PATIENT))
    stub.answer(bundle(condition("c1")))

    assert [one["id"] for one in read(stub).resources] == ["c1"]


@pytest.mark.parametrize(("status", "body"), [(401, b"{}"), (404, b""), (200, b"<html>"), (200, b'{"rest": "?"}')])
def test_a_server_that_keeps_what_it_can_to_itself_is_searched(stub: Stub, status: int, body: bytes) -> None:
    stub.answer(body, status=status)
    stub.answer(bundle(PATIENT))
    stub.answer(bundle(condition("c1")))

    assert [one["id"] for one in read(stub).resources] == ["c1"]


def test_what_a_server_can_is_asked_once_an_hour(told: Stub) -> None:
    told.answer(bundle(condition()))
    client = FhirClient(settings=FhirSettings(url=told.address + "/fhir/"))
    for _ in range(2):
        BACKGROUND.run(lambda http: client.read(http=http, identifiers=[ALVA], types=["Condition"])).result(timeout=10)
        told.answers.insert(0, (200, json.dumps(bundle(PATIENT)).encode()))

    assert sum(one.path.endswith("/metadata") for one in told.received) == 1


def test_every_page_is_read_and_a_circle_of_pages_ends(told: Stub) -> None:
    told.answer(bundle(condition("c1"), following="?side=2"))
    told.answer(bundle(condition("c2"), following=told.address + "/fhir/?side=2"))

    assert [one["id"] for one in read(told).resources] == ["c1", "c2"]


def test_of_two_with_one_id_the_later_version_counts(told: Stub) -> None:
    early, late = ({"lastUpdated": day} for day in ("2026-01-01", "2026-02-01"))
    told.answer(bundle(condition(meta=late), condition(meta=early)))

    (one,) = read(told).resources
    assert one["meta"] == late


def test_there_may_be_more_than_we_take(told: Stub) -> None:
    told.answer(bundle(*(condition(str(number)) for number in range(30))))
    found = read(told, most_resources=20)

    assert (len(found.resources), found.is_whole) == (20, False)


@pytest.mark.parametrize(
    "other",
    [
        condition(patient="Patient/p2"),
        condition(patient="https://elsewhere.example/Patient/p1"),
        condition(patient=""),
        {"resourceType": "Condition", "id": "c1"},
        {"resourceType": "Condition", "id": "c1", "subject": "Patient/p1"},
    ],
)
def test_one_thing_about_somebody_else_and_nothing_is_used(told: Stub, other: Any) -> None:
    told.answer(bundle(condition("mine"), other))

    with pytest.raises(errors.WrongPerson):
        read(told)


def test_a_patient_with_another_number_is_somebody_else(able: Stub) -> None:
    able.answer(bundle(PATIENT | {"identifier": [{"system": SYSTEM, "value": "197208222385"}]}))

    with pytest.raises(errors.WrongPerson):
        read(able)


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, b"<html>Logga in</html>", errors.FhirGarbled),
        (200, b'{"resourceType": "Bundle", "entry": [', errors.FhirGarbled),
        (200, b"[" * 100_000, errors.FhirGarbled),
        (200, b'["Bundle"]', errors.FhirGarbled),
        (200, b'{"resourceType": "OperationOutcome"}', errors.FhirGarbled),
        (200, b'{"a": "' + b"x" * 300_000 + b'"}', errors.FhirTooLarge),
        (302, b"{}", errors.FhirGarbled),
        (401, b"{}", errors.FhirRefused),
        (403, b"{}", errors.FhirRefused),
        (429, b"{}", errors.FhirFailed),
        (500, b"{}", errors.FhirFailed),
    ],
)
def test_an_answer_that_is_none(told: Stub, status: int, body: bytes, kind: type[errors.FhirError]) -> None:
    told.answer(body, status=status)

    with pytest.raises(kind):
        read(told, most_bytes=200_000)


def test_the_next_page_is_never_fetched_elsewhere(told: Stub) -> None:
    told.answer(bundle(condition(), following="http://127.0.0.2:1/fhir?side=2"))

    with pytest.raises(errors.FhirGarbled):
        read(told)


def test_nobody_there_and_one_who_never_answers() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        nobody = Stub(address=f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(errors.FhirUnreachable):
            read(nobody)
        silent.listen()
        with pytest.raises(errors.FhirLate):
            read(nobody, seconds=0.2)


def test_a_token_travels_by_tls_or_stays_on_this_machine_and_is_in_no_log() -> None:
    with pytest.raises(ValueError, match="https"):
        FhirSettings(url="http://journal.example/fhir")
    assert "secret" not in repr(FhirSettings(url="https://journal.example/fhir", token="secret"))


def test_what_errors_say_is_never_about_her(told: Stub) -> None:
    told.answer(json.dumps(condition()).encode())

    with pytest.raises(errors.FhirGarbled) as raised:
        read(told)
    assert ALVA.value not in str(raised.value)


def describe(stub: Stub) -> str:
    client = FhirClient(settings=FhirSettings(url=stub.address + "/fhir/"))
    return BACKGROUND.run(lambda http: client.describe(http=http)).result(timeout=10)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "FHIR 4.0.1"),
        ({"software": {"name": "Journal", "version": "7"}}, "FHIR 4.0.1 Journal 7"),
        ({"software": "Journal"}, "FHIR 4.0.1"),
    ],
)
def test_a_server_says_what_it_is_without_being_told_of_anybody(stub: Stub, more: dict[str, Any], said: str) -> None:
    stub.answer({"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1", **more})

    assert describe(stub) == said
    assert [one.path for one in stub.received] == ["/fhir/metadata"]


def test_what_is_no_statement_says_nothing(stub: Stub) -> None:
    stub.answer(bundle())

    with pytest.raises(errors.FhirGarbled):
        describe(stub)
