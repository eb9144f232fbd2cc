"""No page asks the database more often because there is more to show."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from uuid6 import uuid7

from conftest import staff
from demo.cast import person_id
from ingang.foundation.access.actions import open_job, open_unit
from ingang.foundation.access.doors import AccessRule
from ingang.foundation.audit.actions import record
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.entitlement.models import Allotment, Approval, Inclusion, ServiceArea
from ingang.foundation.identity.models import LogIn
from ingang.foundation.people.models import Assignment, Guardianship, Person
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.models import Resource
from ingang.foundation.work_items.actions import create_work
from ingang.foundation.work_items.part import DELIVERY_FAILED
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current
from ingang.services.booking.actions.publishing import define_time_type, publish_times
from ingang.services.booking.models import KIND, Appointment, Offer, Slot, TimeType, Wish
from ingang.services.inbox.actions import Draft, receive_message
from ingang.services.inbox.models import Category, Message
from ingang.services.overview import queries as overview
from tests.faults.pages import Page, pages_of

HOME, FEW, MANY = "SE0000000020-U001", 10, 100


def grow(now: datetime, since: int, until: int) -> None:
    """Give Alva, her guardians' children, Sara's unit and the country more of everything."""
    for number in range(since, until):
        _messages(now, number)
        _records(now, number)
        _times(now, number)
        _units(now, number)
        _others(now, number)


def _messages(now: datetime, number: int) -> None:
    grant = open_job(name="inbox.hear", kinds=["inbox.message"], persons=[person_id("alva")], now=now)
    draft = Draft(
        unit=HOME, category=list(Category)[number % 2], subject="Hej", paragraphs=("Hej",), source="test",
        source_id=str(number),
    )  # fmt: skip
    receive_message(person=person_id("alva"), draft=draft, grant=grant, now=now)


def _records(now: datetime, number: int) -> None:
    with house_scope():
        Resource(
            person=person_id("alva"), care_giver="SE0000000020-G001", type="Condition", logical_id=str(number),
            text='{"resourceType": "Condition"}', digest="0", stored_at=now, updated_at=now, title=f"Diagnos {number}",
            unit=HOME, unit_name="Björkbacken", happened_at=now,
        ).save(force_insert=True)  # fmt: skip


def _times(now: datetime, number: int) -> None:
    grant = open_unit(actor=staff("sara"), kinds=[KIND, "work_items.item"], now=now)
    kind = define_time_type(
        grant=grant, code=f"k{number}", title_sv=f"Besök {number}", title_en=f"Visit {number}", minutes=15,
        cancel_until_hours=24, is_open_to_residents=True, now=now,
    )  # fmt: skip
    slots = publish_times(
        grant=grant, publication=uuid7(), time_type=kind.id, on=local_date(now) + timedelta(days=7 + number),
        begins=time(8), ends=time(8, 30), minutes=15, place="", now=now,
    )  # fmt: skip
    for moment in (now + timedelta(hours=1, minutes=number), now - timedelta(days=number + 1)):
        slot = slots[0]
        with house_scope():
            Appointment(
                person=person_id("alva"), unit=HOME, slot=slot.id if moment > now else uuid7(), hold=uuid7(),
                time_type=kind.id, starts_at=moment, ends_at=moment + timedelta(minutes=15), performer_name="S",
                booked_by="resident", booked_at=now,
            ).save(force_insert=True)  # fmt: skip
    create_work(
        grant=grant, unit=HOME, kind=DELIVERY_FAILED, subject=str(uuid4()), person=person_id("alva"),
        due_at=now, now=now,
    )  # fmt: skip


def _units(now: datetime, number: int) -> None:
    unit = CareUnit.objects.get(hsa_id=HOME)
    unit.hsa_id, unit.name = f"SE0000000020-V{number:03}", f"Enhet {number}"
    unit.save(force_insert=True)
    ServiceArea.objects.create(unit=unit.hsa_id, region="00")
    record(event="access.person_opened", actor=staff("sara"), person=person_id("alva"), kinds=[KIND], now=now)
    actor = staff("sara")
    there = type(actor)(**{name: getattr(actor, name) for name in actor.__dataclass_fields__} | {"unit": unit.hsa_id})
    define_time_type(
        grant=open_unit(actor=there, kinds=[KIND], now=now), code="k", title_sv="B", title_en="V", minutes=15,
        is_open_to_residents=True, now=now,
    )  # fmt: skip
    Assignment.objects.create(
        hsa_id=f"SE0000000020-B{number:03}", staff="SE0000000020-S001", name="U", unit=unit.hsa_id,
        care_giver=unit.care_giver, purpose="care", valid_from=local_date(now),
    )  # fmt: skip


def _others(now: datetime, number: int) -> None:
    LogIn.objects.create(person=person_id("alva"), issuer="test", assurance="loa3", started_at=now, last_active_at=now)
    child = Person.objects.create(
        given_name=f"Barn{number}",
        family_name="Lindqvist",
        birth_date=local_date(now) - timedelta(days=900),
        municipality="0184",
    )
    Guardianship.unguarded.create(person=child.id, guardian=person_id("alva"), valid_from=local_date(now))
    _residents(now, child.id, number)


def _residents(now: datetime, person: UUID, number: int) -> None:
    """Give Sara's unit areas, approved residents, notes of needs, restricted kinds, and people who wait in line."""
    kind = TimeType.objects.get(unit=HOME, code=f"k{number}")
    restricted = TimeType.objects.create(
        unit=HOME, code=f"r{number}", title_sv="R", title_en="R", minutes=15, is_restricted=True
    )
    given: dict[str, Any] = {"unit": HOME, "given_at": now, "given_by": "S", "giver_name": "S"}
    ServiceArea.objects.create(unit=HOME, region="10", age_from=number, age_until=149)
    with house_scope():
        Approval(person=person, **given).save(force_insert=True)
        Allotment(person=person, item=restricted.id, **given).save(force_insert=True)
        Inclusion(
            person=person, unit=HOME, need="cervix", is_included=True, by_staff=True, said_at=now, said_by="S",
            sayer_name="S",
        ).save(force_insert=True)  # fmt: skip
        wish = Wish(person=person, unit=HOME, time_type=kind.id, weekdays="0", asked_at=now, asked_by="resident")
        wish.save(force_insert=True)
        Offer(
            person=person, unit=HOME, wish=wish.id, freed=uuid7(), number=1, offered_at=now, answer_until=now,
            slot=Slot.objects.filter(unit=HOME, time_type=kind.id)[0].id,
        ).save(force_insert=True)  # fmt: skip


