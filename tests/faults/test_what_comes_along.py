"""What entries refer to comes along as the house has it, and nothing that the reader may not be shown."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from demo.records import seed
from ingang.foundation.access.own_records import shelf
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.models import Resource
from ingang.services.fhir_server.tests.conftest import System, issuer, patient, stranger, system
from ingang.services.journal.models import Form
from ingang.services.journal.taking.errors import ChangedMeanwhile
from ingang.services.journal.taking.tests.conftest import Connect, connect
from ingang.services.journal.taking.tests.making import (
    BASE,
    SYSTEM,
    alvas,
    asked,
    bos,
    condition,
    content,
    keeper,
    made,
    server_of,
    uppsala,
    work,
)

__all__ = ["connect", "issuer", "stranger", "system"]

HSA = "http://electronichealth.se/identifier/hsaid"
OPEN, SENSITIVE = "SE0000000010-U001", "SE0000000010-U003"


@pytest.fixture(autouse=True)
def _lives(cast: Callable[[str], UUID], now: datetime) -> None:
    seed(now=now, progress=lambda _text: None)


def found_in(file: bytes) -> dict[str, dict[str, Any]]:
    """The resources by their addresses."""
    return {one["fullUrl"]: one["resource"] for one in json.loads(file)["entry"]}


def unit(code: str) -> dict[str, Any]:
    return {"resourceType": "Organization", "identifier": [{"system": HSA, "value": code}], "name": f"Enheten {code}"}


def written(system: System, key: str, **members: Any) -> dict[str, Any]:
    """A diagnosis that the care giver's own system has written, of one of the cast."""
    subject = system.create(patient(key, name=[{"text": key}]))
    about = {"subject": {"reference": f"Patient/{subject['id']}"}}
    return system.create({"resourceType": "Condition", "code": {"text": "Hosta"}, **about, **members})


def at(system: System, resource: Mapping[str, Any]) -> str:
    return f"{BASE}/{system.care_giver}/{resource['resourceType']}/{resource['id']}"


@pytest.mark.parametrize("form", [Form.FHIR, Form.SUMMARY])
def test_who_wrote_it_and_where_she_works_come_from_the_care_givers_shelf(
    now: datetime, connect: Connect, system: System, form: Form
) -> None:
    connect()
    doctor = system.create({"resourceType": "Practitioner", "name": [{"text": "Petra"}]})
    works = system.create(unit(OPEN))
    role = {
        "practitioner": {"reference": f"Practitioner/{doctor['id']}"},
        "organization": {"reference": f"Organization/{works['id']}"},
    }
    role = system.create({"resourceType": "PractitionerRole", **role})
    unasked = system.create({"resourceType": "Practitioner", "name": [{"text": "Somebody else"}]})
    note = written(system, "alva", recorder={"reference": f"PractitionerRole/{role['id']}"})

    found = found_in(made(grant=alvas(now), keeper=keeper("alva", now=now), now=now, form=form))

    assert {at(system, one) for one in (doctor, works, role, note)} <= found.keys()
    assert at(system, unasked) not in found
    opened_shelf = AuditEvent.objects.filter(event="access.job_opened", person=shelf(care_giver=system.care_giver))
    assert opened_shelf.count() == 1


def test_a_guardian_is_not_told_of_a_sensitive_unit_that_an_entry_refers_to(
    now: datetime, connect: Connect, stranger: System
) -> None:
    connect()
    units = [stranger.create(unit(code)) for code in (OPEN, SENSITIVE)]
    for one in units:
        written(stranger, "ella", asserter={"reference": f"Organization/{one['id']}"})
    grant, browser = bos(now), keeper("bo", now=now, acting_for="ella")

    found = found_in(made(grant=grant, keeper=browser, now=now))

    assert [at(stranger, one) in found for one in units] == [True, False]


def test_what_is_around_and_hidden_after_the_file_was_made_closes_it(now: datetime, connect: Connect) -> None:
    connect()
    grant, browser = bos(now), keeper("bo", now=now, acting_for="ella")
    id_ = asked(grant=grant, keeper=browser, now=now)
    work(grant=grant, id=id_)
    assert content(grant=grant, keeper=browser, id=id_, now=now)
    with house_scope():
        assert Resource.unguarded.filter(person=grant.person, type="Practitioner").update(hidden_from_guardian=True)

    with pytest.raises(ChangedMeanwhile):
        content(grant=grant, keeper=browser, id=id_, now=now)


def test_what_the_house_has_not_is_named_by_what_its_source_calls_it(now: datetime, connect: Connect) -> None:
    recorder = {"reference": "Practitioner/9", "display": "Lo Hedman"}
    elsewhere = {"reference": "https://other.example/Encounter/1"}
    connect(uppsala(server_of(condition("1", "Torra ögon", recorder=recorder, encounter=elsewhere))))

    found = found_in(made(grant=alvas(now), keeper=keeper("alva", now=now), now=now))

    base = f"{BASE}/{SYSTEM}"
    one = found[f"{base}/Condition/1"]
    called = {"system": base, "value": "Practitioner/9"}
    assert one["recorder"] == {"display": "Lo Hedman", "type": "Practitioner", "identifier": called}
    assert one["encounter"]["identifier"] == {"system": "urn:ietf:rfc:3986", "value": elsewhere["reference"]}
    assert f"{base}/{one['subject']['reference']}" in found
