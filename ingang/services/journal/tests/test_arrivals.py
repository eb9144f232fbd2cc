"""The journal as it arrives, for readers with and without scripts."""

import asyncio
import re
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from conftest import number_of
from ingang.connectors.fhir import errors
from ingang.connectors.fhir.fake import FakeFhirServer
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.models import LogIn
from ingang.services.journal.sources import Answer
from ingang.services.journal.sources.collecting import Collector
from ingang.services.journal.tests.sources import Stated, condition, knows, uppsala
from ingang.services.journal.views import streams

pytestmark = pytest.mark.django_db

LogInAs = Callable[..., Client]
START, ARRIVING = "journal:start", "journal:arriving"


@pytest.fixture
def server(cast: Callable[[str], UUID], monkeypatch: pytest.MonkeyPatch) -> FakeFhirServer:
    """Region Uppsala's system, the only one that is connected."""
    server = knows(FakeFhirServer(), number_of("alva"), condition("1", "Torra ögon"))
    monkeypatch.setattr("ingang.services.journal.queries.connected_sources", lambda: (uppsala(server),))
    monkeypatch.setattr("ingang.services.journal.views.arrivals.COLLECTOR", Collector())
    return server


def page_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode())


def test_the_page_tells_whom_it_waits_for_and_where_the_rest_comes(log_in_as: LogInAs, server: FakeFhirServer) -> None:
    page = page_of(log_in_as("alva").get(reverse(START), {"typ": "diagnoser"}))

    assert "Region Uppsala" in page
    assert 'data-arrivals="/stream/journalen/?typ=diagnoser"' in page
    assert 'content="0; url=/min/journalen/kommer/?typ=diagnoser"' in page
    assert server.asked == []


def test_without_scripts_the_page_grows_and_then_everything_stands_in_one_list(
    log_in_as: LogInAs, server: FakeFhirServer
) -> None:
    client = log_in_as("alva")
    growing = page_of(client.get(reverse(ARRIVING)))
    whole = page_of(client.get(reverse(START)))

    assert re.search(r"<h2>Region Uppsala</h2>.*Diagnos: Torra ögon.*</main>.*</html>", growing, re.DOTALL)
    assert "Diagnos: Torra ögon" in whole
    assert "Diagnos: Torra ögon" in page_of(client.get(reverse(ARRIVING)))
    assert "data-arrivals" not in whole
    assert len(server.asked) == 1
    asked = AuditEvent.objects.get(event="journal.source_asked")
    assert (asked.details["system"], asked.details["state"]) == ("SE0000000510-S001", "answered")


def test_an_entry_from_another_system_is_opened_and_recorded(log_in_as: LogInAs, server: FakeFhirServer) -> None:
    client = log_in_as("alva")
    page_of(client.get(reverse(ARRIVING)))
    address = re.search(r'href="(/min/journalen/[0-9a-f-]{36}/)"', page_of(client.get(reverse(START))))
    assert address
    page = page_of(client.get(address[1]))
    file = client.get(address[1] + "fhir.json")

    assert "Torra ögon" in page
    assert "Ögonmottagningen, Region Uppsala" in page
    assert file.json()["id"] == "1"
    read = AuditEvent.objects.get(event="journal.entry_read")
    assert read.details["care_giver"] == "SE0000000510-G001"
    assert log_in_as("alva").get(address[1]).status_code == 404
    assert log_in_as("freja").get(address[1]).status_code == 404


def test_what_a_system_said_is_gone_when_it_is_connected_no_more(
    log_in_as: LogInAs, server: FakeFhirServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = log_in_as("alva")
    page_of(client.get(reverse(ARRIVING)))
    address = re.search(r'href="(/min/journalen/[0-9a-f-]{36}/)"', page_of(client.get(reverse(START))))
    assert address
    monkeypatch.setattr("ingang.services.journal.queries.connected_sources", lambda: ())

    assert "Torra ögon" not in page_of(client.get(reverse(START)))
    assert client.get(address[1]).status_code == 404


def test_one_that_does_not_answer_is_named_and_is_never_nothing(log_in_as: LogInAs, server: FakeFhirServer) -> None:
    server.break_with(errors.FhirLate())
    client = log_in_as("cleo")
    growing, whole = page_of(client.get(reverse(ARRIVING))), page_of(client.get(reverse(START)))

    for page in (growing, whole):
        assert "Svarade inte i tid." in page
        assert 'class="empty"' not in page
    assert "Det betyder inte att det inte finns några" in whole


def test_when_many_pages_grow_the_next_is_told_to_come_back(
    log_in_as: LogInAs, server: FakeFhirServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "_ROOM", SimpleNamespace(acquire=lambda **_: False))
    page = page_of(log_in_as("alva").get(reverse(ARRIVING)))

    assert "Öppna Journalen igen om en minut" in page
    assert server.asked == []


def test_a_page_that_nobody_reads_to_its_end_gives_its_room_back(log_in_as: LogInAs, server: FakeFhirServer) -> None:
    client = log_in_as("alva")
    for _ in range(5):
        answer: Any = client.get(reverse(ARRIVING))
        next(answer._iterator)
        answer._iterator.close()

    assert "Torra ögon" in page_of(client.get(reverse(ARRIVING)))


@pytest.mark.parametrize(("key", "acting_for"), [("maja", None), ("sara", None), ("cleo", "alva"), ("erik", "dagny")])
def test_who_must_never_get_in(log_in_as: LogInAs, server: FakeFhirServer, key: str, acting_for: str | None) -> None:
    client = log_in_as(key, acting_for=acting_for)

    for address in (ARRIVING, "journal_streams:answers"):
        assert client.get(reverse(address)).status_code in {403, 404}
    assert server.asked == []


def test_the_stream_is_no_sign_of_life(log_in_as: LogInAs, server: FakeFhirServer) -> None:
    client = log_in_as("alva")
    before = LogIn.objects.get().last_active_at
    answer = client.get(reverse("journal_streams:answers"))

    assert answer["Content-Type"] == "text/event-stream"
    assert answer["Cache-Control"] == "no-store"
    assert LogIn.objects.get().last_active_at == before


def test_the_stream_shows_the_list_anew_for_each_that_answers_and_then_ends(now: datetime) -> None:
    futures: list[Future[Answer]] = [Future(), Future()]
    shown: list[list[str]] = []

    def taken(answers: Iterable[Answer]) -> str:
        shown.append([one.code for one in answers])
        return "<p>one</p>\n<p>two</p>"

    async def listen() -> list[bytes]:
        heard = []
        async for event in streams.events(SimpleNamespace(coming=futures), taken):  # type: ignore[arg-type]
            heard.append(event)
            if waiting := [one for one in futures if not one.done()]:
                waiting[0].set_result(await Stated(code=f"SE{len(waiting)}").fetch(http=None, question=question))  # type: ignore[arg-type]
        return heard

    question = SimpleNamespace(asked_at=now)
    heard = asyncio.run(listen())

    assert shown == [["SE2"], ["SE1"]]
    assert heard[1] == b"event: answers\ndata: <p>one</p>\ndata: <p>two</p>\n\n"
    assert heard[-1] == b"event: complete\ndata:\n\n"
