"""Staff at work on what is hidden from guardians, or may yet be, leave no line for them to read (corrections 3.2)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from uuid6 import uuid7

from conftest import BVC, number_of, relate, staff
from demo.cast import person_id
from ingang.foundation.access.actions import open_unit
from ingang.foundation.identity.models import LogIn
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.work_items.actions import create_work
from ingang.foundation.work_items.models import WorkItem
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.access import open_caller
from ingang.services.booking.actions.calling import Wording, send_open_summons
from ingang.services.booking.actions.publishing import define_time_type, publish_times
from ingang.services.booking.models import KIND, Appointment, Offer, Slot, Summons, TimeType, Wish
from ingang.services.inbox.models import Message

LogInAs = Callable[..., Client]
SARA = staff("sara", assignment=1)
TEXT = {"category": "uppfoljning", "subject": "Efter besöket", "body": "Vi hörs på torsdag."}
HIDDEN = {"hidden_from_guardian": "on"}


@pytest.fixture
def nurse(log_in_as: LogInAs, now: datetime) -> Client:
    """Sara at the children's health centre; Ella is its patient and has logged in before."""
    relate("ella", SARA.unit, SARA.care_giver, now=now)
    LogIn.objects.create(
        person=person_id("ella"), issuer="test", assurance="loa3", started_at=now, last_active_at=now, ended_at=now
    )
    return log_in_as("sara", assignment=1)


@pytest.fixture
def unit(nurse: Client, now: datetime) -> Grant:
    """What the nurse's unit holds."""
    return open_unit(actor=SARA, kinds=[KIND], now=now)


@pytest.fixture
def slots(unit: Grant, now: datetime) -> list[Slot]:
    """Eight times of one kind tomorrow."""
    return publish_times(
        grant=unit, publication=uuid7(), time_type=_kind(unit, now).id, on=local_date(now) + timedelta(days=1),
        begins=(now - timedelta(hours=3)).time(), ends=(now + timedelta(hours=1)).time(), minutes=30, place="", now=now,
    )  # fmt: skip


def _kind(unit: Grant, now: datetime) -> TimeType:
    return define_time_type(
        grant=unit, code="visit", title_sv="Besök", title_en="Visit", minutes=30, cancel_until_hours=0,
        is_open_to_residents=True, now=now,
    )  # fmt: skip


def told(log_in_as: LogInAs, key: str = "bo") -> list[str]:
    """What the log says of staff: to Bo, who acts for Ella, or to Ella herself."""
    client = log_in_as("bo", acting_for="ella") if key == "bo" else log_in_as(key)
    answer: Any = client.get(reverse("access_log:start") + "?vem=personal")
    return [line.text for line in answer.context["lines"]]


def write(nurse: Client, **more: str) -> str:
    """Write to Ella and look at it; gives the address of the preview."""
    address = nurse.post(reverse("inbox:find"), {"number": number_of("ella").value, "template": "message"})["Location"]
    nurse.get(address)
    nurse.post(address, TEXT | more)
    nurse.get(f"{address}filer/")
    nurse.get(f"{address}granska/")
    return f"{address}granska/"


def send(nurse: Client, **more: str) -> Message:
    """Write to Ella and send it."""
    address = write(nurse, **more)
    seal: Any = nurse.get(address).context["seal"]
    assert nurse.post(address, {"seal": seal}).status_code == 302
    with house_scope():
        return Message.unguarded.get(person=person_id("ella"))


def book(slot: Slot, now: datetime, *, hidden: bool) -> Appointment:
    """Ella has the time."""
    row = Appointment(
        person=person_id("ella"), unit=BVC, slot=slot.id, hold=uuid7(), time_type=slot.time_type,
        starts_at=slot.starts_at, ends_at=slot.ends_at, performer_name="", booked_by="staff", booked_at=now,
        hidden_from_guardian=hidden,
    )  # fmt: skip
    with house_scope():
        row.save(force_insert=True)
    return row


def summon(time_type: UUID, now: datetime) -> Summons:
    """Ella is called, and no guardian may know of it."""
    return send_open_summons(
        grant=open_caller(actor=SARA, person=person_id("ella"), now=now), summons=uuid7(), person=person_id("ella"),
        unit=BVC, time_type=time_type, valid_until=local_date(now) + timedelta(days=30),
        wording=Wording(hidden_from_guardian=True), now=now,
    )  # fmt: skip


def wait(slot: Slot, now: datetime) -> None:
    """Ella waits in line, and was offered a time."""
    row: dict[str, Any] = {"person": person_id("ella"), "unit": BVC, "hidden_from_guardian": True}
    wish = Wish(time_type=slot.time_type, weekdays="0", asked_at=now, asked_by="staff", **row)
    offer = Offer(wish=wish.id, freed=uuid7(), number=1, offered_at=now, answer_until=now, slot=slot.id, **row)
    with house_scope():
        wish.save(force_insert=True)
        offer.save(force_insert=True)


