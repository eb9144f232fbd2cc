"""The directory's client against the simulated directory of the nation's units, which may fail or lie."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import pytest
from lxml import etree

from conftest import BJORKBACKEN, BVC
from demo.directory_of_units import registered_units
from demo.simulators.directory.server import DirectorySimulator, Registered
from demo.simulators.serving import Beside
from ingang.connectors.directory import reading
from ingang.connectors.directory.client import DirectoryClient
from ingang.connectors.directory.names import BELONGING, LIST, MEMBERS, UNIT, path, responder, soap_action
from ingang.connectors.directory.reading import question
from ingang.connectors.directory.settings import DirectorySettings
from ingang.connectors.rivta import errors
from ingang.connectors.rivta.envelope import opened, wrapped
from ingang.connectors.rivta.settings import RivtaSettings
from ingang.connectors.tests.schemas import published, published_action

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1", "::1"]), pytest.mark.django_db]
GIVER = "SE0000000020-G001"
T = TypeVar("T")


@pytest.fixture
def simulator(cast: object) -> DirectorySimulator:
    units = registered_units()
    told = next(one for one in units if one.hsa_id == BVC)
    moved = Registered(hsa_id=BVC, care_giver=GIVER, care_giver_name="V", part_of=BJORKBACKEN, told=told.told)
    return DirectorySimulator(units=[*(one for one in units if one.hsa_id != BVC), moved])


@pytest.fixture
def url(beside: Beside, simulator: DirectorySimulator) -> str:
    return beside.web(simulator.app())


@pytest.fixture
def client(url: str) -> DirectoryClient:
    rivta = RivtaSettings(total_seconds=0.3)
    return DirectoryClient(settings=DirectorySettings(url=url, logical_address="SE-DIR", rivta=rivta))


def run(asking: Callable[[aiohttp.ClientSession], Awaitable[T]]) -> T:
    async def talk() -> T:
        async with aiohttp.ClientSession() as http:
            return await asking(http)

    return asyncio.run(talk())


def test_every_question_and_answer_is_as_published(url: str, simulator: DirectorySimulator) -> None:
    about = [(UNIT, one) for one in simulator.units] + [(BELONGING, BVC), (LIST, GIVER), (MEMBERS, BJORKBACKEN)]

    async def ask(http: aiohttp.ClientSession) -> None:
        for name, hsa_id in [*about, (UNIT, "SE0000000020-NONE"), (LIST, "SE-NONE"), (MEMBERS, "SE-NONE")]:
            body = question(name=name, hsa_id=hsa_id)
            published(name, 1).assertValid(body)
            sent = wrapped(body=body, logical_address="SE-DIR", asker=None)
            async with http.post(f"{url}/{path(name)}", data=sent) as response:
                published(name, 1).assertValid(opened(answer=await response.read(), status=response.status)[1])

    run(ask)
    assert all(soap_action(name) == published_action(name, 1) for name in (UNIT, BELONGING, LIST, MEMBERS))


def test_what_it_holds_is_read(client: DirectoryClient) -> None:
    unit = run(lambda http: client.unit(http=http, hsa_id=BJORKBACKEN))
    members = run(lambda http: client.members(http=http, unit=BJORKBACKEN))
    provided = run(lambda http: client.provided(http=http, care_giver=GIVER))
    belonging = run(lambda http: client.belonging(http=http, hsa_id=BVC))

    assert unit
    assert members
    assert provided
    assert belonging
    assert (unit.public_name, unit.functions[0].name) == ("Björkbackens vårdcentral", "Rehabkoordinator")
    assert [one.hsa_id for one in members.members] == [BVC]
    assert BVC not in {one.hsa_id for one in provided.units}
    assert belonging.unit.hsa_id == BJORKBACKEN
    assert run(lambda http: client.unit(http=http, hsa_id="SE-NONE")) is None


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        ("Client", errors.SourceRefused),
        ("Server", errors.SourceFailed),
        ("garbled", errors.AnswerGarbled),
        ("half", errors.AnswerGarbled),
        ("wrong_unit", errors.AnswerGarbled),
        ("slow", errors.TimedOut),
        ("down", errors.Unreachable),
    ],
)
def test_every_way_to_fail_has_its_name(
    client: DirectoryClient, simulator: DirectorySimulator, error: str, raised: type[errors.RivtaError]
) -> None:
    simulator.control.error = error
    simulator.control.down, simulator.control.delay = error == "down", 1.0 if error == "slow" else 0.0
    with pytest.raises(raised):
        run(lambda http: client.unit(http=http, hsa_id=BJORKBACKEN))


@pytest.mark.parametrize("name", [UNIT, LIST, MEMBERS, BELONGING])
def test_an_answer_by_another_contract_is_garbled(name: str) -> None:
    read = {
        UNIT: reading.unit_of, LIST: reading.provided_by, MEMBERS: reading.members_of, BELONGING: reading.belonging_of
    }  # fmt: skip
    for tag in ("x", f"{{{responder(name)}}}{name}Response"):
        with pytest.raises(errors.AnswerGarbled):
            read[name](body=etree.Element(tag), name=name, asked=BJORKBACKEN)
