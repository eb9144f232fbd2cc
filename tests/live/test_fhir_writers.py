"""Many systems write the same record at once, on either database: no version is lost, none is made twice."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from conftest import NOON
from demo.nation import write_cast
from ingang.services.fhir_server.tests.conftest import System, issuer, observation, patient, token
from tests.live.databases import OwnDatabase

pytestmark = [pytest.mark.live, pytest.mark.usefixtures("issuer")]
__all__ = ["issuer"]

WRITERS = 8
Ask = Callable[[int], Any]


@pytest.fixture
def system(database: OwnDatabase, time_machine: Any) -> System:
    """A system of a care giver, in a database with the cast, at noon of a day."""
    time_machine.move_to(NOON, tick=False)
    write_cast(now=NOON)
    return System(token(NOON))


@pytest.fixture
def at_once() -> Iterator[Callable[[Ask], list[Any]]]:
    """Does the same in as many threads as there are writers, each with a connection of its own."""

    def one(ask: Ask, number: int) -> Any:
        try:
            return ask(number)
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(WRITERS) as pool:
        yield lambda ask: [each.result() for each in [pool.submit(one, ask, number) for number in range(WRITERS)]]


def test_of_many_who_start_from_the_same_version_one_wins(system: System, at_once: Callable[[Ask], list[Any]]) -> None:
    alva = system.create(patient())["id"]
    one = system.create(observation(alva))
    place = f"Observation/{one['id']}"

    answers = at_once(lambda n: system.ask("PUT", place, {**one, "valueString": f"{n}"}, If_Match='W/"1"'))

    assert sorted(answer.status_code for answer in answers) == [200] + [412] * (WRITERS - 1)
    assert system.get(place)["ETag"] == 'W/"2"'


def test_every_unconditional_update_is_a_version_of_its_own(
    system: System, at_once: Callable[[Ask], list[Any]]
) -> None:
    alva = system.create(patient())["id"]
    one = system.create(observation(alva))
    place = f"Observation/{one['id']}"

    answers = at_once(lambda n: system.ask("PUT", place, {**one, "valueString": f"{n}"}))

    assert {answer.status_code for answer in answers} == {200}
    history = system.get(f"{place}/_history").json()["entry"]
    versions = [entry["resource"]["meta"]["versionId"] for entry in history]
    assert sorted(versions, key=int) == [str(number + 1) for number in range(WRITERS + 1)]
    told = {entry["resource"].get("valueString") for entry in history}
    assert told == {None, *map(str, range(WRITERS))}


def test_of_many_who_create_under_the_same_id_or_condition_one_creates(
    system: System, at_once: Callable[[Ask], list[Any]]
) -> None:
    number = patient()["identifier"][0]
    condition = f"identifier={number['system']}|{number['value']}"

    made = at_once(lambda _: system.ask("POST", "Patient", patient(), If_None_Exist=condition))
    alva = system.get(f"Patient?{condition}").json()
    patient_id = alva["entry"][0]["resource"]["id"]
    put = at_once(lambda _: system.ask("PUT", "Observation/mine", observation(patient_id, id="mine")))

    assert alva["total"] == 1
    assert [answer.status_code for answer in made].count(201) == 1
    assert {answer.status_code for answer in made} <= {200, 201, 409}
    assert [answer.status_code for answer in put].count(201) == 1
    assert {answer.status_code for answer in put} <= {200, 201, 409}