def test_a_draft_is_told_to_no_guardian_whether_hidden_or_not_yet(nurse: Client, log_in_as: LogInAs) -> None:
    preview = write(nurse)
    write(nurse, **HIDDEN)
    nurse.get(reverse("inbox:desk"))
    nurse.post(preview.replace("granska", "slang"))

    assert told(log_in_as) == []
    assert any("började skriva" in line for line in told(log_in_as, "ella"))


def test_a_hidden_message_leaves_no_line_before_or_after_it_is_sent(nurse: Client, log_in_as: LogInAs) -> None:
    message = send(nurse, **HIDDEN)
    nurse.get(reverse("inbox:desk"))
    nurse.get(reverse("inbox:sent", args=[message.id]))
    nurse.get(nurse.post(reverse("inbox:follow", args=[message.id]))["Location"])

    assert told(log_in_as) == []
    assert any("skickade ett meddelande" in line for line in told(log_in_as, "ella"))


def test_a_message_that_is_shown_is_told_once_it_is_sent(nurse: Client, log_in_as: LogInAs) -> None:
    send(nurse)
    nurse.get(reverse("inbox:desk"))

    lines = told(log_in_as)
    assert any("skickade ett meddelande" in line for line in lines)
    assert any("enhetens lista" in line for line in lines)
    assert not any("började skriva" in line or "öppnade" in line for line in lines)


def test_a_relation_attested_to_write_or_to_book_is_told_to_no_guardian(log_in_as: LogInAs) -> None:
    nurse = log_in_as("sara")
    who = {"number": number_of("ella").value}

    for address, more in (("inbox:find", {"template": "message"}), ("booking:caller", {}), ("booking:new_summons", {})):
        nurse.post(reverse(address), who | more)
        nurse.post(reverse(address), who | more | {"reason": "called"})

    assert told(log_in_as) == []
    for what in ("försökte öppna", "noterade en vårdrelation"):
        assert any(what in line for line in told(log_in_as, "ella"))


def test_work_about_somebody_is_told_to_no_guardian(
    nurse: Client, unit: Grant, log_in_as: LogInAs, now: datetime
) -> None:
    create_work(
        grant=unit, unit=BVC, kind="inbox.unread", subject=str(send(nurse, **HIDDEN).id), person=person_id("ella"),
        due_at=now, now=now,
    )  # fmt: skip
    with house_scope():
        item = WorkItem.unguarded.get(kind="inbox.unread").id

    for address in (
        reverse("staff_desk:start"), reverse("staff_desk:item", args=[item]), reverse("inbox:unread", args=[item])
    ):  # fmt: skip
        assert nurse.get(address).status_code == 200

    assert told(log_in_as) == []


PAGES = (
    "booking:desk", "booking:week", "booking:summonses", "booking:line", "booking:booked", "booking:move_booked",
    "booking:cancel_booked", "booking:sent_summons", "booking:letter", "booking:write_summons", "booking:caller_times",
    "booking:summons_times",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_shows_what_is_hidden_leaves_no_line(
    page: str, nurse: Client, slots: list[Slot], log_in_as: LogInAs, now: datetime
) -> None:
    row = book(slots[0], now, hidden=True)
    wait(slots[1], now)
    called = summon(row.time_type, now)
    given = {"booked": row.id, "move_booked": row.id, "cancel_booked": row.id, "sent_summons": called.id}
    given |= {"letter": called.id, "line": None, "desk": None, "week": None, "summonses": None}
    about = given.get(page.removeprefix("booking:"), person_id("ella"))
    before = told(log_in_as, "ella")

    answer = nurse.get(reverse(page, args=[about] if about else []), {"dag": "2026-11-27"})

    assert answer.status_code == 200
    assert told(log_in_as) == []
    assert len(told(log_in_as, "ella")) > len(before)


def test_a_day_is_told_when_it_shows_something_that_is_not_hidden(
    nurse: Client, slots: list[Slot], log_in_as: LogInAs, now: datetime
) -> None:
    book(slots[0], now, hidden=True)
    book(slots[1], now, hidden=False)

    nurse.get(reverse("booking:desk"), {"dag": "2026-11-27"})

    assert [line for line in told(log_in_as) if "enhetens lista" in line] == told(log_in_as) != []


def test_a_hidden_time_booked_by_telephone_leaves_no_line(
    nurse: Client, slots: list[Slot], log_in_as: LogInAs, now: datetime
) -> None:
    who = {"number": number_of("ella").value, "slot": str(slots[0].id)}
    held = nurse.post(reverse("booking:caller"), who)["Location"]
    nurse.get(held)
    nurse.post(f"{held}langre/")
    left = nurse.post(f"{held}slapp/")["Location"]
    again = nurse.post(left, {"tid": str(slots[1].id)})["Location"]
    booked = nurse.post(again, HIDDEN)["Location"]
    nurse.get(booked)

    assert told(log_in_as) == []
    assert any("bokade en tid" in line for line in told(log_in_as, "ella"))
