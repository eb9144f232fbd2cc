"""What the operation announces stands on the pages that it concerns, from when it is to; changed by one at a time."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client

from conftest import staff
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.published.current import version
from ingang.foundation.systems.actions import Planned, call_off_maintenance, change_maintenance, plan_maintenance
from ingang.foundation.systems.announcing import CACHE, announced_now, system_words
from ingang.foundation.systems.errors import MaintenanceChanged, MaintenanceOver, MaintenanceUnknown, NotOperation
from ingang.foundation.systems.models import ConnectedSystem, Maintenance
from ingang.foundation.systems.words import PARTS
from ingang.kernel.registry import current

pytestmark = pytest.mark.django_db

LogIn = Callable[..., Client]
CODE = "SE0000000510-S001"
ATOM = "{http://www.w3.org/2005/Atom}"
BOOKING, INBOX, STATUS = "/min/tider/", "/min/inkorg/", "/driftlage/"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def plan(now: datetime, **changes: object) -> Maintenance:
    told: dict[str, object] = {
        "system": "", "begins_at": now, "ends_at": now + timedelta(hours=2), "shown_at": now,
        "swedish": "Tiderna kan dröja.", "english": "Times may be slow.", **changes,
    }  # fmt: skip
    plan_maintenance(actor=staff("otto"), planned=Planned(**told), now=now)  # type: ignore[arg-type]
    return Maintenance.objects.latest("planned_at", "id")


def page(client: Client, path: str, language: str = "sv") -> str:
    client.cookies["ingang_language"] = language
    return client.get(path).content.decode()


def test_every_part_is_a_service_with_pages_of_its_own() -> None:
    assert {str(code) for code in PARTS} <= {one.name for one in current().services}


def test_a_banner_stands_on_the_pages_of_its_part_in_the_readers_language(log_in_as: LogIn, now: datetime) -> None:
    plan(now, part="booking", is_disturbance=True)
    alva = log_in_as("alva")

    shown = page(alva, BOOKING)
    assert "Störning just nu, troligen till 14.00" in shown
    assert "Tiderna kan dröja." in shown
    assert "Disturbance right now, probably until 14:00" in page(alva, BOOKING, "en")
    assert "Tiderna kan dröja." not in page(alva, INBOX)
    assert "Bokade tider</strong>" in page(Client(), STATUS)
    assert "Det finns störningar just nu." in page(Client(), STATUS)


def test_what_concerns_all_of_the_portal_stands_on_every_page_also_before_the_log_in(
    log_in_as: LogIn, now: datetime
) -> None:
    plan(now, begins_at=now + timedelta(days=1), ends_at=now + timedelta(days=1, hours=1))
    alva = log_in_as("alva")

    for client, path in ((alva, BOOKING), (alva, INBOX), (Client(), "/"), (log_in_as("sara"), "/personal/")):
        assert "Planerat arbete från" in page(client, path)


@pytest.mark.parametrize("shown", [None, 60])
def test_it_is_on_no_page_before_its_time(shown: int | None, log_in_as: LogIn, now: datetime) -> None:
    later = now + timedelta(hours=1)
    plan(now, begins_at=later, shown_at=shown and now + timedelta(minutes=shown))

    assert "Tiderna kan dröja." not in page(log_in_as("alva"), BOOKING)
    assert "Tiderna kan dröja." in page(Client(), STATUS)


def test_a_system_tells_it_where_it_is_named(cast: object, now: datetime) -> None:
    ConnectedSystem.objects.create(code=CODE, protocol="fhir", name="Region Uppsala", care_giver="x", url="https://x")
    plan(now, system=CODE)

    assert system_words(system=CODE, now=now) == "Planerat arbete till 14.00."
    assert system_words(system="SE0-S0", now=now) == ""
    assert system_words(system=CODE, now=now + timedelta(hours=2)) == ""


def test_it_is_changed_ended_early_and_every_word_of_it_stands_in_the_log(log_in_as: LogIn, now: datetime) -> None:
    row, otto = plan(now), log_in_as("otto")
    path = f"/personal/drift/planerat/{row.id}/"
    filled = {
        "version": "1", "about": "part:inbox", "begins_at": "2026-11-26T12:00", "ends_at": "2026-11-26T15:00",
        "swedish": "Nya ord", "english": "New words",
    }  # fmt: skip
    assert "Tiderna kan dröja." in page(otto, path)

    assert "Det är ändrat." in otto.post(path, filled, follow=True).content.decode()
    row.refresh_from_db()
    assert (row.part, row.swedish, row.shown_at, row.version) == ("inbox", "Nya ord", None, 2)
    planned, changed = AuditEvent.objects.filter(event__startswith="systems.maintenance").order_by("id")
    assert (planned.details["swedish"], changed.details["swedish"]) == ("Tiderna kan dröja.", "Nya ord")
    call_off_maintenance(actor=staff("otto"), id=row.id, now=now)
    cache.clear()
    assert announced_now(now=now) == []
    assert otto.post(path, filled).status_code == 409


def test_of_two_who_change_it_the_second_is_told_and_keeps_her_words(log_in_as: LogIn, now: datetime) -> None:
    row, otto = plan(now), log_in_as("otto")
    new = Planned(system="", begins_at=now, ends_at=now + timedelta(hours=1), swedish="Först", english="First")
    change_maintenance(actor=staff("otto"), id=row.id, version=1, planned=new, now=now)

    answer = otto.post(
        f"/personal/drift/planerat/{row.id}/",
        {"version": "1", "begins_at": "2026-11-26T12:00", "ends_at": "2026-11-26T15:00", "swedish": "Sist",
         "english": "Last"},
    )  # fmt: skip
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Någon annan har just ändrat det här." in shown
    assert "Först" in shown
    assert "Sist" in shown
    row.refresh_from_db()
    assert row.swedish == "Först"


def test_nobody_else_changes_it_and_what_is_over_or_unknown_is_not_changed(now: datetime, cast: object) -> None:
    row = plan(now)
    new = Planned(system="", begins_at=now, ends_at=now + timedelta(hours=1), swedish="x", english="x")
    with pytest.raises(NotOperation):
        change_maintenance(actor=staff("sara"), id=row.id, version=1, planned=new, now=now)
    with pytest.raises(MaintenanceUnknown):
        change_maintenance(actor=staff("otto"), id=uuid4(), version=1, planned=new, now=now)
    with pytest.raises(MaintenanceChanged):
        change_maintenance(actor=staff("otto"), id=row.id, version=2, planned=new, now=now)
    with pytest.raises(MaintenanceOver):
        change_maintenance(actor=staff("otto"), id=row.id, version=1, planned=new, now=now + timedelta(hours=2))


@pytest.mark.parametrize(("key", "status"), [("sara", 403), ("alva", 404), ("cleo", 404)])
def test_nobody_else_gets_in(key: str, status: int, log_in_as: LogIn, now: datetime) -> None:
    path = f"/personal/drift/planerat/{plan(now).id}/"

    assert log_in_as(key).get(path).status_code == status


def test_the_feed_keeps_an_entry_through_change_and_end(now: datetime, cast: object) -> None:
    row = plan(now, part="journal")
    other = plan(now, begins_at=now, is_disturbance=True)
    call_off_maintenance(actor=staff("otto"), id=other.id, now=now + timedelta(minutes=5))

    swedish = ElementTree.fromstring(Client().get("/driftlage/flode.xml").content)  # noqa: S314
    entries = {one.findtext(f"{ATOM}id"): one for one in swedish.iter(f"{ATOM}entry")}
    assert entries[f"urn:uuid:{row.id}"].findtext(f"{ATOM}title") == "Planerat arbete: Journalen"
    assert entries[f"urn:uuid:{other.id}"].findtext(f"{ATOM}title") == "Över eller inställt: Portalen själv"
    assert (
        entries[f"urn:uuid:{other.id}"].findtext(f"{ATOM}updated", "")[:16]
        == f"{now + timedelta(minutes=5):%Y-%m-%dT%H:%M}"
    )
    answer = Client().get("/en/driftlage/flode.xml")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert "Planned work: The journal" in answer.content.decode()


def test_a_database_that_does_not_answer_takes_no_page_along(
    monkeypatch: pytest.MonkeyPatch, now: datetime, cast: object
) -> None:
    def away(**_: object) -> list[Maintenance]:
        raise OperationalError("away")

    plan(now)
    monkeypatch.setattr("ingang.foundation.systems.announcing.coming_maintenance", away)
    assert announced_now(now=now) == []
    monkeypatch.undo()
    cache.delete(f"{CACHE}.{version().mark}")
    assert announced_now(now=now) != []
    monkeypatch.setattr("ingang.foundation.systems.announcing.coming_maintenance", away)
    cache.delete(f"{CACHE}.{version().mark}")
    assert announced_now(now=now) != []
