"""From the question to the file: what it holds, whom it names, and how nothing goes missing."""

import json
from datetime import datetime
from typing import Any

import pytest

from ingang.connectors.fhir.errors import FhirLate
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.models import Resource
from ingang.foundation.records.tests.structure import check_structure
from ingang.services.journal.kinds import TYPES
from ingang.services.journal.models import Form
from ingang.services.journal.taking.bundle import Bundle
from ingang.services.journal.taking.tests.conftest import Connect
from ingang.services.journal.taking.tests.making import (
    BASE,
    SYSTEM,
    alvas,
    asked,
    condition,
    content,
    keeper,
    made,
    names,
    server_of,
    uppsala,
    work,
)

pytestmark = pytest.mark.django_db

DRY = condition("1", "Torra ögon", note=[{"text": '1.10 mg, <b>fet</b> "citat"'}])
AS_WRITTEN = json.dumps(DRY, ensure_ascii=False, separators=(",", ":"))


def valid(made: bytes) -> dict[str, Any]:
    """The bundle, which independent validators take."""
    check_structure(text=made)
    return dict(json.loads(made))


def resources(bundle: dict[str, Any], type: str) -> list[dict[str, Any]]:
    return [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == type]


@pytest.mark.parametrize("most", [1000, 3, 1])
def test_the_bundle_holds_every_entry_once_and_to_the_letter(
    now: datetime, connect: Connect, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(Bundle, "most", most)
    connect(uppsala(server_of(DRY)))
    grant = alvas(now)

    file = made(grant=grant, keeper=keeper("alva", now=now), now=now)

    with house_scope():
        own = list(Resource.unguarded.filter(person=grant.person, type__in=TYPES, is_withheld=False))
    found = valid(file)
    addresses = {f"{BASE}/{one.care_giver}/{one.type}/{one.logical_id}" for one in own}
    assert sorted(names(found)) == sorted(addresses | {f"{BASE}/{SYSTEM}/Condition/1"})
    assert all(one.text in file.decode() for one in own)
    assert AS_WRITTEN in file.decode()


def test_each_entry_names_its_source(now: datetime, connect: Connect) -> None:
    connect(uppsala(server_of(DRY)))

    found = valid(made(grant=alvas(now), keeper=keeper("alva", now=now), now=now))

    told = {
        target["reference"]: one["agent"][0]["who"]["identifier"]["value"]
        for one in resources(found, "Provenance")
        for target in one["target"]
    }
    patients = {one["fullUrl"] for one in found["entry"] if one["resource"]["resourceType"] == "Patient"}
    beside = {one["fullUrl"] for one in found["entry"] if one["fullUrl"].startswith("urn:uuid:")}
    assert told.keys() == {one["fullUrl"] for one in found["entry"]} - patients - beside > set(names(found))
    assert all(f"/{code}/" in address for address, code in told.items())


@pytest.mark.parametrize("form", [Form.FHIR, Form.SUMMARY])
def test_a_source_that_did_not_answer_is_named(now: datetime, connect: Connect, form: Form) -> None:
    server = server_of(DRY)
    server.break_with(FhirLate())
    connect(uppsala(server))

    found = valid(made(grant=alvas(now), keeper=keeper("alva", now=now), now=now, form=form))

    if form is Form.FHIR:
        (outcome,) = resources(found, "OperationOutcome")
        warned = [one["diagnostics"] for one in outcome["issue"] if one["severity"] == "warning"]
        assert [one.startswith("Region Uppsala") for one in warned] == [True]
    else:
        (composition,) = resources(found, "Composition")
        assert all("Region Uppsala" in one["text"]["div"] for one in composition["section"])


@pytest.mark.parametrize(
    ("chosen", "is_there"),
    [
        ({}, True),
        ({"care_giver": "SE0000000510-G001"}, True),
        ({"care_giver": "SE0000000010-G001"}, False),
        ({"kind": "diagnoser"}, True),
        ({"kind": "vaccinationer"}, False),
        ({"since": "2025-03-01", "until": "2025-03-01"}, True),
        ({"since": "2025-03-02"}, False),
        ({"until": "2025-02-28"}, False),
    ],
)
def test_a_filter_leaves_what_it_says(now: datetime, connect: Connect, chosen: dict[str, Any], is_there: bool) -> None:
    connect(uppsala(server_of(DRY)))

    found = valid(made(grant=alvas(now), keeper=keeper("alva", now=now), now=now, **chosen))

    assert (f"{BASE}/{SYSTEM}/Condition/1" in names(found)) == is_there


def test_a_file_of_nothing_says_so_and_is_valid(now: datetime, connect: Connect) -> None:
    connect()

    found = valid(made(grant=alvas(now), keeper=keeper("alva", now=now), now=now, since="2031-01-01"))

    assert names(found) == []
    assert resources(found, "OperationOutcome")


def test_the_summary_is_of_every_source_and_all_in_it_is_about_one_patient(now: datetime, connect: Connect) -> None:
    medicine = {
        "resourceType": "MedicationRequest", "id": "m", "status": "active", "intent": "order",
        "subject": {"reference": "Patient/p1"}, "medicationReference": {"reference": "Medication/iron"},
        "authoredOn": "2025-03-01",
    }  # fmt: skip
    iron = {"resourceType": "Medication", "id": "iron", "code": {"text": "Järn 100 mg"}}
    connect(uppsala(server_of(DRY, {**DRY, "id": "2"}, condition("3", "Grå starr"), medicine, iron)))

    found = valid(made(grant=alvas(now), keeper=keeper("alva", now=now), now=now, form=Form.SUMMARY))

    (patient,) = resources(found, "Patient")
    subjects = {one["resource"]["subject"]["reference"] for one in found["entry"] if "subject" in one["resource"]}
    (taken,) = [one for one in resources(found, "MedicationRequest") if one["id"] == "m"]
    titles = [one["code"]["text"] for one in resources(found, "Condition")]
    assert subjects == {f"{BASE}/Patient/{patient['id']}"}
    assert taken["medicationReference"]["display"] == "Järn 100 mg"
    assert (titles.count("Torra ögon"), titles.count("Grå starr")) == (1, 1)
    assert {one["system"] for one in patient["identifier"]} == {"http://electronichealth.se/identifier/personnummer"}


def test_in_the_summary_a_report_does_not_hide_the_value_of_the_same_name(now: datetime) -> None:
    found = valid(made(grant=alvas(now), keeper=keeper("alva", now=now), now=now, form=Form.SUMMARY))

    reports = [one["code"]["text"] for one in resources(found, "DiagnosticReport")]
    values = [one for one in resources(found, "Observation") if one["code"]["text"] == "B-Hemoglobin"]
    (results,) = [one for one in resources(found, "Composition")[0]["section"] if one["title"] == "Results"]
    assert "B-Hemoglobin" in reports
    assert 124 in [one["valueQuantity"]["value"] for one in values]
    assert 'B-Hemoglobin 124 g/L <span class="preliminary">(preliminary)</span>' in results["text"]["div"]


def test_a_second_question_for_the_same_while_it_is_made_gives_that_one(now: datetime, connect: Connect) -> None:
    connect()
    grant, browser = alvas(now), keeper("alva", now=now)

    first, second = (asked(grant=grant, keeper=browser, now=now) for _ in range(2))
    other = asked(grant=grant, keeper=browser, now=now, kind="diagnoser")
    elsewhere = asked(grant=grant, keeper=keeper("alva", now=now), now=now)
    work(grant=grant, id=first)
    later = asked(grant=grant, keeper=browser, now=now)

    assert first == second
    assert len({first, other, elsewhere, later}) == 4


def test_each_question_and_each_download_is_recorded(now: datetime, connect: Connect) -> None:
    connect()
    grant, browser = alvas(now), keeper("alva", now=now)
    taking = asked(grant=grant, keeper=browser, now=now)
    work(grant=grant, id=taking)

    for _ in range(2):
        content(grant=grant, keeper=browser, id=taking, now=now)

    events = AuditEvent.objects.filter(event__startswith="journal.taking_").order_by("id")
    assert [one.event for one in events] == ["journal.taking_asked", *["journal.taking_downloaded"] * 2]
    assert {(one.person, one.actor, one.details["taking"]) for one in events} == {
        (grant.person, str(grant.person), str(taking))
    }
