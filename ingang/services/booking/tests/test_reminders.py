"""Reminders: once for each time as it stands, neutral, in the morning, and never of what is cancelled."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import opened, resident
from demo.cast import person_id
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.notifications.actions import choose_channels
from ingang.foundation.notifications.models import Notice
from ingang.foundation.personal.scope import house_scope
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local
from ingang.services.booking.actions.booking import cancel_appointment
from ingang.services.booking.actions.reminders import remind
from ingang.services.booking.models import KIND, Appointment, Reminder, Slot, TimeType
from ingang.services.booking.rules.reminders import is_reminder_due, reminder_moment
from ingang.services.booking.tests.conftest import own, publish
from ingang.services.booking.tests.test_calendar_files import book, move

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
BEFORE, SAME_DAY = "booking.reminder", "booking.reminder_same_day"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def run(now: datetime) -> int:
    return remind(grant=open_job(name="booking.remind", kinds=(KIND,), now=now), now=now)


def written(key: str) -> list[tuple[str, str]]:
    """Code and channel of every notice about the person that waits."""
    with house_scope():
        rows = Notice.unguarded.filter(person=person_id(key)).order_by("written_at", "id")
        return [(row.code, row.channel) for row in rows if row.state == "waiting"]


def states() -> list[tuple[str, str]]:
    """What became of every reminder, in the order they were written."""
    with house_scope():
        rows = Notice.unguarded.filter(code=BEFORE).order_by("written_at", "id")
        return [(one.state, one.reason) for one in rows]


def moment_of(appointment: Appointment, *, days: int = 2) -> datetime:
    return reminder_moment(starts_at=appointment.starts_at, days_before=days)


def test_a_reminder_is_written_two_days_before_in_the_morning_and_only_once(
    slots: list[Slot], alva: Grant, now: datetime
) -> None:
    due = moment_of(book(alva, slots[0], now))

    runs = [run(moment) for moment in (due - timedelta(seconds=1), due, due + HOUR, due + DAY)]

    assert runs == [0, 1, 0, 0]
    assert written("alva") == [(BEFORE, "mail")]
    assert local(due).hour == 8
    assert AuditEvent.objects.filter(event="booking.reminded").count() == 1


@pytest.mark.parametrize("heard_late", [False, True])
def test_after_a_move_the_earlier_reminder_never_leaves_and_the_new_one_is_sent_once(
    slots: list[Slot], sara: Grant, alva: Grant, visit: TimeType, now: datetime, deliver: Callable[..., int],
    heard_late: bool,
) -> None:  # fmt: skip
    booked, later = book(alva, slots[0], now), publish(sara, visit, now, days=10)[0]
    due = moment_of(booked)
    first = run(due)
    move(alva, booked, later, due + HOUR)
    if not heard_late:
        deliver(at=due + HOUR)

    again = [run(due + 2 * HOUR), run(due + 3 * DAY), run(due + 3 * DAY + HOUR)]
    deliver(at=due + 4 * DAY)

    assert (first, again) == (1, [0, 1, 0])
    assert states() == [("suppressed", "withdrawn"), ("waiting", "")]


def test_a_cancelled_time_is_never_reminded_of(slots: list[Slot], alva: Grant, now: datetime) -> None:
    booked = book(alva, slots[0], now)
    cancel_appointment(grant=alva, appointment=booked.id, now=now)

    assert run(moment_of(booked)) == 0
    assert written("alva") == []


def test_a_reminder_that_has_not_left_when_the_time_is_cancelled_never_leaves(
    slots: list[Slot], alva: Grant, now: datetime, deliver: Callable[[], int]
) -> None:
    booked = book(alva, slots[0], now)
    run(moment_of(booked))

    cancel_appointment(grant=alva, appointment=booked.id, now=now)
    deliver()

    assert states() == [("suppressed", "withdrawn")]


def test_who_books_after_the_moment_is_not_told_what_she_has_just_done(
    slots: list[Slot], alva: Grant, now: datetime
) -> None:
    due = reminder_moment(starts_at=slots[0].starts_at, days_before=2)
    book(alva, slots[0], due + HOUR)

    assert run(due + 2 * HOUR) == 0


def test_on_the_day_only_those_are_reminded_who_chose_it(slots: list[Slot], alva: Grant, now: datetime) -> None:
    booked = book(alva, slots[4], now)
    grant = opened(resident("alva"), "notifications.choices", now=now)
    choose_channels(grant=grant, code=BEFORE, channels=[], now=now)
    choose_channels(grant=grant, code=SAME_DAY, channels=["mail"], now=now)

    run(moment_of(booked))
    run(moment_of(booked, days=0))

    assert written("alva") == [(SAME_DAY, "mail")]


def test_a_childs_reminder_goes_to_the_guardian_and_a_hidden_one_to_nobody(
    slots: list[Slot], cast: Callable[[str], UUID], now: datetime
) -> None:
    open_one, hidden = (book(own("ella", now, by="bo"), slot, now) for slot in slots[:2])
    with house_scope():
        Appointment.unguarded.filter(id=hidden.id).update(hidden_from_guardian=True)

    run(moment_of(open_one))

    with house_scope():
        told = [(one.recipient, one.state) for one in Notice.unguarded.filter(code=BEFORE).order_by("state")]
    assert told == [(cast("ella"), "suppressed"), (cast("bo"), "waiting")]


def test_a_job_that_is_killed_goes_on_where_it_was(
    slots: list[Slot], alva: Grant, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    booked = [book(alva, slot, now) for slot in slots[:2]]

    def killed(**_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("ingang.services.booking.actions.reminders.notify", killed)
        with pytest.raises(KeyboardInterrupt):
            run(moment_of(booked[0]))
    with house_scope():
        marks = Reminder.unguarded.count()

    assert (marks, run(moment_of(booked[0]))) == (0, 2)


@given(MOMENTS, st.integers(0, 14))
def test_the_moment_is_eight_in_the_morning_so_many_days_before_also_across_change_nights(
    starts_at: datetime, days: int
) -> None:
    moment = reminder_moment(starts_at=starts_at, days_before=days)

    assert (local(moment).hour, local(moment).minute) == (8, 0)
    assert (local(starts_at).date() - local(moment).date()).days == days


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=20)), st.integers(0, 14))
def test_a_reminder_is_never_due_once_the_time_has_begun(starts_at: datetime, late: timedelta, days: int) -> None:
    told_at = starts_at - timedelta(days=100)

    assert not is_reminder_due(starts_at=starts_at, told_at=told_at, days_before=days, now=starts_at + late)
