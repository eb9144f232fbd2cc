"""The public page tells what is measured, to everybody alike, and never about anybody."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from conftest import staff
from ingang.foundation.access.actions import open_job
from ingang.foundation.identity.issuers import active_issuers
from ingang.foundation.identity.models import IssuerOutage
from ingang.foundation.outbox.models import OutboxEvent
from ingang.foundation.systems.actions import Planned, plan_maintenance
from ingang.foundation.systems.gathering import Gatherer
from ingang.foundation.systems.jobs import roll_up
from ingang.foundation.systems.models import ConnectedSystem
from ingang.foundation.systems.rules import Outcome, Standing
from ingang.services.status.queries import status

pytestmark = pytest.mark.django_db

CODE = "SE0000000510-S001"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def system(cast: object) -> ConnectedSystem:
    where = {"name": "Region Uppsala", "care_giver": "SE0000000510-G001", "url": "https://journal.example/fhir"}
    return ConnectedSystem.objects.create(code=CODE, protocol="fhir", **where)


def asked(now: datetime, *outcomes: Outcome) -> None:
    gatherer = Gatherer()
    for outcome in outcomes:
        gatherer.note(system=CODE, outcome=outcome, seconds=0.2, at=now - timedelta(minutes=1))
    gatherer.write()
    roll_up(grant=open_job(name="systems.roll_up", kinds=(), now=now), now=now)


def page(path: str = "/driftlage/") -> str:
    """What stands on the page itself; the choice in its head names every region."""
    before, main, content = Client().get(path).content.decode().partition("<main")
    return main + content or before


def parts(now: datetime) -> list[Standing]:
    return [one.standing for one in status(now=now).parts]


def test_everybody_reads_it_in_both_languages(system: ConnectedSystem, now: datetime) -> None:
    asked(now, Outcome.ANSWERED)
    swedish, english = page(), page("/en/driftlage/")

    assert "Ingen störning är känd just nu." in swedish
    assert "Besvarade 100 % av frågorna på 90 dagar." in swedish
    assert "No disturbance is known right now." in english
    assert swedish.count('class="chart-bar ') == 90
    assert swedish.count("chart-bar-success") == 1


def test_what_nobody_asked_is_never_told_as_working(system: ConnectedSystem, now: datetime) -> None:
    shown = page()

    assert "Ingen har frågat" in shown
    assert "Inget har mätts ännu." in shown
    assert 'class="chart-bar ' not in shown


def test_a_system_that_fails_is_told(system: ConnectedSystem, now: datetime) -> None:
    asked(now, Outcome.DOWN, Outcome.LATE)
    shown = page()

    assert "Det finns störningar just nu." in shown
    assert "Svarar inte" in shown
    assert "Besvarade 0 % av frågorna på 90 dagar." in shown


def test_the_portals_own_parts_are_told_by_what_is_measured(system: ConnectedSystem, now: datetime) -> None:
    works, unknown = Standing.WORKS, Standing.UNKNOWN
    assert parts(now) == [works, works, unknown, works]

    issuers = [one.code for one in active_issuers(audience="resident")]
    IssuerOutage.objects.create(issuer=issuers[0], failed_at=now)
    assert parts(now)[1] is Standing.DISTURBED
    for code in issuers[1:]:
        IssuerOutage.objects.create(issuer=code, failed_at=now)
    assert parts(now)[1] is Standing.DOWN

    OutboxEvent.objects.create(name="x", version=1, at=now - timedelta(minutes=15))
    assert parts(now)[3] is Standing.DISTURBED
    OutboxEvent.objects.update(dead_at=now)
    assert parts(now)[3] is works


def test_a_system_that_is_off_is_not_shown(system: ConnectedSystem, now: datetime) -> None:
    ConnectedSystem.objects.update(is_on=False)

    assert "Region Uppsala" not in page()


def test_planned_work_stands_there_in_the_readers_language_from_two_weeks_before(
    system: ConnectedSystem, now: datetime
) -> None:
    for days, code in ((13, CODE), (15, "")):
        begins = now + timedelta(days=days)
        planned = Planned(
            system=code, begins_at=begins, ends_at=begins + timedelta(hours=1), swedish=f"Byte {days}", english="Change"
        )
        plan_maintenance(actor=staff("otto"), planned=planned, now=now)

    shown = page()
    assert "Byte 13" in shown
    assert "Byte 15" not in shown
    assert "Change" in page("/en/driftlage/")


def test_it_is_found_out_once_a_minute(system: ConnectedSystem, now: datetime) -> None:
    before = page()
    ConnectedSystem.objects.update(name="Region Y")
    assert "Region Uppsala" in before
    assert "Region Uppsala" in page()

    cache.clear()
    assert "Region Y" in page()


def test_it_is_the_same_whoever_reads_it(system: ConnectedSystem, log_in_as: Callable[..., Client]) -> None:
    main = page().partition("<main")[2].partition("</main>")[0]
    hers = log_in_as("cleo").get("/driftlage/").content.decode()

    assert hers.partition("<main")[2].partition("</main>")[0] == main
