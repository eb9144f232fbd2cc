"""What a resident takes along as FHIR is taken in by another care giver's records as it was.

Only what must differ does: ids, versions, and the references that follow them.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from conftest import opened, resident
from demo.cast import person_id
from demo.records import seed
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.models import Resource
from ingang.services.fhir_server.tests.conftest import System, issuer, patient, stranger
from ingang.services.journal import queries
from ingang.services.journal.taking.tests.making import keeper, made

__all__ = ["issuer", "stranger"]
BESIDE = {"OperationOutcome", "Provenance"}
OURS = "SE0000000020-G001"


@pytest.fixture(autouse=True)
def _lives(cast: Callable[[str], UUID], now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    seed(now=now, progress=lambda _text: None)
    monkeypatch.setattr(queries, "connected_sources", tuple)


def test_what_is_taken_along_is_the_same_in_another_care_givers_records(stranger: System, now: datetime) -> None:
    with house_scope():
        Resource.unguarded.filter(person=person_id("alva"), care_giver=stranger.care_giver).delete()
    grant = opened(resident("alva"), "records.clinical", now=now)
    bundle = json.loads(made(grant=grant, keeper=keeper("alva", now=now), now=now, care_giver=OURS))
    taken = [one for one in bundle["entry"] if one["resource"]["resourceType"] not in BESIDE]

    answer = stranger.ask("POST", "", as_transaction(taken))

    assert answer.status_code == 200, answer.content
    stored = [one["resource"] for one in answer.json()["entry"]][1:]
    assert len(stored) == len(taken) > 10
    assert [plain(one) for one in stored] == [plain(one["resource"]) for one in taken]
    assert taken_again(stranger, now) == sorted(json.dumps(plain(one["resource"]), sort_keys=True) for one in taken)


def taken_again(system: System, now: datetime) -> list[str]:
    """What she takes along of the records that it came to."""
    grant = opened(resident("alva"), "records.clinical", now=now)
    with house_scope():
        Resource.unguarded.filter(person=person_id("alva"), care_giver=OURS).delete()
    bundle = json.loads(made(grant=grant, keeper=keeper("alva", now=now), now=now, care_giver=system.care_giver))
    found = [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] not in BESIDE]
    return sorted(json.dumps(plain(one), sort_keys=True) for one in found)


def as_transaction(taken: list[dict[str, Any]]) -> dict[str, Any]:
    """As a system takes a collection in: a Patient of its own, and references by the collection's own addresses."""
    known = {"/".join(one["fullUrl"].split("/")[-2:]): one["fullUrl"] for one in taken}
    subjects = {found for one in taken for found in references(one["resource"]) if found.startswith("Patient/")}
    addresses = known | dict.fromkeys(subjects, "urn:uuid:the-patient")
    entries = [
        {"fullUrl": "urn:uuid:the-patient", "resource": patient(), "request": {"method": "POST", "url": "Patient"}}
    ]
    for one in taken:
        resource = with_references(one["resource"], addresses)
        request = {"method": "POST", "url": resource["resourceType"]}
        entries.append({"fullUrl": one["fullUrl"], "resource": resource, "request": request})
    return {"resourceType": "Bundle", "type": "transaction", "entry": entries}


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        for one in value.values():
            yield from references(one)
    elif isinstance(value, list):
        for one in value:
            yield from references(one)


def with_references(value: Any, addresses: dict[str, str]) -> Any:
    """Who and where is not the reader's to take along: of what is not in the file the name beside it stays, if any."""
    if isinstance(value, dict):
        told = {name: with_references(one, addresses) for name, one in value.items()}
        if isinstance(told.get("reference"), str) and (address := addresses.get(told.pop("reference"))):
            told["reference"] = address
        return {name: one for name, one in told.items() if one not in ({}, [])}
    if isinstance(value, list):
        return [found for one in value if (found := with_references(one, addresses)) not in ({}, [])]
    return value


def plain(value: Any) -> Any:
    """Without what must differ, and what is nothing without it."""
    if isinstance(value, dict):
        told = {name: plain(one) for name, one in value.items() if name not in {"id", "meta", "reference"}}
        return {name: one for name, one in told.items() if one not in ({}, [])}
    return [found for one in value if (found := plain(one)) not in ({}, [])] if isinstance(value, list) else value
