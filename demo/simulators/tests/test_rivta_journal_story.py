"""From the simulated record systems to entries of the journal, over the wire, by every contract at once."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import aiohttp
import msgspec
import pytest

from demo.care_systems import JONKOPING, SKANE, holdings
from demo.cast import RESIDENTS
from demo.simulators.rivta.records import System
from demo.simulators.rivta.server import RivtaSimulator
from demo.simulators.serving import Beside
from ingang.connectors.rivta import errors
from ingang.connectors.rivta.settings import RivtaSettings
from ingang.kernel.identifiers import parse_person_identifier
from ingang.services.journal.sources import Answer, Question, State
from ingang.services.journal.sources.rivta.source import rivta_source

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

TODAY = date(2026, 11, 26)
HELD = holdings(today=TODAY)
Fetch = Callable[[str, System], Answer]


@pytest.fixture
def simulator() -> RivtaSimulator:
    quick = [msgspec.structs.replace(system, delay=0.0) for system in HELD.systems]
    return RivtaSimulator(holdings=msgspec.structs.replace(HELD, systems=quick))


@pytest.fixture
def fetch(beside: Beside, simulator: RivtaSimulator) -> Fetch:
    url = beside.web(simulator.app())

    def fetching(key: str, system: System) -> Answer:
        source = rivta_source(
            code=system.logical_address,
            name=system.name,
            care_giver=f"{system.logical_address[:12]}-G001",
            url=url,
            own={"agreement": "0f3c6f4e-7a2b-4a55-9a54-5b1a8e0a1177"},
            settings=RivtaSettings(total_seconds=5.0),
        )
        number = next(one for one in RESIDENTS if one.key == key).number(TODAY)
        identifiers = (parse_person_identifier(number, today=TODAY),)
        question = Question(
            person=UUID(int=1), identifiers=identifiers, asked_at=datetime(2026, 11, 26, 11, tzinfo=UTC)
        )

        async def talk() -> Answer:
            async with aiohttp.ClientSession() as http:
                return await source.fetch(http=http, question=question)

        return asyncio.run(talk())

    return fetching


def kinds(answer: Answer) -> Counter[str]:
    return Counter(entry.kind_code for entry in answer.entries)


def test_alva_finds_what_two_regions_wrote(fetch: Fetch) -> None:
    jonkoping, skane = fetch("alva", JONKOPING), fetch("alva", SKANE)

    assert (jonkoping.state, skane.state) == (State.ANSWERED, State.ANSWERED)
    assert kinds(jonkoping) == {
        "anteckningar": 5, "diagnoser": 1, "varningar": 1, "lakemedel": 2, "vaccinationer": 3, "provsvar": 3,
        "undersokningar": 1, "remisser": 1, "vardkontakter": 1,
    }  # fmt: skip
    assert kinds(skane) == {"anteckningar": 3}


def test_ellas_growth_is_there_and_what_is_not_for_the_journal_is_not(fetch: Fetch) -> None:
    answer = fetch("ella", SKANE)

    assert kinds(answer)["matvarden"] == 33
    told = [answer.texts[entry.id] for entry in answer.entries if not entry.is_withheld]
    assert "Intern planering" not in "".join(told)


def test_what_nobody_has_signed_says_so_and_what_was_nullified_is_gone(fetch: Fetch) -> None:
    answer = fetch("imran", SKANE)

    unsigned = {entry.title for entry in answer.entries if entry.is_signed is False}
    assert unsigned >= {"Infektionsprover", "Lungröntgen", "Telefonkontakt"}
    assert "Astma, ospecificerad" not in {entry.title for entry in answer.entries}


def test_a_person_without_records_has_an_answer_without_entries(fetch: Fetch) -> None:
    answer = fetch("cleo", SKANE)

    assert (answer.state, answer.entries) == (State.ANSWERED, ())


def test_an_answer_about_somebody_else_shows_nothing(fetch: Fetch, simulator: RivtaSimulator) -> None:
    simulator.control.error = "wrong_person"

    with pytest.raises(errors.WrongPerson):
        fetch("alva", JONKOPING)


def test_what_fails_now_and_then_is_told_as_partial(fetch: Fetch, simulator: RivtaSimulator) -> None:
    simulator.control.error = "Server/3"

    answer = fetch("alva", JONKOPING)

    assert answer.state is State.PARTLY
    assert answer.entries


@pytest.mark.parametrize(
    ("error", "raised"),
    [("VP007", errors.SourceRefused), ("Server", errors.SourceFailed), ("garbled", errors.AnswerGarbled)],
)
def test_what_fails_altogether_is_no_answer(
    fetch: Fetch, simulator: RivtaSimulator, error: str, raised: type[Exception]
) -> None:
    simulator.control.error = error

    with pytest.raises(raised):
        fetch("alva", JONKOPING)
