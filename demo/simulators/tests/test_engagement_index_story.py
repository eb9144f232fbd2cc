"""The index's client against the simulated index, which may lie."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar

import aiohttp
import pytest

from demo.care_systems import JONKOPING, SKANE, holdings
from demo.cast import RESIDENTS
from demo.simulators.engagement_index.server import NOWHERE, EngagementIndexSimulator
from demo.simulators.serving import Beside
from ingang.connectors.engagement_index.client import EngagementIndexClient
from ingang.connectors.engagement_index.engagements import Change, Engagement, whom_to_ask
from ingang.connectors.engagement_index.fake import FakeEngagementIndex
from ingang.connectors.engagement_index.settings import IndexSettings
from ingang.connectors.rivta import errors
from ingang.connectors.rivta.contracts import CONTRACTS, DIAGNOSIS_2, FUNCTIONAL_STATUS_2, OBSERVATIONS_1, Contract
from ingang.connectors.rivta.settings import RivtaSettings
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier, parse_person_identifier

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

TODAY = date(2026, 11, 26)
HELD = holdings(today=TODAY)
T = TypeVar("T")


def somebody(key: str) -> PersonIdentifier:
    number = next(one for one in RESIDENTS if one.key == key).number(TODAY)
    return parse_person_identifier(number, today=TODAY)


ALVA, DAGNY, IMRAN = map(somebody, ("alva", "dagny", "imran"))
OURS = Engagement(
    resident=ALVA.value, service_domain=DIAGNOSIS_2.service_domain, categorization="dia", logical_address="SE-OURS",
    source_system="SE-OURS", data_controller="000000-0000", most_recent_at=datetime(2026, 11, 26, 9, 0, tzinfo=UTC),
)  # fmt: skip


@pytest.fixture
def simulator() -> EngagementIndexSimulator:
    return EngagementIndexSimulator(holdings=HELD)


@pytest.fixture
def client(beside: Beside, simulator: EngagementIndexSimulator) -> EngagementIndexClient:
    url = beside.web(simulator.app())
    settings = IndexSettings(url=url, logical_address="SE-INDEX", rivta=RivtaSettings(total_seconds=2.0))
    return EngagementIndexClient(settings=settings)


def run(asking: Callable[[aiohttp.ClientSession], Awaitable[T]]) -> T:
    async def talk() -> T:
        async with aiohttp.ClientSession() as http:
            return await asking(http)

    return asyncio.run(talk())


def holders(
    client: EngagementIndexClient, person: PersonIdentifier, contract: Contract = DIAGNOSIS_2
) -> tuple[str, ...]:
    engagements = run(lambda http: client.find(http=http, person=person, service_domain=contract.service_domain))
    return whom_to_ask(engagements=engagements, contract=contract, remembered=frozenset(), own=frozenset())


@pytest.mark.parametrize("contract", [one for one in CONTRACTS if one is not OBSERVATIONS_1], ids=lambda one: one.code)
def test_the_index_leads_to_every_system_that_holds_records(client: EngagementIndexClient, contract: Contract) -> None:
    for person in (ALVA, DAGNY, IMRAN):
        holding = {one.system for one in HELD.records if one.contract == contract.code and one.person == person.value}

        assert holding <= set(holders(client, person, contract))


def test_one_kind_can_be_asked_for(client: EngagementIndexClient) -> None:
    domain = FUNCTIONAL_STATUS_2.service_domain

    found = run(lambda http: client.find(http=http, person=DAGNY, service_domain=domain, categorization="fun-fun"))

    assert [one.categorization for one in found] == ["fun-fun"]


def test_an_index_that_names_too_many_or_too_few(
    client: EngagementIndexClient, simulator: EngagementIndexSimulator
) -> None:
    assert holders(client, IMRAN) == (SKANE.logical_address,)

    simulator.control.error = "too_much"
    engagements = run(
        lambda http: client.find(
            http=http, person=IMRAN, service_domain=DIAGNOSIS_2.service_domain, categorization="dia"
        )
    )
    assert {one.logical_address for one in engagements} == {SKANE.logical_address, NOWHERE}

    simulator.control.error = "too_little"
    engagements = run(
        lambda http: client.find(
            http=http, person=IMRAN, service_domain=DIAGNOSIS_2.service_domain, categorization="dia"
        )
    )
    remembered = frozenset({SKANE.logical_address})
    assert engagements == ()
    assert whom_to_ask(
        engagements=engagements, contract=DIAGNOSIS_2, remembered=remembered, own=frozenset({JONKOPING.logical_address})
    ) == (SKANE.logical_address,)


def test_an_index_that_names_somebody_else_is_not_believed(
    client: EngagementIndexClient, simulator: EngagementIndexSimulator
) -> None:
    simulator.control.error = "wrong_person"

    with pytest.raises(errors.AnswerGarbled):
        holders(client, DAGNY)


@pytest.mark.parametrize(
    ("error", "raised"),
    [("Client", errors.SourceRefused), ("Server", errors.SourceFailed), ("garbled", errors.AnswerGarbled)],
)
def test_each_fault_of_the_switch_is_met(
    client: EngagementIndexClient, simulator: EngagementIndexSimulator, error: str, raised: type[Exception]
) -> None:
    simulator.control.error = error

    with pytest.raises(raised):
        holders(client, DAGNY)


def test_down_is_unreachable(client: EngagementIndexClient, simulator: EngagementIndexSimulator) -> None:
    simulator.control.down = True

    with pytest.raises(errors.Unreachable):
        holders(client, DAGNY)


def test_what_we_hold_is_found_after_an_update_and_gone_after_the_last(client: EngagementIndexClient) -> None:
    run(lambda http: client.update(http=http, changes=[Change(engagement=OURS)]))
    assert "SE-OURS" in holders(client, ALVA)

    run(lambda http: client.update(http=http, changes=[Change(engagement=OURS, is_gone=True)]))
    assert "SE-OURS" not in holders(client, ALVA)


def test_an_update_that_is_not_taken_is_told(
    client: EngagementIndexClient, simulator: EngagementIndexSimulator
) -> None:
    simulator.control.error = "ERROR"

    with pytest.raises(errors.SourceFailed):
        run(lambda http: client.update(http=http, changes=[Change(engagement=OURS)]))


@pytest.mark.slow
def test_many_changes_are_told_in_several_messages(
    client: EngagementIndexClient, simulator: EngagementIndexSimulator
) -> None:
    many = [Change(engagement=replace(OURS, business_object=str(number))) for number in range(1001)]

    run(lambda http: client.update(http=http, changes=many))

    rows = simulator.index.find(resident=ALVA.value, domain=OURS.service_domain, kind="dia")
    assert len([row for row in rows if row.address == "SE-OURS"]) == 1001


def test_what_has_changed_comes_page_by_page(client: EngagementIndexClient) -> None:
    pages, after, complete = [], "", False
    while not complete:
        page = run(
            lambda http, after=after: client.updates(  # type: ignore[misc]
                http=http,
                service_domain=DIAGNOSIS_2.service_domain,
                since=datetime(2000, 1, 1, tzinfo=UTC),
                after=after,
            )
        )
        pages.append({one.resident for one in page.engagements})
        after, complete = page.last, page.is_complete

    assert len(pages) == 2
    assert set.union(*pages) >= {ALVA.value, DAGNY.value, IMRAN.value}
    assert not pages[0] & pages[1]


def test_a_reserve_number_means_nothing_to_the_index(client: EngagementIndexClient) -> None:
    with pytest.raises(errors.SourceRefused):
        holders(client, PersonIdentifier(IdentifierKind.NATIONAL_RESERVE, "22810829LL04"))


def test_the_fake_answers_as_the_simulator_does() -> None:
    fake, since = FakeEngagementIndex(), datetime(2000, 1, 1, tzinfo=UTC)

    async def asking(http: aiohttp.ClientSession) -> None:
        await fake.update(http=http, changes=[Change(engagement=OURS)])
        assert await fake.find(http=http, person=ALVA, service_domain=OURS.service_domain) == (OURS,)
        assert await fake.find(http=http, person=DAGNY, service_domain=OURS.service_domain) == ()
        told = await fake.updates(http=http, service_domain=OURS.service_domain, since=since)
        assert told.engagements == (OURS,)
        await fake.update(http=http, changes=[Change(engagement=OURS, is_gone=True)])
        assert fake.engagements == {}
        fake.break_with(errors.TimedOut())
        with pytest.raises(errors.TimedOut):
            await fake.find(http=http, person=ALVA, service_domain=OURS.service_domain)

    run(asking)
