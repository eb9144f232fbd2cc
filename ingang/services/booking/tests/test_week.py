"""The unit's week and day: every state in words, who comes with what staff must know, and the nights of the clocks."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.audit.models import AuditEvent, ShownPerson
from ingang.foundation.people.models import Person, SafeContact
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date, start_of_day
from ingang.services.booking.actions.attending import note_attendance
from ingang.services.booking.actions.holding import hold_time
from ingang.services.booking.actions.publishing import withdraw_time
from ingang.services.booking.models import Attendance, Slot, TimeType
from ingang.services.booking.queries.day import day_of_unit, week_of_unit
from ingang.services.booking.rules.spans import Span
from ingang.services.booking.rules.standing import Standing, is_worth_showing, standing_of_slot
from ingang.services.booking.rules.weeks import monday_of
from ingang.services.booking.tests.conftest import own, publish
from ingang.services.booking.tests.test_booking import take

LogIn = Callable[..., Any]
NOON = datetime(2026, 11, 26, 11, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("status", "held", "starts", "standing"),
    [
        ("free", None, HOUR, Standing.FREE),
        ("free", None, -HOUR, Standing.UNUSED),
        ("held", HOUR, HOUR, Standing.HELD),
        ("held", -HOUR, HOUR, Standing.FREE),
        ("held", timedelta(0), HOUR, Standing.FREE),
        ("withdrawn", None, HOUR, Standing.WITHDRAWN),
        ("withdrawn", None, -HOUR, Standing.WITHDRAWN),
    ],
)
def test_where_a_time_stands_that_nobody_has(
    status: str, held: timedelta | None, starts: timedelta, standing: Standing
) -> None:
    held_until = NOON + held if held is not None else None

    assert standing_of_slot(status=status, held_until=held_until, starts_at=NOON + starts, now=NOON) is standing


@given(st.integers(-5, 5), st.booleans())
def test_a_withdrawn_time_shows_only_where_nothing_stands_in_its_place(shift: int, is_withdrawn: bool) -> None:
    time = Span(starts_at=NOON, ends_at=NOON + HOUR)
    other = Span(starts_at=NOON + shift * HOUR / 2, ends_at=NOON + shift * HOUR / 2 + HOUR)

    shown = is_worth_showing(time=time, is_withdrawn=is_withdrawn, others=[other])

    assert shown == (not is_withdrawn or abs(shift) >= 2)


def in_all_states(sara: Grant, visit: TimeType, now: datetime) -> list[Slot]:
    """Four hours of today from two o'clock: arrived, booked, held, withdrawn, free."""
    slots = publish(sara, visit, now, days=0, hour=14)
    row = take(own("alva", now), slots[0], now)
    note_attendance(grant=sara, appointment=row.id, attendance=Attendance.ARRIVED, now=now)
    take(own("cleo", now), slots[1], now)
    hold_time(grant=own("imran", now), unit=sara.unit, slot=slots[2].id, now=now)
    withdraw_time(grant=sara, slot=slots[3].id, now=now)
    return slots


def test_the_week_tells_every_state_and_records_whom_it_shows(
    sara: Grant, visit: TimeType, now: datetime, cast: object
) -> None:
    in_all_states(sara, visit, now)

    days = week_of_unit(grant=sara, monday=date(2026, 11, 23), now=now)

    today = dict(days)[local_date(now)]
    assert [line.standing for line in today[:5]] == [
        Standing.ARRIVED, Standing.BOOKED, Standing.HELD, Standing.WITHDRAWN, Standing.FREE,
    ]  # fmt: skip
    assert [line.person for line in today[:3]] == ["Alva Lindqvist", "Cleo Åkerman", ""]
    assert {row.person for row in ShownPerson.objects.all()} == {own("alva", now).person, own("cleo", now).person}
    assert AuditEvent.objects.filter(event="access.list_shown").exists()


def test_a_week_takes_as_many_questions_full_as_empty(
    sara: Grant, visit: TimeType, now: datetime, cast: object
) -> None:
    take(own("alva", now), publish(sara, visit, now, days=1)[0], now)
    counts = []
    for days in (0, 2, 3):
        with CaptureQueriesContext(connection) as asked:
            week_of_unit(grant=sara, monday=date(2026, 11, 23), now=now)
        counts.append(len(asked))
        publish(sara, visit, now, days=days, hour=14)

    assert len(set(counts)) == 1