MOST, MOST_FOR_A_SERVICE = 60, 10
FRAMES = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT current_setting")
"""What opens and ends a scope is no question: SQLite reads without, PostgreSQL with it (decision record 0002)."""
WITH_DATA = (AccessRule.RESIDENT, AccessRule.STAFF)
CHOICES = {"booking:units": "?sok=vårdcentral&ordning=tidigast"}
"""Choices that make a page show more: everybody's first free times."""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How many statements each page takes, by name, with few and with many rows."""

    few: dict[str, int]
    many: dict[str, int]


@pytest.fixture
def counted(log_in_as: Callable[..., Client], now: datetime) -> Counted:
    """Every page that the addresses and samples of the manifests know, each opened by the one who may."""
    pages = [page for page in pages_of(owner=person_id("alva"), now=now) if page.address.rule in WITH_DATA]
    pages += [replace(page, path=page.path + CHOICES[str(page)]) for page in pages if str(page) in CHOICES]
    clients = {key: log_in_as(key) for key in {page.owner for page in pages}}
    found = []
    for since, until in ((0, FEW), (FEW, MANY)):
        grow(now, since, until)
        # What was looked at stands in the access log: all is looked at once before anything is counted.
        shown = [page for page in pages if _is_shown(clients[page.owner], page)]
        found.append({_named(page): _statements(clients[page.owner], page.path) for page in shown})
    return Counted(few=found[0], many=found[1])


def _named(page: Page) -> str:
    return str(page) + "".join(page.path.partition("?")[1:])


def _is_shown(client: Client, page: Page) -> bool:
    answer: Any = client.get(page.path)
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def _statements(client: Client, path: str) -> int:
    """Those of a page that was looked at just before: what a process reads anew now and then is not the page's."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer: Any = client.get(path)
    assert answer.status_code == 200, path
    return sum(not query["sql"].startswith(FRAMES) for query in captured.captured_queries)


@pytest.mark.slow
def test_no_page_takes_more_statements_when_there_is_more_to_show(counted: Counted) -> None:
    assert {name: (few, counted.many[name]) for name, few in counted.few.items() if counted.many[name] > few} == {}
    assert {name: many for name, many in counted.many.items() if many > MOST} == {}
    assert set(counted.few) == set(counted.many) >= LISTS
    with house_scope():
        mine = [model.unguarded.filter(person=person_id("alva")).count() for model in (Appointment, Resource, Message)]
    assert min(mine) >= MANY
    assert LogIn.objects.filter(person=person_id("alva")).count() > MANY


LISTS = {
    "overview:start",
    "inbox:start",
    "inbox:message",
    "booking:start",
    "booking:calendar",
    "journal:start",
    "access_log:start",
    "staff_desk:start",
    "booking:desk",
    "booking:units?sok=vårdcentral&ordning=tidigast",
    "my_clinics:start",
    "my_clinics:find",
    "my_clinics:contact",
}
"""Lists that are counted for certain: should none of them be found, nothing was counted."""


def test_each_service_adds_only_a_few_statements_to_the_overview(
    log_in_as: Callable[..., Client], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    alva, services = log_in_as("alva"), [one for one in current().services if one.card or one.first_things]
    alva.get("/min/")
    everybody = _statements(alva, "/min/")

    added = {}
    for service in services:
        others = SimpleNamespace(services=[one for one in services if one is not service])
        monkeypatch.setattr(overview, "current", lambda others=others: others)
        added[service.name] = everybody - _statements(alva, "/min/")

    assert all(0 < count <= MOST_FOR_A_SERVICE for count in added.values()), added
