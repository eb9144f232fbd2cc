"""The journal asks the simulated index whom to ask, and the simulated systems by what it says, also when it lies."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import msgspec
import pytest

from demo.care_systems import JONKOPING, SKANE, holdings
from demo.cast import RESIDENTS
from demo.simulators.engagement_index.server import EngagementIndexSimulator
from demo.simulators.rivta.server import RivtaSimulator
from demo.simulators.serving import Beside
from ingang.connectors.engagement_index.client import EngagementIndexClient
from ingang.connectors.engagement_index.settings import IndexSettings
from ingang.connectors.rivta.settings import RivtaSettings
from ingang.foundation.systems.gathering import Gatherer
from ingang.kernel.identifiers import parse_person_identifier
from ingang.services.journal.sources import Answer, Question, State
from ingang.services.journal.sources.collecting import Collector
from ingang.services.journal.sources.registered import Registry
from ingang.services.journal.sources.rivta.source import rivta_source

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

TODAY = date(2026, 11, 26)
CODES = (JONKOPING.logical_address, SKANE.logical_address)
WITHOUT_GROWTH = ["GetDiagnosis:2", "GetCareDocumentation:3", "GetCareDocumentation:2"]
Ask = Callable[..., dict[str, Answer]]


@pytest.fixture
def index() -> EngagementIndexSimulator:
    return EngagementIndexSimulator(holdings=holdings(today=TODAY))


@pytest.fixture
def ask(beside: Beside, index: EngagementIndexSimulator) -> Ask:
    """Asks both systems about somebody of the cast, by the contracts that the index has words for."""
    held = holdings(today=TODAY)
    quick = [msgspec.structs.replace(one, delay=0.0, down=False) for one in held.systems]
    records = beside.web(RivtaSimulator(holdings=msgspec.structs.replace(held, systems=quick)).app())
    settings = IndexSettings(
        url=beside.web(index.app()), logical_address="SE-INDEX", rivta=RivtaSettings(total_seconds=0.5)
    )
    registry = Registry(index=EngagementIndexClient(settings=settings), known=frozenset(CODES))
    own = {"contracts": WITHOUT_GROWTH}
    made = (
        rivta_source(code=code, name=code, care_giver=code, url=records, own=own, settings=RivtaSettings())
        for code in CODES
    )
    sources = [replace(one, tells_index=True) for one in made]

    def asking(key: str, *, remembered: frozenset[str] = frozenset()) -> dict[str, Answer]:
        number = next(one for one in RESIDENTS if one.key == key).number(TODAY)
        identifiers = (parse_person_identifier(number, today=TODAY),)
        question = Question(person=UUID(int=1), identifiers=identifiers, asked_at=datetime.now(UTC))
        coming = Collector(gatherer=Gatherer()).ask(
            sources=sources, question=question, registry=registry, remembered=remembered
        )
        return {one.code: one for one in (each.result(timeout=20) for each in coming)}

    return asking


def states(found: dict[str, Answer]) -> set[State]:
    return {one.state for one in found.values()}


def test_whoever_has_nothing_anywhere_is_asked_about_nowhere(ask: Ask) -> None:
    assert states(ask("cleo")) == {State.NOT_REGISTERED}


def test_what_the_index_knows_is_found_as_if_all_had_been_asked(ask: Ask, index: EngagementIndexSimulator) -> None:
    by_index = ask("alva")
    index.control.error = "garbled"
    by_all = ask("alva")

    assert any(one.entries for one in by_all.values())
    assert {code: len(one.entries) for code, one in by_index.items()} == {
        code: len(one.entries) for code, one in by_all.items()
    }


@pytest.mark.parametrize("error", ["garbled", "Server", "Client", "wrong_person"])
def test_an_index_that_fails_or_names_somebody_else_keeps_nobody_from_being_asked(
    error: str, ask: Ask, index: EngagementIndexSimulator
) -> None:
    index.control.error = error

    assert State.NOT_REGISTERED not in states(ask("alva"))


def test_an_index_that_is_late_keeps_nobody_waiting(ask: Ask, index: EngagementIndexSimulator) -> None:
    index.control.delay = 5.0

    assert State.NOT_REGISTERED not in states(ask("alva"))


def test_one_that_names_too_many_costs_an_empty_answer_at_most(ask: Ask, index: EngagementIndexSimulator) -> None:
    right = ask("alva")
    index.control.error = "too_much"

    assert {code: one.entries for code, one in ask("alva").items()}.keys() == right.keys()
    assert states(ask("alva")) == states(right)


def test_one_that_forgets_a_system_is_not_believed_about_what_was_seen_before(
    ask: Ask, index: EngagementIndexSimulator
) -> None:
    with_entries = frozenset(code for code, one in ask("alva").items() if one.entries)
    index.index._rows.clear()

    assert states(ask("alva")) == {State.NOT_REGISTERED}
    again = ask("alva", remembered=with_entries)
    assert {code for code, one in again.items() if one.entries} == with_entries
