"""Who gets in: by token, scope and care giver; own and foreign persons; and what stands in the log."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from joserfc.jwk import RSAKey

from ingang.foundation.access.own_records import shelf
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.people.models import FormerIdentity
from ingang.services.fhir_server.tests.conftest import BJORKBACKEN, REGION, System, base, observation, patient, token

pytestmark = pytest.mark.django_db
Cast = Callable[[str], UUID]
OTHER_KEY = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)

# Every way to ask, against one resource: method and path.
ASKING = [
    ("GET", "Observation/{id}"),
    ("GET", "Observation/{id}/_history/1"),
    ("GET", "Observation/{id}/_history"),
    ("GET", "Observation/_history?patient={patient}"),
    ("GET", "Observation?_id={id}"),
    ("GET", "Observation?patient={patient}"),
    ("PUT", "Observation/{id}"),
    ("PATCH", "Observation/{id}"),
    ("DELETE", "Observation/{id}"),
    ("POST", "Observation"),
    ("GET", "Patient/{patient}"),
    ("GET", "Patient/{patient}/$everything"),
    ("GET", "Patient/{patient}/$summary"),
]


@pytest.fixture
def place(system: System, alva: str) -> dict[str, str]:
    """One Observation of Alva."""
    return {"id": system.create(observation(alva))["id"], "patient": alva}


def ask(system: System, method: str, path: str, place: dict[str, str]) -> Any:
    body: Any = None
    media = "application/fhir+json"
    if method in {"PUT", "POST"}:
        body = observation(place["patient"], **({"id": place["id"]} if method == "PUT" else {}))
    if method == "PATCH":
        body, media = [{"op": "replace", "path": "/status", "value": "amended"}], "application/json-patch+json"
    return system.ask(method, path.format(**place), body, Content_Type=media)


def is_closed(answer: Any) -> bool:
    """Nothing was told: refused, or an empty bundle."""
    return answer.status_code in {400, 403, 404, 422} or (
        answer.status_code in {200, 204} and (not answer.content or answer.json().get("total") == 0)
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"key": OTHER_KEY},
        {"typ": "JWT"},
        {"iss": "https://other.example"},
        {"aud": base(REGION)},
        {"aud": "http://testserver/fhir"},
        {"aud": None},
        {"client_id": "region"},
        {"client_id": "nobody"},
        {"exp": 1},
        {"exp": None},
        {"nbf": 4_000_000_000},
        {"iat": 4_000_000_000},
        {"sub": None},
    ],
)
def test_a_token_that_fails_a_check_opens_nothing(
    system: System, place: dict[str, str], now: datetime, changes: dict[str, Any]
) -> None:
    bearer = replace(system, token=token(now, **changes))

    answers = [ask(bearer, method, path, place) for method, path in ASKING]

    assert {answer.status_code for answer in answers} == {401}
    assert {answer["WWW-Authenticate"] for answer in answers} == {"Bearer"}
    assert {answer.json()["issue"][0]["code"] for answer in answers} == {"login"}


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Bearer a.b.c", "Basic YTpi", "Bearer e30.e30.e30"])
def test_without_a_token_nothing_is_answered(system: System, place: dict[str, str], header: str) -> None:
    answer = system.get(f"Observation/{place['id']}", Authorization=header)

    assert (answer.status_code, answer.json()["resourceType"]) == (401, "OperationOutcome")


def test_another_care_givers_system_never_gets_in(
    system: System, stranger: System, place: dict[str, str], now: datetime
) -> None:
    own_token_elsewhere = replace(stranger, care_giver=BJORKBACKEN)
    audience_forged = replace(system, token=token(now, care_giver=REGION, aud=base(BJORKBACKEN)))

    for method, path in ASKING:
        assert ask(own_token_elsewhere, method, path, place).status_code == 401
        assert ask(audience_forged, method, path, place).status_code == 401
        assert is_closed(ask(stranger, method, path, place)), (method, path)
    assert system.get(f"Observation/{place['id']}").json()["status"] == "final"


def test_a_care_giver_without_a_system_has_no_server(system: System, now: datetime) -> None:
    for unknown in ("SE0000000030-G001", "SE0000000099-G009", "x"):
        bearer = System(token(now, aud=base(unknown)), unknown)
        assert bearer.get("Patient/1").status_code == 401


@pytest.mark.parametrize(("method", "path"), ASKING)
def test_without_the_scope_nothing_is_done(
    system: System, place: dict[str, str], now: datetime, method: str, path: str
) -> None:
    needed = {"GET": "rs", "PUT": "u", "PATCH": "u", "DELETE": "d", "POST": "c"}[method]
    others = "".join(letter for letter in "cruds" if letter not in needed)

    for scope in (f"system/*.{others}", "system/Encounter.cruds", "user/*.cruds patient/*.cruds", "system/*.read", ""):
        answer = ask(replace(system, token=token(now, scope=scope)), method, path, place)
        assert (answer.status_code, answer.json()["issue"][0]["code"]) == (403, "forbidden"), scope
    assert system.get(f"Observation/{place['id']}").json()["meta"]["versionId"] == "1"


def test_everything_and_includes_show_only_what_the_scopes_let_be_read(
    system: System, place: dict[str, str], now: datetime
) -> None:
    bearer = replace(system, token=token(now, scope="system/Patient.r system/Observation.s"))

    everything = bearer.get(f"Patient/{place['patient']}/$everything").json()
    found = bearer.get(f"Observation?patient={place['patient']}&_include=Observation:encounter").json()

    assert [entry["resource"]["resourceType"] for entry in everything["entry"]] == ["Patient"]
    assert found["total"] == 1


def test_missing_and_forbidden_look_the_same(stranger: System, place: dict[str, str]) -> None:
    foreign, missing = stranger.get(f"Observation/{place['id']}"), stranger.get("Observation/none")

    assert (foreign.status_code, foreign.content) == (missing.status_code, missing.content) == (404, missing.content)


def test_each_request_stands_in_the_log_before_anything_is_read(
    system: System, place: dict[str, str], cast: Cast
) -> None:
    before = AuditEvent.objects.count()

    answer = system.get(f"Observation/{place['id']}")

    (row,) = AuditEvent.objects.order_by("id")[before:]
    assert answer.status_code == 200
    assert (row.event, row.person, row.outcome) == ("access.person_opened", cast("alva"), "done")
    assert (row.actor_kind, row.actor, row.care_giver) == ("system", "System of bjorkbacken", BJORKBACKEN)
    assert (row.kinds, row.purpose, row.ground, row.way) == (["records.clinical"], "care", "agreement", "interface")


def test_a_write_stands_in_the_log_too(system: System, alva: str, cast: Cast) -> None:
    before = AuditEvent.objects.count()

    one = system.create(observation(alva))
    system.ask("DELETE", f"Observation/{one['id']}")

    events = list(AuditEvent.objects.order_by("id")[before:].values_list("event", "person"))
    opened, stored, deleted = "access.person_opened", "records.stored", "records.deleted"
    assert events == [(event, cast("alva")) for event in (opened, stored, opened, deleted)]


def test_where_no_audit_row_can_be_written_nothing_is_told(
    system: System, place: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr("ingang.foundation.access.actions.record_for_good", fail)

    with pytest.raises(RuntimeError, match="the log is full"):
        system.get(f"Observation/{place['id']}")


def test_staff_and_units_stand_on_a_shelf_of_each_care_giver(system: System, stranger: System) -> None:
    unit = system.create({"resourceType": "Organization", "name": "Björkbackens vårdcentral"})

    assert system.get(f"Organization/{unit['id']}").status_code == 200
    assert system.get("Organization?name=björk").json()["total"] == 1
    assert stranger.get(f"Organization/{unit['id']}").status_code == 404
    assert stranger.get("Organization?name=björk").json()["total"] == 0
    assert shelf(care_giver=BJORKBACKEN) != shelf(care_giver=REGION)


def test_what_is_on_the_shelf_is_nobodys(system: System, alva: str) -> None:
    system.create({"resourceType": "Device", "status": "active"})
    own = system.create({"resourceType": "Device", "status": "active", "patient": {"reference": f"Patient/{alva}"}})

    assert [one["resource"]["id"] for one in system.get(f"Device?patient={alva}").json()["entry"]] == [own["id"]]
    assert system.get(f"Device/_history?patient={alva}").json()["total"] == 1
    assert system.get("Device?status=active").json()["total"] == 1
    assert system.get(f"Patient/{alva}/$everything").json()["total"] == 2


def test_a_former_identity_leads_to_the_present_one(system: System, alva: str, cast: Cast, now: datetime) -> None:
    FormerIdentity.unguarded.create(person=cast("ella"), former=cast("alva"), since=now.date())

    one = system.create(observation(alva))

    assert AuditEvent.objects.order_by("-id").values_list("person", flat=True)[0] == cast("ella")
    assert system.get(f"Observation/{one['id']}").status_code == 200


def test_a_search_that_names_nobody_or_several_is_refused(system: System, alva: str) -> None:
    bo = system.create(patient("bo"))["id"]

    for query in ("", "?status=final", f"?patient={alva},{bo}", f"?patient={alva}&subject={bo}"):
        assert system.get(f"Observation{query}").status_code == 400
    for query in ("", "?name=Lindqvist", f"?_id={alva},{bo}"):
        assert system.get(f"Patient{query}").status_code == 400


def test_the_capability_statement_is_open_to_all_and_tells_nobodys_data(system: System) -> None:
    answer = Client().get(f"/fhir/{BJORKBACKEN}/metadata")

    assert answer.json()["implementation"]["url"] == base()
    assert Client().get("/fhir/SE0000000099-G009/metadata").status_code == 404


def test_an_answer_keeps_the_houses_headers_and_has_nothing_of_a_browsers(system: System, alva: str) -> None:
    answer = system.get(f"Patient/{alva}")

    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Content-Security-Policy" in answer
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert "Content-Language" not in answer
