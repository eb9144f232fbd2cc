"""Non-interference: two worlds that differ only in what is hidden look the same to the one it is hidden from."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from uuid6 import uuid7

from conftest import staff
from demo.cast import person_id
from demo.records import seed
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.actions import record, record_under
from ingang.foundation.identity.models import LockReason, LogInLock
from ingang.foundation.people.models import GuardianBlock, Guardianship, Person
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.models import Resource
from ingang.services.booking.models import Appointment
from ingang.services.inbox.actions import Draft, receive_message
from ingang.services.inbox.models import Category, Message
from tests.faults.pages import same
from tests.house.addresses import Address, addresses

LYKTAN, EKEN = "SE0000000010-U003", "SE0000000040-U001"
PLACES = [one.name for one in addresses() if one.rule == "resident" and not one.arguments]
QUERIES = ("", "?period=1825&kategori=confirmation&typ=diagnoser")
SEARCHES = ("?q=hemligt", "?q=bokad+tid")
"""What the one search finds of the child's, for whoever acts for her."""


@contextmanager
def world() -> Iterator[None]:
    """What happens inside has never happened."""
    here = transaction.savepoint()
    yield
    transaction.savepoint_rollback(here)


@pytest.fixture
def bo(log_in_as: Callable[..., Client], now: datetime) -> Client:
    """Bo, who acts for Ella; she has a journal."""
    client = log_in_as("bo", acting_for="ella")
    seed(now=now, progress=lambda _text: None)
    return client


def seen(client: Client) -> dict[str, tuple[int, str]]:
    """Every page of his in this world, in one order, as he reads it."""
    answers = {}
    asked = [(name, query) for name in PLACES for query in QUERIES]
    for name, query in (*asked, *(("site_search:start", query) for query in SEARCHES)):
        answer = client.get(reverse(name) + query)
        answers[name + query] = same(answer) if not answer.streaming else (answer.status_code, "")
    return answers


def hidden_message(now: datetime, unit: str, *, hidden: bool = True) -> None:
    grant = open_job(name="inbox.hear", kinds=["inbox.message"], persons=[person_id("ella")], now=now)
    draft = Draft(
        unit=unit, category=Category.CONFIRMATION, subject="Hemligt", paragraphs=("Hemligt",),
        source="test", source_id=str(uuid4()), hidden_from_guardian=hidden,
    )  # fmt: skip
    receive_message(person=person_id("ella"), draft=draft, grant=grant, now=now)


def hidden_appointment(now: datetime) -> None:
    with house_scope():
        Appointment(
            person=person_id("ella"), unit=LYKTAN, slot=uuid7(), hold=uuid7(), time_type=uuid7(),
            starts_at=now + timedelta(days=1), ends_at=now + timedelta(days=1, hours=1), performer_name="Hemlig",
            hidden_from_guardian=True, booked_by="staff", booked_at=now,
        ).save(force_insert=True)  # fmt: skip
    grant = open_job(name="booking.hear", kinds=["booking.appointment"], persons=[person_id("ella")], now=now)
    details = {"unit": LYKTAN, "hidden_from_guardian": "1"}
    record_under(event="booking.appointment_booked", grant=grant, now=now, details=details)


def hidden_record(now: datetime) -> None:
    with house_scope():
        row = (
            Resource.unguarded.filter(person=person_id("ella"), type="Condition").first()
            or Resource.unguarded.filter(person=person_id("ella")).first()
        )
        assert row
        # Of a care giver that holds nothing else on her: its name alone would tell.
        row.id, row.care_giver, row.unit, row.unit_name = uuid7(), "SE0000000030-G001", "", "Hemlig mottagning"
        row.title, row.hidden_from_guardian = "Hemlig diagnos", True
        row.save(force_insert=True)


def reading_at_a_sensitive_unit(now: datetime) -> None:
    actor = staff("mona")
    sensitive = type(actor)(**{**_fields(actor), "unit": LYKTAN})
    record(event="access.person_opened", actor=sensitive, person=person_id("ella"), kinds=["records.clinical"], now=now)
    record(event="access.list_shown", actor=sensitive, persons=[person_id("ella")], kinds=["records.clinical"], now=now)


def _fields(actor: Any) -> dict[str, object]:
    return {name: getattr(actor, name) for name in actor.__dataclass_fields__}


