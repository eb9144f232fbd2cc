"""The client against the simulated record systems: the same code that speaks to the real ones."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import aiohttp
import msgspec
import pytest
import requests

from demo.care_systems import JONKOPING, SKANE, holdings
from demo.cast import RESIDENTS
from demo.simulators.certificates import Authority
from demo.simulators.rivta.records import System
from demo.simulators.rivta.server import NATIONAL, SOMEBODY_ELSE, RivtaSimulator
from demo.simulators.serving import Beside, mutual_tls
from ingang.connectors.http import Tls
from ingang.connectors.rivta import errors
from ingang.connectors.rivta.client import RivtaClient
from ingang.connectors.rivta.contracts import (
    CARE_DOCUMENTATION_3,
    CONTRACTS,
    DIAGNOSIS_2,
    LABORATORY_ORDER_OUTCOME_4,
    Contract,
)
from ingang.connectors.rivta.replies import More, Reply
from ingang.connectors.rivta.settings import Producer, RivtaSettings
from ingang.kernel.identifiers import PersonIdentifier, parse_person_identifier
from ingang.kernel.periods import Period

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

TODAY = date(2026, 11, 26)
AGREEMENT = "0f3c6f4e-7a2b-4a55-9a54-5b1a8e0a1177"


def somebody(key: str) -> PersonIdentifier:
    number = next(one for one in RESIDENTS if one.key == key).number(TODAY)
    return parse_person_identifier(number, today=TODAY)


ALVA, ELLA, DAGNY, IMRAN = map(somebody, ("alva", "ella", "dagny", "imran"))
Ask = Callable[..., Reply]


@pytest.fixture
def address(beside: Beside) -> str:
    held = holdings(today=TODAY)
    quick = [msgspec.structs.replace(system, delay=0.0) for system in held.systems]
    return beside.web(RivtaSimulator(holdings=msgspec.structs.replace(held, systems=quick)).app())


@pytest.fixture
def ask(address: str) -> Ask:
    def asking(
        contract: Contract,
        person: PersonIdentifier,
        *,
        of: str = JONKOPING.logical_address,
        more: More | None = None,
        period: Period | None = None,
        total_seconds: float = 5.0,
    ) -> Reply:
        async def talk() -> Reply:
            async with aiohttp.ClientSession() as http:
                client = RivtaClient(settings=RivtaSettings(total_seconds=total_seconds))
                producer = Producer(url=address, logical_address=of, agreement=AGREEMENT)
                return await client.ask(
                    http=http, producer=producer, contract=contract, person=person, more=more, period=period
                )

        return asyncio.run(talk())

    return asking


def switch(address: str, **control: object) -> None:
    requests.post(f"{address}/control", json=control, timeout=5).raise_for_status()


def know(address: str, system: System) -> None:
    told = msgspec.json.encode(system)
    headers = {"Content-Type": "application/json"}
    requests.put(f"{address}/systems", data=told, headers=headers, timeout=5).raise_for_status()


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.code)
def test_somebody_has_records_by_every_contract(ask: Ask, contract: Contract) -> None:
    found = [
        len(ask(contract, person, of=system.logical_address).records)
        for person in (ALVA, ELLA, DAGNY, IMRAN)
        for system in (JONKOPING, SKANE)
    ]

    assert any(found)


def test_a_system_answers_with_its_own_records_alone(ask: Ask) -> None:
    assert len(ask(LABORATORY_ORDER_OUTCOME_4, ALVA).records) == 1
    assert ask(LABORATORY_ORDER_OUTCOME_4, ALVA, of=SKANE.logical_address).records == ()


def test_a_long_answer_is_turned_page_by_page(ask: Ask) -> None:
    pages, more = [], None
    while not pages or more:
        told = ask(CARE_DOCUMENTATION_3, ALVA, more=more)
        pages.append(len(told.records))
        more = next(iter(told.more), None)

    assert pages == [3, 2]


def test_a_period_is_kept_to(ask: Ask) -> None:
    year = Period(date(2021, 1, 1), date(2022, 1, 1))

    assert len(ask(CARE_DOCUMENTATION_3, ALVA, period=year).records) == 2


def test_the_national_address_answers_for_every_system_and_tells_how_each_fared(ask: Ask, address: str) -> None:
    know(address, msgspec.structs.replace(SKANE, down=True, delay=0.0))

    told = ask(DIAGNOSIS_2, IMRAN, of=NATIONAL)

    assert told.records == ()
    assert [(one.logical_address, one.code) for one in told.statuses] == [("SE0000012000-S001", "NoDataSynchFailed")]
    well = ask(DIAGNOSIS_2, DAGNY, of=NATIONAL)
    assert [(one.code, one.is_in_synch) for one in well.statuses] == [("DataFromSource", True)]
    assert len(well.records) == 1


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        ("Client", errors.SourceRefused),
        ("Server", errors.SourceFailed),
        ("VP007", errors.SourceRefused),
        ("VP009", errors.SourceFailed),
        ("ERROR", errors.SourceFailed),
        ("half", errors.AnswerGarbled),
        ("garbled", errors.AnswerGarbled),
        ("huge", errors.AnswerGarbled),
    ],
)
def test_each_fault_of_the_switch_is_met(ask: Ask, address: str, error: str, raised: type[Exception]) -> None:
    switch(address, error=error)

    with pytest.raises(raised):
        ask(DIAGNOSIS_2, DAGNY)


def test_a_fault_may_come_every_third_time(ask: Ask, address: str) -> None:
    switch(address, error="Server/3")

    fared = []
    for _ in range(6):
        try:
            ask(DIAGNOSIS_2, DAGNY)
            fared.append("well")
        except errors.SourceFailed:
            fared.append("failed")

    assert fared == ["well", "well", "failed"] * 2


def test_the_wrong_person_can_be_answered_for(ask: Ask, address: str) -> None:
    switch(address, error="wrong_person")

    (record,) = ask(DIAGNOSIS_2, DAGNY).records

    assert SOMEBODY_ELSE in record.itertext()


@pytest.mark.slow
def test_a_slow_system_is_late_and_the_other_is_not(ask: Ask, address: str) -> None:
    know(address, msgspec.structs.replace(SKANE, delay=2.0))

    with pytest.raises(errors.TimedOut):
        ask(DIAGNOSIS_2, IMRAN, of=SKANE.logical_address, total_seconds=0.3)
    assert len(ask(DIAGNOSIS_2, DAGNY, total_seconds=2.0).records) == 1


def test_down_is_unreachable(ask: Ask, address: str) -> None:
    switch(address, down=True)

    with pytest.raises(errors.Unreachable):
        ask(DIAGNOSIS_2, DAGNY)


def test_an_unknown_address_is_refused(ask: Ask) -> None:
    with pytest.raises(errors.SourceRefused):
        ask(DIAGNOSIS_2, DAGNY, of="SE-NOBODY")


def test_the_switch_and_the_systems_take_json_alone(address: str) -> None:
    assert requests.put(f"{address}/systems", data="x", timeout=5).status_code == 415
    broken = requests.put(f"{address}/systems", data="{", headers={"Content-Type": "application/json"}, timeout=5)
    assert broken.status_code == 400


@pytest.mark.slow
def test_the_systems_stand_behind_mutual_tls(beside: Beside, tmp_path: Path) -> None:
    authority = Authority(folder=tmp_path, name="records", now=datetime.now(UTC))
    own = authority.issue(name="consumer", is_server=False)
    server = mutual_tls(own=authority.issue(name="service", is_server=True), clients=authority.bundle)
    address = beside.web(RivtaSimulator(holdings=holdings(today=TODAY)).app(), tls=server)
    ours = Tls(ca_bundle=authority.bundle, client_certificate=own.certificate, client_key=own.key)

    async def talk(tls: Tls) -> Reply:
        async with aiohttp.ClientSession() as http:
            client = RivtaClient(settings=RivtaSettings(tls=tls, total_seconds=5.0))
            producer = Producer(url=address, logical_address=JONKOPING.logical_address)
            return await client.ask(http=http, producer=producer, contract=DIAGNOSIS_2, person=DAGNY)

    assert len(asyncio.run(talk(ours)).records) == 1
    for stranger in (Tls(ca_bundle=authority.bundle), Tls()):
        with pytest.raises(errors.Unreachable):
            asyncio.run(talk(stranger))
