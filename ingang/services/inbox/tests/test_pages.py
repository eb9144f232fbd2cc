"""The inbox's pages as the cast sees them."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from demo.cast import person_id
from ingang.foundation.audit.models import AuditEvent
from ingang.services.inbox.models import Category
from ingang.services.inbox.samples import write_welcome
from ingang.services.inbox.tests.conftest import BJORKBACKEN, LYKTAN, Told, change, messages_of

pytestmark = pytest.mark.django_db

LogInAs = Callable[..., Client]


def test_a_booked_time_becomes_a_message_that_its_owner_reads(told: Told, log_in_as: LogInAs) -> None:
    appointment = told("alva")
    alva = log_in_as("alva")

    listed = alva.get("/min/inkorg/").content.decode()
    opened = alva.get(f"/min/inkorg/{messages_of('alva')[0].id}/").content.decode()

    assert "Din tid är bokad" in listed
    assert "1 oläst meddelande" in listed
    for words in ("Björkbackens vårdcentral", "torsdag 3 december kl. 09.40", "08-465 004 00", "Entré från gården"):
        assert words in opened
    assert messages_of("alva")[0].appointment == appointment


def test_the_message_is_whole_in_english(told: Told, log_in_as: LogInAs) -> None:
    told("alva")
    alva = log_in_as("alva")
    alva.cookies["ingang_language"] = "en"

    opened = alva.get(f"/min/inkorg/{messages_of('alva')[0].id}/").content.decode()

    assert "Your time is booked" in opened
    assert "You have a time at Björkbackens vårdcentral, Thursday 3 December at 09:40." in opened


@pytest.mark.parametrize(
    ("key", "acting_for", "owner", "read_by"),
    [("alva", None, "alva", "self"), ("bo", "ella", "ella", "guardian"), ("erik", "dagny", "dagny", "representative")],
)
def test_the_first_opening_is_the_read_receipt_with_who_opened(
    told: Told, log_in_as: LogInAs, now: datetime, key: str, acting_for: str | None, owner: str, read_by: str
) -> None:
    told(owner)
    message = messages_of(owner)[0]
    client = log_in_as(key, acting_for=acting_for)

    client.get(f"/min/inkorg/{message.id}/")

    message = messages_of(owner)[0]
    assert (message.first_read_at, message.read_by) == (now, read_by)


def test_every_opening_is_recorded_and_the_receipt_stays_the_first(told: Told, log_in_as: LogInAs) -> None:
    told("ella")
    message = messages_of("ella")[0]
    address = f"/min/inkorg/{message.id}/"

    log_in_as("bo", acting_for="ella").get(address)
    log_in_as("ella").get(address)

    message = messages_of("ella")[0]
    recorded = AuditEvent.objects.filter(event="inbox.message_opened", details__message=str(message.id))
    assert message.read_by == "guardian"
    assert sorted(recorded.values_list("actor_kind", flat=True)) == ["representative", "resident"]


@pytest.mark.parametrize(
    ("key", "acting_for"), [("cleo", None), ("cleo", "alva"), ("bo", "maja"), ("bo", None), ("sara", None)]
)
def test_who_has_no_right_gets_nothing_of_anothers_message(
    told: Told, log_in_as: LogInAs, key: str, acting_for: str | None
) -> None:
    told("maja")
    told("alva")
    client = log_in_as(key, acting_for=acting_for)

    for owner in ("alva", "maja"):
        answer = client.get(f"/min/inkorg/{messages_of(owner)[0].id}/")
        assert answer.status_code in {403, 404}
        assert "Din tid" not in answer.content.decode()
    assert [one.first_read_at for one in messages_of("alva") + messages_of("maja")] == [None, None]


def test_a_stranger_is_sent_to_the_log_in(told: Told) -> None:
    told("alva")

    answer = Client().get(f"/min/inkorg/{messages_of('alva')[0].id}/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/logga-in/")


def test_what_a_sensitive_unit_sends_leaves_no_trace_for_a_guardian(told: Told, log_in_as: LogInAs) -> None:
    told("ella", unit=LYKTAN)
    hidden = messages_of("ella")[0]
    bo, ella = log_in_as("bo", acting_for="ella"), log_in_as("ella")

    listed, opened = bo.get("/min/inkorg/"), bo.get(f"/min/inkorg/{hidden.id}/")
    start = bo.get("/min/").content.decode()

    assert listed.context["unread"] == 0
    assert listed.context["page"].paginator.count == 0
    assert "Din tid är bokad" not in listed.content.decode()
    assert opened.status_code == 404
    assert "oläst meddelande" not in start
    assert ella.get("/min/inkorg/").context["unread"] == 1


def test_a_hidden_and_a_missing_message_look_the_same(told: Told, log_in_as: LogInAs) -> None:
    told("ella", unit=LYKTAN)
    bo = log_in_as("bo", acting_for="ella")
    hidden = messages_of("ella")[0].id

    real = bo.get(f"/min/inkorg/{hidden}/")
    missing = bo.get("/min/inkorg/00000000-0000-7000-8000-000000000000/")

    assert real.status_code == missing.status_code == 404
    assert real.content.decode().count("finns inte") == missing.content.decode().count("finns inte") > 0


def test_a_cancelled_time_is_told_and_the_confirmation_says_that_it_is_replaced(told: Told, log_in_as: LogInAs) -> None:
    appointment = told("alva")
    first = messages_of("alva")[0]
    change(first, received_at=first.received_at - timedelta(minutes=1))
    told("alva", appointment=appointment, what="cancelled")
    alva = log_in_as("alva")

    old = alva.get(f"/min/inkorg/{first.id}/").content.decode()
    new = alva.get(f"/min/inkorg/{messages_of('alva')[1].id}/").content.decode()

    assert "Det finns ett senare meddelande om det här" in old
    assert "Din tid är avbokad" in new
    assert "senare meddelande" not in new


def test_unread_messages_come_first_and_the_categories_narrow(told: Told, log_in_as: LogInAs, now: datetime) -> None:
    told("alva")
    read = messages_of("alva")[0].id
    write_welcome(owner=person_id("alva"), unit=BJORKBACKEN, now=now - timedelta(days=2))
    alva = log_in_as("alva")
    alva.get(f"/min/inkorg/{read}/")

    everything = [line.is_unread for line in alva.get("/min/inkorg/").context["page"].object_list]
    bookings = alva.get("/min/inkorg/?kategori=bokningsbekraftelse").context["page"].object_list
    nonsense = alva.get("/min/inkorg/?kategori=nonsens&sida=nonsens").context["page"].object_list

    assert everything == [True, False]
    assert [line.id for line in bookings] == [read]
    assert len(nonsense) == 2


def test_a_message_is_not_there_before_it_may_be_seen(told: Told, log_in_as: LogInAs, now: datetime) -> None:
    told("alva")
    row = messages_of("alva")[0]
    change(row, visible_from=now + timedelta(minutes=1))
    alva = log_in_as("alva")

    assert alva.get("/min/inkorg/").context["unread"] == 0
    assert alva.get(f"/min/inkorg/{row.id}/").status_code == 404


@pytest.mark.slow
def test_the_list_takes_as_many_queries_for_twenty_messages_as_for_one(told: Told, log_in_as: LogInAs) -> None:
    told("alva")
    alva = log_in_as("alva")
    alva.get("/min/inkorg/")
    with CaptureQueriesContext(connection) as for_one:
        alva.get("/min/inkorg/")
    for _ in range(19):
        told("alva")

    with CaptureQueriesContext(connection) as for_twenty:
        alva.get("/min/inkorg/")

    assert len(for_twenty) == len(for_one)


@pytest.mark.parametrize("category", Category)
def test_each_category_has_words_of_its_own(log_in_as: LogInAs, told: Told, category: Category) -> None:
    told("alva")
    change(messages_of("alva")[0], category=category)

    page = log_in_as("alva").get(f"/min/inkorg/?kategori={category}")

    assert page.context["about"]
    assert page.context["about"] in page.content.decode()
