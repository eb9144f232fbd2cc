"""The operation's pages about the connected systems."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.systems import actions, probing
from ingang.foundation.systems.gathering import Gatherer
from ingang.foundation.systems.jobs import roll_up
from ingang.foundation.systems.models import ConnectedSystem
from ingang.foundation.systems.rules import Outcome

pytestmark = pytest.mark.django_db

LogIn = Callable[..., Client]
CODE = "SE0000000510-S001"
LIST, SYSTEM = "/personal/drift/", f"/personal/drift/system/{CODE}/"


@pytest.fixture
def system(cast: object, now: datetime) -> ConnectedSystem:
    """Region Uppsala's, which answered three times of four."""
    gatherer = Gatherer()
    for outcome, error in (
        (Outcome.ANSWERED, ""),
        (Outcome.PARTLY, ""),
        (Outcome.ANSWERED, ""),
        (Outcome.LATE, "fhir.late"),
    ):
        gatherer.note(system=CODE, outcome=outcome, seconds=0.2, at=now - timedelta(minutes=5), error=error)
    gatherer.write()
    roll_up(grant=open_job(name="systems.roll_up", kinds=(), now=now), now=now)
    where = {"name": "Region Uppsala", "care_giver": "SE0000000510-G001", "url": "https://journal.example/fhir"}
    return ConnectedSystem.objects.create(code=CODE, protocol="fhir", **where)


def test_the_list_tells_how_each_system_fares_in_words_and_bars(log_in_as: LogIn, system: ConnectedSystem) -> None:
    page = log_in_as("otto").get(LIST).content.decode()

    assert f'href="{SYSTEM}"' in page
    assert "Störningar" in page
    assert "Senaste 24 timmarna: 75 %. Senaste 30 dagarna: 75 %." in page
    assert "Målet 99,5 % ger visst utrymme för fel på 30 dagar: 5\xa0000 % av det är använt." in page
    assert page.count("chart-bar-warning") == 1
    assert page.count('class="chart-bar ') == 24


def test_a_system_has_its_hours_days_and_failures_by_code(log_in_as: LogIn, system: ConnectedSystem) -> None:
    page = log_in_as("otto").get(SYSTEM).content.decode()

    for words in ("fhir.late", "Svarade inte i tid", "Fel de senaste två dygnen", "Nej: det frågas om alla", CODE):
        assert words in page
    assert page.count('class="chart-bar ') == 24 + 30


def test_turning_off_takes_a_reason_without_a_person(log_in_as: LogIn, system: ConnectedSystem) -> None:
    otto = log_in_as("otto")
    for reason in ("", "Ring 19430821-9817", "x" * 201):
        answer = otto.post(SYSTEM, {"do": "av", "reason": reason})
        assert answer.status_code == 400
        assert "Fel:" in answer.content.decode()
    assert ConnectedSystem.objects.get().is_on

    answer = otto.post(SYSTEM, {"do": "av", "reason": "Svarar fel"}, follow=True)
    assert "Systemet frågas inte mer." in answer.content.decode()
    assert "Svarar fel" in answer.content.decode()
    assert "Avslaget" in otto.get(LIST).content.decode()
    assert otto.post(SYSTEM, {"do": "av", "reason": "igen"}).status_code == 409
    assert not ConnectedSystem.objects.get().is_on


def test_asking_again_tells_how_it_answered(
    log_in_as: LogIn, system: ConnectedSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    probed = probing.Probed(outcome=Outcome.ANSWERED, version="FHIR 4.0.1 Server", milliseconds=12)
    monkeypatch.setattr(actions, "probe", lambda **_: probed)
    page = log_in_as("otto").post(SYSTEM, {"do": "ask"}, follow=True).content.decode()

    assert "Det frågades nyss. Det svarade, på 12 millisekunder." in page
    assert "FHIR 4.0.1 Server" in page
    assert AuditEvent.objects.filter(event="systems.asked_again").count() == 1


@pytest.mark.parametrize("query", ["svar=x", "svar=answered&tid=<b>", "gjort=x", "svar=answered&tid=99999999999"])
def test_the_address_says_nothing_of_its_own(query: str, log_in_as: LogIn, system: ConnectedSystem) -> None:
    answer = log_in_as("otto").get(f"{SYSTEM}?{query}")

    assert answer.status_code == 200
    assert "<b>" not in answer.content.decode()
    assert "99999999999 millisekunder" not in answer.content.decode()


def test_a_system_that_nobody_knows_is_missing(log_in_as: LogIn) -> None:
    otto = log_in_as("otto")

    assert otto.get("/personal/drift/system/SE0-S0/").status_code == 404
    assert otto.post("/personal/drift/system/SE0-S0/", {"do": "ask"}).status_code == 404
    assert "Inget system är anslutet" in otto.get(LIST).content.decode()


@pytest.mark.parametrize(("key", "status"), [("sara", 403), ("yusuf", 403), ("alva", 404), ("cleo", 404)])
def test_nobody_else_gets_in_and_nobody_else_sees_the_link(
    key: str, status: int, log_in_as: LogIn, system: ConnectedSystem
) -> None:
    client = log_in_as(key)
    answers = [client.get(LIST), client.get(SYSTEM), client.post(SYSTEM, {"do": "av", "reason": "x"})]

    assert [answer.status_code for answer in answers] == [status] * 3
    assert LIST not in client.get("/").content.decode()
    assert ConnectedSystem.objects.get().is_on


def test_the_operation_finds_the_page_from_its_desk(log_in_as: LogIn) -> None:
    assert LIST in log_in_as("otto").get(reverse("staff_desk:start")).content.decode()


def test_what_the_index_names_and_is_not_connected_is_listed_without_anybody(
    log_in_as: LogIn, system: ConnectedSystem, now: datetime
) -> None:
    gatherer = Gatherer()
    for code in ("SE0000009999-S001", "SE0000009999-S001", CODE):
        gatherer.note(system=code, outcome=Outcome.NAMED, seconds=0, at=now)
    gatherer.write()
    roll_up(grant=open_job(name="systems.roll_up", kinds=(), now=now), now=now)
    page = log_in_as("otto").get(LIST).content.decode()

    assert "SE0000009999-S001: 2 gånger" in page
    assert f"{CODE}: " not in page


@override_settings(ENGAGEMENT_INDEX=settings.ENGAGEMENT_INDEX | {"URL": "https://index.example"})
def test_the_index_stands_among_the_systems(log_in_as: LogIn, now: datetime) -> None:
    gatherer = Gatherer()
    gatherer.note(system="engagement-index", outcome=Outcome.LATE, seconds=2, at=now, error="rivta.timed_out")
    gatherer.write()
    page = log_in_as("otto").get(LIST).content.decode()

    assert "Engagemangsindex" in page
    assert "Svarar inte" in page
