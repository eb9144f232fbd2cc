"""The engagement index tells whom to ask, and is never believed further than that."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import aiohttp
import pytest
from django.test import Client
from django.urls import reverse

from conftest import number_of
from ingang.connectors.engagement_index.engagements import Change, Engagement
from ingang.connectors.engagement_index.fake import FakeEngagementIndex
from ingang.connectors.fhir.fake import FakeFhirServer
from ingang.connectors.rivta import errors
from ingang.connectors.rivta.contracts import CARE_CONTACTS_3, DIAGNOSIS_2, OBSERVATIONS_1
from ingang.connectors.rivta.fake import FakeRecordsByContract
from ingang.connectors.rivta.settings import Producer
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.systems.gathering import Gatherer
from ingang.foundation.systems.rules import Outcome
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier
from ingang.services.journal.sources import Question, State
from ingang.services.journal.sources.collecting import Collector
from ingang.services.journal.sources.registered import Registry
from ingang.services.journal.sources.rivta.source import RivtaSource
from ingang.services.journal.tests.sources import NOW, Stated, condition, knows, uppsala

ALVA = PersonIdentifier(IdentifierKind.PERSONNUMMER, "194308219817")
ABOUT_HER = Question(person=UUID(int=1), identifiers=(ALVA,), asked_at=NOW)
HERE, THERE, ALWAYS, NOWHERE = "SE0000000510-S001", "SE0000000520-S001", "SE0000000530-S001", "SE0000009999-S001"


def engagement(address: str, *, kind: str = "dia", domain: str = DIAGNOSIS_2.service_domain) -> Engagement:
    return Engagement(
        resident=ALVA.value,
        service_domain=domain,
        categorization=kind,
        logical_address=address,
        source_system=address,
        data_controller="000000-0000",
        most_recent_at=NOW,
    )


def index(*engagements: Engagement) -> FakeEngagementIndex:
    told = FakeEngagementIndex()
    asyncio.run(told.update(http=None, changes=[Change(engagement=one) for one in engagements]))  # type: ignore[arg-type]
    return told


def asked(
    *sources: Any,
    of: FakeEngagementIndex | None,
    collector: Collector | None = None,
    gatherer: Gatherer | None = None,
    remembered: frozenset[str] = frozenset(),
) -> list[State]:
    collector = collector or Collector(gatherer=gatherer or Gatherer())
    registry = Registry(index=of, known=frozenset({HERE, THERE, ALWAYS})) if of else None
    coming = collector.ask(sources=sources, question=ABOUT_HER, registry=registry, remembered=remembered)
    return [one.result(timeout=10).state for one in coming]


def three() -> tuple[Stated, Stated, Stated]:
    return Stated(HERE, tells_index=True), Stated(THERE, tells_index=True), Stated(ALWAYS)


def test_only_those_who_have_something_are_asked_and_those_whom_the_index_knows_nothing_of() -> None:
    here, there, always = three()

    assert asked(here, there, always, of=index(engagement(HERE))) == [
        State.ANSWERED, State.NOT_REGISTERED, State.ANSWERED,
    ]  # fmt: skip
    assert (here.asked, there.asked, always.asked) == (1, 0, 1)


@pytest.mark.parametrize("error", [errors.TimedOut(), errors.SourceRefused(), errors.AnswerGarbled(), KeyError("x")])
def test_when_the_index_can_not_answer_all_are_asked_and_it_rests(error: Exception) -> None:
    broken, collector = Counting(), Collector(gatherer=Gatherer())
    broken.error = error
    here, there, always = three()

    for _ in range(2):
        assert asked(here, there, always, of=broken, collector=collector) == [State.ANSWERED] * 3
    assert (here.asked, there.asked, always.asked) == (2, 2, 2)
    assert broken.openings == 1


def test_without_an_index_all_are_asked() -> None:
    assert asked(*three(), of=None) == [State.ANSWERED] * 3


def test_whoever_had_something_earlier_in_the_log_in_is_asked_although_the_index_forgot() -> None:
    here, there, always = three()
    states = asked(here, there, always, of=index(), remembered=frozenset({THERE}))

    assert states == [State.NOT_REGISTERED, State.ANSWERED, State.ANSWERED]


def test_a_system_that_nobody_knows_is_not_asked_but_counted_without_her_name() -> None:
    gatherer = Noting()
    told = index(engagement(HERE), engagement(NOWHERE), engagement("no address at all"))

    assert asked(*three(), of=told, gatherer=gatherer)[0] is State.ANSWERED
    named = [one["system"] for one in gatherer.noted if one["outcome"] is Outcome.NAMED]
    assert named == [NOWHERE]
    assert ALVA.value not in repr(gatherer.noted)


def test_the_index_is_asked_once_for_all_sources_and_its_health_is_measured() -> None:
    told, gatherer = Counting(), Noting()
    asked(*three(), of=told, gatherer=gatherer)

    assert told.openings == 1
    assert [one["outcome"] for one in gatherer.noted if one["system"] == "engagement-index"] == [Outcome.ANSWERED]


def test_those_who_do_not_tell_the_index_never_wait_for_it() -> None:
    told = Counting()
    told.wait = 0.5
    here, _, always = three()
    collector = Collector(gatherer=Gatherer())
    registry = Registry(index=told)
    waiting, at_once = collector.ask(sources=[here, always], question=ABOUT_HER, registry=registry)

    assert at_once.result(timeout=0.3).state is State.ANSWERED
    assert not waiting.done()
    assert waiting.result(timeout=5).state is State.NOT_REGISTERED


def test_a_system_by_contracts_is_asked_by_those_alone_that_have_something() -> None:
    records = FakeRecordsByContract()
    producer = Producer(url="https://records.example", logical_address=HERE)
    source = RivtaSource(
        code=HERE, name="X", care_giver="SE0000000510-G001", producer=producer, records=records, tells_index=True,
        contracts=(DIAGNOSIS_2, CARE_CONTACTS_3),
    )  # fmt: skip
    growth = replace(source, contracts=(DIAGNOSIS_2, OBSERVATIONS_1))

    assert asked(source, of=index(engagement(HERE))) == [State.ANSWERED]
    assert {contract for _, contract, _ in records.asked} == {DIAGNOSIS_2}
    assert source.narrowed(engagements=[engagement(HERE, kind="upp")]) is None
    assert source.narrowed(engagements=[engagement(THERE)]) is None
    # What the index has no word for is asked for in any case: silence there says nothing.
    asks_for = growth.narrowed(engagements=[])
    assert asks_for is not None
    assert asks_for.contracts == (OBSERVATIONS_1,)


@pytest.mark.django_db
class TestPages:
    """What the reader is told."""

    @pytest.fixture
    def server(self, cast: Callable[[str], UUID], monkeypatch: pytest.MonkeyPatch) -> FakeFhirServer:
        server = FakeFhirServer()
        one = replace(uppsala(server), tells_index=True)
        monkeypatch.setattr("ingang.services.journal.queries.connected_sources", lambda: (one,))
        monkeypatch.setattr("ingang.services.journal.views.arrivals.COLLECTOR", Collector(gatherer=Gatherer()))
        return server

    @pytest.fixture
    def told(self, monkeypatch: pytest.MonkeyPatch) -> "Counting":
        told = Counting()
        monkeypatch.setattr("ingang.services.journal.actions.the_index", lambda: told)
        return told

    def read(self, client: Client) -> str:
        answer: Any = client.get(reverse("journal:arriving"))
        b"".join(answer.streaming_content)
        return client.get(reverse("journal:start")).content.decode()

    def test_who_was_not_asked_is_told_with_why(
        self, log_in_as: Callable[..., Client], server: FakeFhirServer, told: "Counting"
    ) -> None:
        page = self.read(log_in_as("alva"))

        assert "Har inget att visa." in page
        assert "Det kan finnas uppgifter" not in page
        assert 'class="failed"' not in page
        assert server.asked == []
        assert AuditEvent.objects.filter(event="journal.index_asked").count() == 1
        assert not AuditEvent.objects.filter(event="journal.source_asked").exists()

    def test_an_index_that_fails_is_nothing_that_the_reader_is_told(
        self, log_in_as: Callable[..., Client], server: FakeFhirServer, told: "Counting"
    ) -> None:
        told.error = errors.TimedOut()
        knows(server, number_of("alva"), condition("1", "Torra ögon"))
        page = self.read(log_in_as("alva"))

        assert "Diagnos: Torra ögon" in page
        assert "registrerat" not in page
        assert 'class="failed"' not in page

    def test_nobody_is_looked_up_where_no_source_waits_for_it(
        self, log_in_as: Callable[..., Client], server: FakeFhirServer, told: "Counting", monkeypatch: Any
    ) -> None:
        monkeypatch.setattr("ingang.services.journal.queries.connected_sources", lambda: (uppsala(server),))
        self.read(log_in_as("alva"))

        assert told.openings == 0
        assert not AuditEvent.objects.filter(event="journal.index_asked").exists()

    def test_cleo_is_never_looked_up_by_others(
        self, log_in_as: Callable[..., Client], server: FakeFhirServer, told: "Counting"
    ) -> None:
        for key in ("bo", "erik"):
            answer = log_in_as(key, acting_for="cleo").get(reverse("journal:arriving"))
            assert answer.status_code in {403, 404}
        assert told.openings == 0


class Counting(FakeEngagementIndex):
    """An index that knows nobody. `openings` counts how many times it is turned to, whatever it is asked then."""

    def __init__(self) -> None:
        super().__init__()
        self.error: Exception | None = None
        self.wait = 0.0
        self.domains: list[str] = []

    @property
    def openings(self) -> int:
        return max((self.domains.count(one) for one in self.domains), default=0)

    async def find(
        self, *, http: aiohttp.ClientSession, person: PersonIdentifier, service_domain: str, categorization: str = ""
    ) -> tuple[Engagement, ...]:
        self.domains.append(service_domain)
        await asyncio.sleep(self.wait)
        if self.error is not None:
            raise self.error
        return ()


class Noting(Gatherer):
    """Keeps what is noted."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: list[dict[str, Any]] = []

    def note(self, **asked: Any) -> None:
        self.noted.append(asked)
