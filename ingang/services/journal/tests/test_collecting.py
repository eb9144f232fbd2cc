"""Many sources are asked at once, and each fails alone."""

import asyncio
from collections.abc import Sequence
from typing import Any

import aiohttp
import pytest

from ingang.connectors.fhir import errors as fhir
from ingang.connectors.fhir.fake import FakeFhirServer
from ingang.connectors.rivta import errors as rivta
from ingang.foundation.systems.gathering import Gatherer
from ingang.foundation.systems.rules import Outcome
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier
from ingang.services.journal.sources import Answer, Question, Source, State
from ingang.services.journal.sources.collecting import RESTS_AFTER, Collector
from ingang.services.journal.tests.sources import NOW, SOMEBODY, Stated, condition, knows, uppsala

ALVA = PersonIdentifier(IdentifierKind.PERSONNUMMER, "194308219817")


def ask(collector: Collector, *sources: Source, question: Question = SOMEBODY) -> list[Answer]:
    return [one.result(timeout=10) for one in collector.ask(sources=sources, question=question)]


def states(answers: Sequence[Answer]) -> list[State]:
    return [one.state for one in answers]


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (fhir.FhirLate(), State.LATE),
        (fhir.FhirRefused(), State.REFUSED),
        (fhir.WrongPerson(), State.WRONG_PERSON),
        (fhir.FhirUnreachable(), State.DOWN),
        (fhir.FhirGarbled(), State.DOWN),
        (rivta.TimedOut(), State.LATE),
        (rivta.SourceRefused(), State.REFUSED),
        (rivta.WrongPerson(), State.WRONG_PERSON),
        (rivta.Unreachable(), State.DOWN),
        (KeyError("nobody foresaw"), State.DOWN),
    ],
)
def test_one_that_fails_is_an_answer_with_its_state_and_takes_nobody_along(failure: Exception, state: State) -> None:
    found = ask(Collector(), Stated("SE1", failure=failure), Stated("SE2"))

    assert states(found) == [state, State.ANSWERED]
    assert [one.entries for one in found] == [(), ()]
    assert [one.fetched_at for one in found] == [None, NOW]


def test_a_source_that_fails_again_and_again_rests_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingang.services.journal.sources.collecting.RESTS_SECONDS", 0.2)
    collector, sick = Collector(), Stated(failure=fhir.FhirUnreachable())
    for _ in range(RESTS_AFTER + 3):
        ask(collector, sick)

    assert sick.asked == RESTS_AFTER
    sick.failure = None
    ask(collector, Sleeping("SE2"))
    assert states(ask(collector, sick)) == [State.ANSWERED]


def test_a_good_answer_between_failures_begins_the_count_anew() -> None:
    collector, source = Collector(), Stated()
    for number in range(3 * RESTS_AFTER):
        source.failure = None if number % 2 else fhir.FhirUnreachable()
        ask(collector, source)

    assert source.asked == 3 * RESTS_AFTER


def test_one_that_refuses_us_is_not_sick() -> None:
    collector, source = Collector(), Stated(failure=fhir.FhirRefused())
    for _ in range(2 * RESTS_AFTER):
        ask(collector, source)

    assert source.asked == 2 * RESTS_AFTER


class Sleeping(Stated):
    """Answers after a while."""

    async def fetch(self, *, http: aiohttp.ClientSession, question: Question) -> Answer:
        await asyncio.sleep(0.25)
        return await super().fetch(http=http, question=question)


def test_the_same_question_is_asked_once_at_a_time() -> None:
    collector, slow = Collector(), Sleeping()
    futures = [*collector.ask(sources=[slow], question=SOMEBODY), *collector.ask(sources=[slow], question=SOMEBODY)]

    assert states([one.result(timeout=10) for one in futures]) == [State.ANSWERED] * 2
    assert slow.asked == 1
    ask(collector, slow)
    assert slow.asked == 2


def test_what_a_system_says_becomes_entries_in_our_words() -> None:
    question = Question(person=SOMEBODY.person, identifiers=(ALVA,), asked_at=NOW)
    withheld = condition("c2", "Hemligt", meta={"security": [{"code": "NOPAT"}]})
    nullified = condition("c3", "Fel", verificationStatus={"coding": [{"code": "entered-in-error"}]})
    server = knows(FakeFhirServer(), ALVA, condition("c1", "Torra ögon"), withheld, nullified)
    first, again = (ask(Collector(), uppsala(server), question=question)[0] for _ in range(2))

    entry, hidden = first.entries
    assert (hidden.title, hidden.is_withheld, entry.is_withheld) == ("Hemligt", True, False)
    assert (entry.title, entry.kind_code, entry.happened) == ("Torra ögon", "diagnoser", "2025-03-01")
    assert (entry.care_giver_name, entry.unit_name) == ("Region Uppsala", "Ögonmottagningen")
    assert "Torra ögon" in first.texts[entry.id]
    assert first.entries == again.entries
    assert server.asked == [(ALVA,)] * 2


def test_an_entry_has_another_id_for_another_person() -> None:
    server = knows(FakeFhirServer(), ALVA, condition("c1", "Torra ögon"))
    ids = set()
    for number in (1, 2):
        question = Question(person=SOMEBODY.person.__class__(int=number), identifiers=(ALVA,), asked_at=NOW)
        ids |= {one.id for one in ask(Collector(), uppsala(server), question=question)[0].entries}

    assert len(ids) == 2


def test_every_question_leaves_what_happened_and_nobodys_name() -> None:
    gatherer = Noting()
    collector = Collector(gatherer=gatherer)
    ask(collector, Stated("SE1"), Stated("SE2", failure=fhir.FhirFailed()), Stated("SE3", failure=KeyError()))

    assert sorted((one["system"], one["outcome"], one["error"], one["at"]) for one in gatherer.noted) == [
        ("SE1", Outcome.ANSWERED, "", NOW),
        ("SE2", Outcome.DOWN, "fhir.failed", NOW),
        ("SE3", Outcome.DOWN, "not understood", NOW),
    ]
    assert all(0 <= one["seconds"] < 5 for one in gatherer.noted)
    assert str(SOMEBODY.person) not in repr(gatherer.noted)


def test_a_late_answer_that_was_our_own_fault_is_not_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    async def late_ourselves() -> float:
        return 1.0

    monkeypatch.setattr("ingang.services.journal.sources.collecting._lag", late_ourselves)
    gatherer, source = Noting(), Stated(failure=fhir.FhirLate())
    collector = Collector(gatherer=gatherer)
    for _ in range(2 * RESTS_AFTER):
        assert states(ask(collector, source)) == [State.LATE]

    assert source.asked == 2 * RESTS_AFTER
    assert {one["outcome"] for one in gatherer.noted} == {Outcome.OURS}


def test_one_that_rests_is_not_asked_and_leaves_nothing_until_the_operation_wakes_it() -> None:
    gatherer, source = Noting(), Stated(failure=fhir.FhirUnreachable())
    collector = Collector(gatherer=gatherer)
    for _ in range(RESTS_AFTER + 3):
        ask(collector, source)
    assert (source.asked, len(gatherer.noted)) == (RESTS_AFTER, RESTS_AFTER)

    source.failure, source.woken_at = None, NOW
    assert states(ask(collector, source)) == [State.ANSWERED]


class Noting(Gatherer):
    """Keeps what is noted."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: list[dict[str, Any]] = []

    def note(self, **asked: Any) -> None:
        self.noted.append(asked)
