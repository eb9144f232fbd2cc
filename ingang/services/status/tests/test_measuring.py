"""The portal's own parts are asked each minute, and what nobody has asked is never told as working."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client, override_settings

from ingang.foundation.access.actions import open_job
from ingang.foundation.outbox.models import OutboxEvent
from ingang.foundation.systems.jobs import roll_up
from ingang.foundation.systems.models import Asking
from ingang.foundation.systems.rules import Outcome, Part, Standing
from ingang.services.status.measuring import measure
from ingang.services.status.queries import status
from ingang.services.status.rules import DELIVERY, LATE, code_of

pytestmark = pytest.mark.django_db

NOWHERE = "http://127.0.0.1:1"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def run(now: datetime, origin: str) -> dict[str, str]:
    grant = open_job(name="status.measure", kinds=(), now=now)
    with override_settings(PAGES_ORIGIN=origin):
        measure(grant=grant, now=now)
    roll_up(grant=grant, now=now)
    return dict(Asking.objects.values_list("system", "outcome"))


def own(now: datetime) -> dict[str, Standing]:
    return {one.name: one.standing for one in status(now=now).own}


@pytest.mark.parametrize("part", list(Part))
def test_a_part_that_works_says_so_and_nothing_more(part: str, cast: object) -> None:
    answer = Client().get(f"/driftlage/del/{part}/")

    assert (answer.status_code, answer.content) == (200, b"")
    assert Client().get("/driftlage/del/nothing/").status_code == 404


def test_a_part_whose_tables_do_not_answer_says_that_it_does_not_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(**_: object) -> None:
        raise OperationalError("away")

    monkeypatch.setattr("ingang.services.status.views.check_part", away)

    assert Client(raise_request_exception=False).get("/driftlage/del/booking/").status_code == 503


def test_without_an_address_nobody_has_asked_and_nothing_is_told_as_working(cast: object, now: datetime) -> None:
    assert run(now, "") == {code_of(DELIVERY): Outcome.ANSWERED}
    assert set(own(now).values()) == {Standing.UNKNOWN, Standing.WORKS}
    assert own(now)["Booked times"] is Standing.UNKNOWN
    assert own(now + timedelta(minutes=16))["Messages and notices"] is Standing.UNKNOWN


def test_what_can_not_be_reached_is_down_and_the_page_tells_it_by_the_day(cast: object, now: datetime) -> None:
    outcomes = run(now, NOWHERE)

    assert {outcomes[code_of(part)] for part in Part} == {Outcome.DOWN}
    assert own(now)["Booked times"] is Standing.DOWN
    shown = Client().get("/driftlage/").content.decode()
    assert "Det finns störningar just nu." in shown
    assert 'id="part-1"' in shown
    assert "Besvarade 0 % av frågorna på 90 dagar." in shown


def test_late_delivery_is_measured(cast: object, now: datetime) -> None:
    OutboxEvent.objects.create(name="x", version=1, at=now - LATE)

    assert run(now, "")[code_of(DELIVERY)] == Outcome.LATE


def test_the_page_answers_without_the_database_and_says_since_when_it_does_not_know(
    cast: object, now: datetime, monkeypatch: pytest.MonkeyPatch, time_machine: object
) -> None:
    def away(**_: object) -> None:
        raise OperationalError("away")

    Client().get("/driftlage/")
    monkeypatch.setattr("ingang.services.status.views.status", away)
    time_machine.move_to(now + timedelta(minutes=6), tick=False)  # type: ignore[attr-defined]
    shown = Client().get("/driftlage/").content.decode()

    assert "Det går inte att ta reda på hur det är just nu." in shown
    assert "Ingen störning är känd just nu." not in shown
    assert "Så här var det torsdag 26 november kl. 12.00" in shown


def test_every_part_answers_at_the_address_that_is_asked(
    cast: object, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def call(*, method: str, url: str, **_: object) -> SimpleNamespace:
        asked.append((method, url))
        return SimpleNamespace(status=Client().get(urlsplit(url).path).status_code, took=timedelta(milliseconds=3))

    monkeypatch.setattr("ingang.services.status.measuring.call", call)
    outcomes = run(now, "https://here")

    assert {outcomes[code_of(part)] for part in Part} == {Outcome.ANSWERED}
    assert ("GET", "https://here/driftlage/del/journal/") in asked
