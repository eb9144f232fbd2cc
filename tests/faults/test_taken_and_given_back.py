"""What a resident takes along as FHIR is taken in by another care giver's records as it was, and nothing of it dropped.

Only what must differ does: ids, versions, and the references that follow them.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from conftest import number_of, opened, representative, resident
from demo.cast import person_id
from demo.fhir.elsewhere import SYSTEMS, OutsideSystem
from demo.fhir.lives import LIVES, Life
from demo.records import seed
from ingang.connectors.fhir.fake import FakeFhirServer
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.models import Resource
from ingang.kernel.periods import local_date
from ingang.services.fhir_server.tests.conftest import BJORKBACKEN, REGION, System, issuer, stranger, system
from ingang.services.journal import queries
from ingang.services.journal.sources.fhir import FhirSource
from ingang.services.journal.taking.tests.making import keeper, made

__all__ = ["issuer", "stranger", "system"]
BESIDE = {"OperationOutcome", "Provenance"}
GUARDIANS = {"ella": "bo", "noah": "bo"}
READ = [one for one in LIVES if one.resident != "maja"]
"""Of one of fourteen nobody reads the journal: neither she nor her guardian."""

Json = dict[str, Any]


@pytest.fixture(autouse=True)
def _lives(cast: Callable[[str], UUID], now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    seed(now=now, progress=lambda _text: None)
    monkeypatch.setattr(queries, "connected_sources", tuple)


@pytest.mark.parametrize("life", READ, ids=lambda one: f"{one.resident}-{one.unit}")
def test_what_is_taken_along_is_the_same_in_another_care_givers_records(
    life: Life, system: System, stranger: System, now: datetime
) -> None:
    other = stranger if life.care_giver == system.care_giver else system
    keep_only(life.care_giver, of=life.resident)
    taken = taken_of(life.resident, now)

    answer = other.ask("POST", "", as_transaction(taken))

    assert answer.status_code == 200, answer.content
    stored = [one["resource"] for one in answer.json()["entry"]]
    assert [plain(one) for one in stored] == [plain(one["resource"]) for one in taken]
    keep_only(other.care_giver, of=life.resident)
    assert as_told(taken_of(life.resident, now)) == as_told(taken)


def test_everything_of_every_care_giver_is_one_file_that_is_taken_whole(
    stranger: System, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "connected_sources", lambda: systems_elsewhere(now))
    taken = taken_of("alva", now)

    answer = stranger.ask("POST", "", as_transaction(taken))

    assert answer.status_code == 200, answer.content
    stored = [one["resource"] for one in answer.json()["entry"]]
    assert [plain(one) for one in stored] == [plain(one["resource"]) for one in taken]
    sources = {one["fullUrl"].split("/")[-3] for one in taken}
    assert sources == {BJORKBACKEN, REGION} | {one.code for one in SYSTEMS if "alva" in one.lives}


def systems_elsewhere(now: datetime) -> tuple[FhirSource, ...]:
    """The demonstration's other care givers, each with a FHIR server of its own that holds its staff and units too."""
    return tuple(system_elsewhere(one, now) for one in SYSTEMS)


def system_elsewhere(one: OutsideSystem, now: datetime) -> FhirSource:
    server = FakeFhirServer()
    for key, story in one.lives.items():
        server.know(number_of(key), *replace(one, lives={key: story}).resources(today=local_date(now)))
    return FhirSource(code=one.code, name=one.care_giver.name, care_giver=one.care_giver.hsa_id, server=server)


def keep_only(care_giver: str, *, of: str) -> None:
    """Nobody else has any records of the person."""
    with house_scope():
        Resource.unguarded.filter(person=person_id(of)).exclude(care_giver=care_giver).delete()


def taken_of(key: str, now: datetime) -> list[Json]:
    """What she, or a child's guardian, takes along of all that is written of her."""
    guardian = GUARDIANS.get(key)
    reader = representative(guardian, acting_for=key) if guardian else resident(key)
    browser = keeper(guardian, now=now, acting_for=key) if guardian else keeper(key, now=now)
    bundle = json.loads(made(grant=opened(reader, "records.clinical", now=now), keeper=browser, now=now))
    return [one for one in bundle["entry"] if one["resource"]["resourceType"] not in BESIDE]


def as_transaction(taken: list[Json]) -> Json:
    """As a system takes a collection in: each reference begins at its own entry's address (FHIR R4, Bundle)."""
    urls = {one["fullUrl"] for one in taken}
    entries = []
    for one in taken:
        base = one["fullUrl"].rsplit("/", 2)[0]
        resource = absolute(one["resource"], base)
        assert set(references(resource)) <= urls
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


def absolute(value: Any, base: str) -> Any:
    if isinstance(value, dict):
        return {
            name: f"{base}/{one}" if name == "reference" and isinstance(one, str) else absolute(one, base)
            for name, one in value.items()
        }
    return [absolute(one, base) for one in value] if isinstance(value, list) else value


def as_told(taken: list[Json]) -> list[str]:
    return sorted(json.dumps(plain(one["resource"]), sort_keys=True) for one in taken)


def plain(value: Any) -> Any:
    """Without what must differ."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items() if name not in {"id", "meta", "reference"}}
    return [plain(one) for one in value] if isinstance(value, list) else value