def test_one_performers_week_leaves_the_others_out(
    sara: Grant, visit: TimeType, slots: list[Slot], now: datetime
) -> None:
    monday = monday_of(local_date(slots[0].starts_at))

    hers = week_of_unit(grant=sara, monday=monday, performer=slots[0].performer, now=now)
    nobodys = week_of_unit(grant=sara, monday=monday, performer="SE-X", now=now)

    assert sum(len(lines) for _, lines in hers) == len(slots)
    assert sum(len(lines) for _, lines in nobodys) == 0


@pytest.mark.parametrize("night", [date(2027, 3, 28), date(2026, 10, 25), date(2027, 10, 31)])
def test_every_time_of_a_change_night_stands_on_its_own_day_and_none_twice(
    sara: Grant, visit: TimeType, now: datetime, night: date
) -> None:
    begins, ends = start_of_day(night), start_of_day(night + timedelta(days=1))
    hours = int((ends - begins) / HOUR)
    made = [
        Slot.objects.create(
            unit=sara.unit, time_type=visit.id, starts_at=begins + n * HOUR, ends_at=begins + (n + 1) * HOUR,
            performer="P", performer_name="P", publication=uuid4(),
        ).id
        for n in range(-1, hours + 1)
    ]  # fmt: skip

    days = dict(week_of_unit(grant=sara, monday=monday_of(night), now=now))
    after = dict(week_of_unit(grant=sara, monday=monday_of(night) + timedelta(days=7), now=now))

    assert hours in {23, 25}
    assert [line.slot.id for line in days[night]] == made[1:-1]
    assert [line.slot.id for line in days[night - timedelta(days=1)]] == made[:1]
    assert [line.slot.id for line in after[night + timedelta(days=1)]] == made[-1:]
    assert day_of_unit(grant=sara, on=night, now=now) == days[night]


def test_the_pages_tell_states_in_words_today_and_what_to_know_of_who_comes(
    log_in_as: LogIn, sara: Grant, visit: TimeType, now: datetime
) -> None:
    in_all_states(sara, visit, now)
    alva = own("alva", now).person
    Person.objects.filter(id=alva).update(interpreter_language="ar", chosen_name="Allis")
    SafeContact(person=alva, set_by=alva, avoid="home_phone", changed_at=now).save(force_insert=True)
    client = log_in_as("sara")

    week = client.get(reverse("booking:week")).content.decode()
    day = client.get(reverse("booking:desk")).content.decode()

    for words in ("Ankommen", "Bokad", "Bokas just nu", "Tillbakadragen", "Ledig"):
        assert words in week
        assert words in day
    assert 'aria-current="date"' in week
    assert "Allis Lindqvist" in week
    assert "Säker kontakt" in week
    assert "Ring inte hem" in day
    assert "arabiska" in day


def test_weeks_and_days_are_moved_between_by_address_and_nonsense_is_this_week(
    log_in_as: LogIn, sara: Grant, slots: list[Slot], now: datetime
) -> None:
    client = log_in_as("sara")
    there = client.get(reverse("booking:week"), {"vecka": local_date(slots[0].starts_at).isoformat()}).content.decode()

    assert "Vecka 49" in there
    assert "vecka=2026-11-23" in there
    assert f"tid={slots[0].id}" in there
    for nonsense in ("9999-99-99", "x" * 500, "0001-01-01"):
        assert "Vecka 48" in client.get(reverse("booking:week"), {"vecka": nonsense}).content.decode()


def test_another_unit_and_a_resident_see_nothing_of_the_week(
    log_in_as: LogIn, sara: Grant, alva: Grant, slots: list[Slot], now: datetime
) -> None:
    take(alva, slots[0], now)
    week = {"vecka": local_date(slots[0].starts_at).isoformat()}

    assert "Alva" not in log_in_as("mona").get(reverse("booking:week"), week).content.decode()
    assert log_in_as("cleo").get(reverse("booking:week"), week).status_code == 404
    assert "Alva" in log_in_as("sara").get(reverse("booking:week"), week).content.decode()
