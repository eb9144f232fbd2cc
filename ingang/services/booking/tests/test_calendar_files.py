"""A time that is booked, moved and cancelled is right in calendars of four makers, and leaves nothing behind."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from ingang.foundation.personal.scope import house_scope
from ingang.kernel.grant import Grant
from ingang.services.booking.actions.booking import cancel_appointment, confirm_hold
from ingang.services.booking.actions.calendars import choose_details
from ingang.services.booking.actions.holding import hold_time
from ingang.services.booking.actions.moving import hold_to_move
from ingang.services.booking.calendar_files import Entry, Method, calendar_file
from ingang.services.booking.models import Appointment, Slot, TimeType
from ingang.services.booking.tests.calendars import PARSERS, Read, Store
from ingang.services.booking.tests.conftest import own

LogIn = Callable[..., Client]
MOMENT = datetime(2026, 12, 3, 8, 0, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def entry(**changes: object) -> Entry:
    values: dict[str, object] = {
        "id": UUID(int=7), "sequence": 0, "starts_at": MOMENT, "ends_at": MOMENT + timedelta(minutes=30),
        "changed_at": MOMENT - timedelta(days=7), "is_cancelled": False, "title": "Bokad tid",
    }  # fmt: skip
    return Entry(**values | changes)  # type: ignore[arg-type]


def book(grant: Grant, slot: Slot, now: datetime) -> Appointment:
    hold = hold_time(grant=grant, unit=slot.unit, slot=slot.id, now=now)
    return confirm_hold(grant=grant, hold=hold.id, now=now)


def move(grant: Grant, appointment: Appointment, slot: Slot, now: datetime) -> Appointment:
    """Rebook, whatever the unit says of moving."""
    TimeType.objects.filter(id=slot.time_type).update(rebook_until_hours=0)
    hold = hold_to_move(grant=grant, appointment=appointment.id, slot=slot.id, now=now)
    return confirm_hold(grant=grant, hold=hold.id, now=now)


def fetched(client: Client, appointment: Appointment) -> bytes:
    answer = client.get(reverse("booking:calendar_file", kwargs={"appointment": appointment.id}))
    assert answer.status_code == 200
    return bytes(answer.content)


@pytest.mark.parametrize("read", PARSERS.values(), ids=PARSERS)
def test_a_time_that_is_booked_moved_and_cancelled_leaves_no_event_in_any_calendar(
    read: Read, log_in_as: LogIn, slots: list[Slot], alva: Grant, now: datetime
) -> None:
    client, store = log_in_as("alva"), Store(read)
    booked = book(alva, slots[0], now)

    held = []
    store.open(fetched(client, booked))
    held.append([one.begins for one in store.events.values()])
    move(alva, booked, slots[2], now + timedelta(minutes=1))
    store.open(fetched(client, booked))
    held.append([one.begins for one in store.events.values()])
    cancel_appointment(grant=alva, appointment=booked.id, now=now + timedelta(minutes=2))
    store.open(fetched(client, booked))

    begins = booked.starts_at
    assert held == [[begins.isoformat()], [(begins + timedelta(hours=1)).isoformat()]]
    assert store.events == {}


@pytest.mark.parametrize("read", PARSERS.values(), ids=PARSERS)
def test_an_older_file_that_is_opened_late_changes_nothing(read: Read) -> None:
    store = Store(read)
    older, newer = (
        calendar_file(entries=[entry(sequence=number)], method=Method.PUBLISH, name="Bokade tider") for number in (0, 1)
    )

    store.open(newer)
    store.open(older)

    assert [one.sequence for one in store.events.values()] == [1]


@pytest.mark.parametrize("read", PARSERS.values(), ids=PARSERS)
@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    ],
)
def test_nights_when_clocks_change_are_right_in_every_calendar(read: Read, moment: datetime) -> None:
    body = calendar_file(
        entries=[entry(starts_at=moment, ends_at=moment + timedelta(hours=1))], method=Method.FEED, name="Bokade tider"
    )

    assert [datetime.fromisoformat(one.begins) for one in read(body)] == [moment]


@given(MOMENTS, st.integers(0, 9), st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=300))
def test_whatever_is_written_is_read_back_from_lines_that_every_calendar_can_carry(
    moment: datetime, sequence: int, text: str
) -> None:
    moment = moment.replace(microsecond=0)
    written = entry(starts_at=moment, ends_at=moment + timedelta(hours=1), sequence=sequence, title=text, place=text)

    body = calendar_file(entries=[written], method=Method.PUBLISH, name="Bokade tider")

    (event,) = Calendar.from_ical(body).walk("VEVENT")
    assert (event.decoded("DTSTART"), int(str(event["SEQUENCE"]))) == (moment, sequence)
    assert str(event["SUMMARY"]) == str(event["LOCATION"]) == text
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert b"\n" not in body.replace(b"\r\n", b"")


def test_the_same_time_is_the_same_file() -> None:
    bodies = {calendar_file(entries=[entry()], method=Method.FEED, name="Bokade tider") for _ in range(2)}

    assert len(bodies) == 1


def test_a_file_tells_nothing_but_when_unless_the_person_chose_so(
    log_in_as: LogIn, slots: list[Slot], alva: Grant, now: datetime
) -> None:
    client, booked = log_in_as("alva"), book(alva, slots[0], now)
    neutral = fetched(client, booked).decode()

    choose_details(grant=alva, is_detailed=True, now=now)
    detailed = fetched(client, booked).decode()
    choose_details(grant=alva, is_detailed=False, now=now)
    again = fetched(client, booked).decode()

    assert "SUMMARY:Bokad tid" in neutral
    assert all(word not in neutral for word in ("Björkbacken", "distrikts", "LOCATION", "DESCRIPTION", "Rum 3", "Sara"))
    assert "Björkbacken" in detailed
    assert "distriktssköterska" in detailed
    assert again == neutral


def test_a_file_is_fetched_as_a_calendar_file_and_kept_by_nobody(
    log_in_as: LogIn, slots: list[Slot], alva: Grant, now: datetime
) -> None:
    booked = book(alva, slots[0], now)

    answer = log_in_as("alva").get(reverse("booking:calendar_file", kwargs={"appointment": booked.id}))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert answer["Content-Disposition"] == 'attachment; filename="kalender.ics"'
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("key", ["cleo", "bo", "sara"])
def test_nobody_else_fetches_the_file(
    log_in_as: LogIn, slots: list[Slot], alva: Grant, now: datetime, key: str
) -> None:
    booked = book(alva, slots[0], now)

    answers = [
        log_in_as(key).get(reverse("booking:calendar_file", kwargs={"appointment": one}))
        for one in (booked.id, uuid4())
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_what_is_hidden_from_a_guardian_has_no_file_for_her(
    log_in_as: LogIn, slots: list[Slot], cast: object, now: datetime
) -> None:
    booked = book(own("ella", now, by="bo"), slots[0], now)
    address = reverse("booking:calendar_file", kwargs={"appointment": booked.id})
    before = log_in_as("bo", acting_for="ella").get(address).status_code
    with house_scope():
        Appointment.unguarded.filter(id=booked.id).update(hidden_from_guardian=True)

    after = log_in_as("bo", acting_for="ella").get(address).status_code

    assert (before, after) == (200, 404)