def a_locked_log_in(now: datetime) -> None:
    LogInLock(person=person_id("ella"), locked_at=now, locked_by="x", reason=LockReason.COERCION).save(
        force_insert=True
    )


def a_block_of_another_guardian(now: datetime) -> None:
    Guardianship.unguarded.create(person=person_id("ella"), guardian=person_id("cleo"), valid_from=now.date())
    GuardianBlock.unguarded.create(person=person_id("ella"), guardian=person_id("cleo"), unit=LYKTAN, blocked_at=now)


HIDDEN: dict[str, Callable[[datetime], None]] = {
    "a message": lambda now: hidden_message(now, EKEN),
    "a message of a sensitive unit": lambda now: hidden_message(now, LYKTAN),
    "a booked time": hidden_appointment,
    "a record": hidden_record,
    "a reading at a sensitive unit": reading_at_a_sensitive_unit,
    "a locked log-in": a_locked_log_in,
    "a block of another guardian": a_block_of_another_guardian,
}


@pytest.mark.parametrize("what", HIDDEN)
def test_a_guardian_sees_the_same_bytes_with_and_without(what: str, bo: Client, now: datetime) -> None:
    with world():
        without = seen(bo)
    with world():
        HIDDEN[what](now)
        with_it = seen(bo)

    different = [place for place in without if without[place] != with_it[place]]
    assert different == []
    assert any(status == 200 for status, _ in without.values())


def test_every_address_of_a_hidden_thing_looks_like_a_missing_one(bo: Client, now: datetime) -> None:
    """Over all addresses that take an id: that of a hidden thing, and one that nothing has."""
    nothing = UUID("01890000-0000-7000-8000-000000000000")
    for make in (lambda: hidden_message(now, EKEN), lambda: hidden_appointment(now), lambda: hidden_record(now)):
        make()
    with house_scope():
        tables = (Message, Appointment, Resource)
        hidden = {row.id for table in tables for row in table.unguarded.filter(hidden_from_guardian=True)}

    different = [
        (one.name, thing)
        for one in addresses()
        if one.rule == "resident" and len(one.arguments) == 1
        for thing in hidden
        if answered(bo, one, thing) != answered(bo, one, nothing)
    ]

    assert len(hidden) == 3
    assert different == []


def answered(client: Client, address: Address, thing: UUID) -> tuple[int, str]:
    """What the address answers about a thing, with the id itself left out; nothing where it takes no such id."""
    try:
        place = reverse(address.name, kwargs={address.arguments[0]: thing})
    except NoReverseMatch:
        return (0, "")
    status, text = same(client.get(place))
    return status, text.replace(str(thing), "")


def test_what_is_not_hidden_is_seen(bo: Client, now: datetime) -> None:
    with world():
        without = seen(bo)
    with world():
        hidden_message(now, EKEN, hidden=False)
        with_it = seen(bo)

    different = {place for place in without if without[place] != with_it[place]}
    assert {"inbox:start", "overview:start", "site_search:start?q=hemligt"} <= different


def test_the_child_herself_would_see_it(bo: Client, now: datetime) -> None:
    hidden_message(now, EKEN)
    hidden_record(now)

    with house_scope():
        shown = (
            Message.unguarded.filter(subject="Hemligt").count(),
            Resource.unguarded.filter(title="Hemlig diagnos").count(),
        )

    assert shown == (1, 1)


def test_a_blocked_guardian_sees_the_same_as_one_whose_child_is_protected(bo: Client, now: datetime) -> None:
    with world():
        GuardianBlock.unguarded.create(person=person_id("ella"), guardian=person_id("bo"), unit=EKEN, blocked_at=now)
        blocked = seen(bo)
    with world():
        Person.objects.filter(id=person_id("ella")).update(protection="confidentiality")
        protected = seen(bo)

    assert [place for place in blocked if blocked[place] != protected[place]] == []
    assert "Ella" not in blocked["acting_for_others:start"][1]


def test_a_stranger_sees_the_same_whether_the_person_exists_or_not(log_in_as: Callable[..., Client]) -> None:
    client = log_in_as("cleo")
    answers = []

    for person in (person_id("alva"), person_id("freja"), person_id("linnea"), UUID(int=7)):
        answers.append(same(client.post(reverse("acting_for_others:begin"), {"person": str(person)})))

    assert len(set(answers)) == 1
    assert answers[0][0] in {403, 404}
