"""Schedules: what a rule makes of the days, publishing once, refitting, and two who change at once."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from uuid6 import uuid7

from conftest import staff
from ingang.foundation.access.actions import open_job, open_unit
from ingang.foundation.audit.models import AuditEvent
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local, local_date
from ingang.services.booking.actions.publishing import withdraw_time
from ingang.services.booking.actions.schedules import (
    change_schedule,
    create_schedule,
    end_schedule,
    except_day,
    keep_published,
    publish_schedule,
    take_exception_back,
)
from ingang.services.booking.errors import (
    ChangedByColleague,
    PublishingNotAllowed,
    ScheduleUnknown,
    UnreasonableSchedule,
)
from ingang.services.booking.models import KIND, Closure, Schedule, Slot, SlotStatus, TimeType
from ingang.services.booking.queries.schedule import plan_of
from ingang.services.booking.rules.holidays import holidays_between
from ingang.services.booking.rules.schedules import Hours, Plan, Rule, check_reasonable, plan
from ingang.services.booking.rules.spans import Span
from ingang.services.booking.tests.test_booking import take

LogIn = Callable[..., Any]
MONDAY = date(2026, 11, 30)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def rule(**changes: Any) -> Rule:
    usual: dict[str, Any] = {"weekdays": frozenset(range(5)), "hours": Hours(begins=time(8), ends=time(10)),
                             "minutes": 30, "valid_from": MONDAY}  # fmt: skip
    return Rule(**usual | changes)


def planned(one: Rule, *, first: date = MONDAY, until: date = date(2026, 12, 14), **facts: Any) -> Plan:
    usual: dict[str, Any] = {"holidays": holidays_between(first=first, until=until), "taken": (), "made": (),
                             "closed": (), "now": LONG_AGO}  # fmt: skip
    return plan(rule=one, first=first, until=until, **usual | facts)


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({}, 40),
        ({"weekdays": frozenset({0})}, 8),
        ({"every_weeks": 2}, 20),
        ({"valid_until": date(2026, 12, 2)}, 8),
        ({"valid_from": date(2026, 12, 11)}, 4),
        ({"minutes": 45}, 20),
        ({"breaks": (Hours(begins=time(8, 30), ends=time(9)),)}, 30),
        ({"breaks": (Hours(begins=time(8, 45), ends=time(9, 15)),)}, 20),
        ({"exceptions": {MONDAY: None}}, 36),
        ({"exceptions": {MONDAY: Hours(begins=time(8), ends=time(8, 30))}}, 37),
        ({"exceptions": {date(2026, 12, 5): Hours(begins=time(8), ends=time(9))}}, 42),
    ],
)
def test_a_rule_makes_these_many_times_in_two_weeks(changes: dict[str, Any], count: int) -> None:
    assert planned(rule(**changes)).count == count


def test_holidays_are_left_out_and_named_unless_the_rule_wants_them() -> None:
    days = {"first": date(2026, 12, 21), "until": date(2027, 1, 2)}

    skipped, worked = planned(rule(), **days), planned(rule(skips_holidays=False), **days)

    assert list(skipped.holidays.values()) == ["Julafton", "Juldagen", "Nyårsafton", "Nyårsdagen"]
    assert (skipped.count, worked.count, worked.holidays) == (24, 40, {})


def test_a_day_of_its_own_wins_over_a_holiday() -> None:
    extra = rule(exceptions={date(2026, 12, 24): Hours(begins=time(9), ends=time(10))})

    found = planned(extra, first=date(2026, 12, 24), until=date(2026, 12, 25))

    assert (found.count, found.holidays) == (2, {})


def test_times_that_meet_others_or_lie_in_a_closed_span_are_left_out_and_counted() -> None:
    eight = planned(rule(), until=MONDAY + timedelta(days=1)).new
    other = Span(starts_at=eight[1].starts_at + timedelta(minutes=10), ends_at=eight[1].ends_at)
    shut = Span(starts_at=eight[2].starts_at, ends_at=eight[3].ends_at)

    found = planned(rule(), until=MONDAY + timedelta(days=1), taken=[other], closed=[shut])

    assert (found.new, found.clashes, found.closed) == ((eight[0],), (eight[1],), 2)


@pytest.mark.parametrize(
    "changes",
    [
        {"weekdays": frozenset()}, {"weekdays": frozenset({7})}, {"minutes": 4}, {"minutes": 481}, {"minutes": 240},
        {"every_weeks": 0}, {"every_weeks": 5}, {"breaks": (Hours(begins=time(7), ends=time(9)),)},
        {"breaks": (Hours(begins=time(9), ends=time(8, 30)),)}, {"valid_until": MONDAY},
        {"breaks": (Hours(begins=time(8), ends=time(10)),)},
    ],
)  # fmt: skip
def test_a_rule_without_sense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(UnreasonableSchedule):
        check_reasonable(rule=rule(**changes))


def change_nights() -> list[date]:
    """The two nights of each of the next ten years: the last Sundays of March and October."""
    ends = [date(year, month, 31) for year in range(2026, 2036) for month in (3, 10)]
    return [day - timedelta(days=(day.weekday() + 1) % 7) for day in ends]


@given(
    night=st.sampled_from(change_nights()),
    begins=st.integers(0, 5),
    hours=st.integers(1, 18),
    minutes=st.integers(5, 480),
    pause=st.booleans(),
)
def test_no_time_of_any_schedule_touches_the_hour_of_a_change_night(
    night: date, begins: int, hours: int, minutes: int, pause: bool
) -> None:
    ends = min(begins + hours, 23)
    breaks = (Hours(begins=time(begins, 30), ends=time(begins, 45)),) if pause else ()
    every = rule(weekdays=frozenset(range(7)), hours=Hours(begins=time(begins), ends=time(ends, 59)), minutes=minutes,
                 breaks=breaks, valid_from=night - timedelta(days=1), skips_holidays=False)  # fmt: skip

    found = planned(every, first=night - timedelta(days=1), until=night + timedelta(days=2)).new

    for one in found:
        clock, last = local(one.starts_at), local(one.ends_at - timedelta(minutes=1))
        length = timedelta(minutes=minutes)
        assert one.ends_at - one.starts_at == length
        assert last.replace(tzinfo=None) - clock.replace(tzinfo=None) == length - timedelta(minutes=1)
        if clock.date() == night:
            assert clock.hour != 2
            assert last.hour != 2
    assert all(before.ends_at <= after.starts_at for before, after in pairwise(found))


def terms(kind: TimeType, **changes: Any) -> dict[str, Any]:
    usual = {"performer": "SE0000000020-S001", "performer_name": "Distriktssköterska Sara Nyström",
             "time_type": kind.id, "weekdays": "01234", "begins": time(8), "ends": time(10), "minutes": 30,
             "breaks": [], "place": "Rum 3", "valid_from": MONDAY, "valid_until": None, "every_weeks": 1,
             "skips_holidays": True, "weeks_ahead": None}  # fmt: skip
    return usual | changes


@pytest.fixture
def made(sara: Grant, visit: TimeType, now: datetime) -> Schedule:
    return create_schedule(grant=sara, schedule=uuid7(), now=now, **terms(visit))


UNTIL = date(2026, 12, 14)


def published(grant: Grant, row: Schedule, now: datetime, *, until: date = UNTIL) -> int:
    version = Schedule.objects.get(id=row.id).version
    return publish_schedule(grant=grant, schedule=row.id, version=version, until=until, now=now)


def free() -> int:
    return Slot.objects.filter(status=SlotStatus.FREE).count()


def test_the_same_rule_never_makes_the_same_time_twice(sara: Grant, made: Schedule, now: datetime) -> None:
    counts = [published(sara, made, now) for _ in range(3)]

    assert counts == [40, 0, 0]
    assert AuditEvent.objects.filter(event="booking.times_published").count() == 1
    slot = Slot.objects.order_by("starts_at")[0]
    slot.id, slot.performer = uuid7(), "somebody else"
    with pytest.raises(IntegrityError), transaction.atomic():
        slot.save(force_insert=True)


def test_a_time_that_was_withdrawn_by_hand_is_not_published_again(sara: Grant, made: Schedule, now: datetime) -> None:
    published(sara, made, now)
    withdraw_time(grant=sara, slot=Slot.objects.order_by("starts_at")[0].id, now=now)

    again = published(sara, made, now)

    assert (again, free()) == (0, 39)


def test_a_changed_rule_refits_what_is_free_and_leaves_what_is_booked(
    sara: Grant, alva: Grant, visit: TimeType, made: Schedule, now: datetime
) -> None:
    published(sara, made, now)
    first = Slot.objects.order_by("starts_at")[0]
    take(alva, first, now)

    changed = change_schedule(grant=sara, schedule=made.id, version=1, now=now, **terms(visit, begins=time(9)))
    back = change_schedule(grant=sara, schedule=made.id, version=2, now=now, **terms(visit))

    assert (changed.version, back.version) == (2, 3)
    assert Slot.objects.get(id=first.id).status == SlotStatus.BOOKED
    assert free() == 39
    assert {local(slot.starts_at).hour for slot in Slot.objects.filter(status=SlotStatus.FREE)} == {8, 9}


def test_the_second_of_two_changes_is_refused_with_who_and_when(
    sara: Grant, visit: TimeType, made: Schedule, now: datetime
) -> None:
    change_schedule(grant=sara, schedule=made.id, version=1, now=now, **terms(visit, minutes=20))

    for change in (
        lambda: change_schedule(grant=sara, schedule=made.id, version=1, now=now, **terms(visit, minutes=60)),
        lambda: publish_schedule(grant=sara, schedule=made.id, version=1, until=UNTIL, now=now),
        lambda: end_schedule(grant=sara, schedule=made.id, version=1, now=now),
    ):
        with pytest.raises(ChangedByColleague) as met:
            change()
        assert met.value.values == {"name": "Sara Nyström", "clock": "12:00"}
    assert Schedule.objects.get(id=made.id).minutes == 20
    assert Slot.objects.count() == 0


def test_a_day_off_takes_its_free_times_away_and_gives_them_back(sara: Grant, made: Schedule, now: datetime) -> None:
    published(sara, made, now)

    except_day(grant=sara, schedule=made.id, version=1, on=MONDAY, hours=None, reason="Utbildning", now=now)
    off = free()
    other = Hours(begins=time(13), ends=time(14))
    except_day(grant=sara, schedule=made.id, version=2, on=MONDAY, hours=other, reason="", now=now)
    moved = free()
    take_exception_back(grant=sara, schedule=made.id, version=3, on=MONDAY, now=now)

    assert (off, moved, free()) == (36, 38, 40)


def test_an_ended_schedule_withdraws_its_free_times_and_is_gone(sara: Grant, made: Schedule, now: datetime) -> None:
    published(sara, made, now)

    withdrawn = end_schedule(grant=sara, schedule=made.id, version=1, now=now)

    assert (withdrawn, free()) == (40, 0)
    with pytest.raises(ScheduleUnknown):
        publish_schedule(grant=sara, schedule=made.id, version=2, until=UNTIL, now=now)


def test_the_job_keeps_publishing_so_many_weeks_ahead_and_never_twice(
    sara: Grant, visit: TimeType, now: datetime
) -> None:
    create_schedule(grant=sara, schedule=uuid7(), now=now, **terms(visit, weeks_ahead=2))
    grant = open_job(name="booking.keep_published", kinds=[], now=now)

    counts = [keep_published(grant=grant, now=now + timedelta(days=days)) for days in (0, 0, 1, 7)]

    assert counts == [32, 0, 4, 16]


def test_the_job_leaves_a_closed_span_alone(sara: Grant, visit: TimeType, now: datetime) -> None:
    create_schedule(grant=sara, schedule=uuid7(), now=now, **terms(visit, weeks_ahead=2))
    Closure.objects.create(id=uuid7(), unit=sara.unit, begins_at=now, ends_at=now + timedelta(days=60), closed_at=now)

    assert keep_published(grant=open_job(name="booking.keep_published", kinds=[], now=now), now=now) == 0


def test_without_the_role_or_at_another_unit_no_schedule_is_made_or_changed(
    visit: TimeType, made: Schedule, cast: object, now: datetime
) -> None:
    tore, mona = (open_unit(actor=staff(key), kinds=[KIND], now=now) for key in ("tore", "mona"))

    with pytest.raises(PublishingNotAllowed):
        create_schedule(grant=tore, schedule=uuid7(), now=now, **terms(visit))
    with pytest.raises(PublishingNotAllowed):
        publish_schedule(grant=tore, schedule=made.id, version=1, until=UNTIL, now=now)
    with pytest.raises(ScheduleUnknown):
        publish_schedule(grant=mona, schedule=made.id, version=1, until=UNTIL, now=now)


def test_two_schedules_of_a_performer_never_overlap(
    sara: Grant, visit: TimeType, made: Schedule, now: datetime
) -> None:
    other = create_schedule(
        grant=sara, schedule=uuid7(), now=now, **terms(visit, begins=time(9), ends=time(11), minutes=20)
    )
    published(sara, made, now)

    count = published(sara, other, now)

    assert count == 30
    rows = sorted((slot.span for slot in Slot.objects.all()), key=lambda one: one.starts_at)
    assert all(before.ends_at <= after.starts_at for before, after in pairwise(rows))
    assert len(plan_of(schedule=other, first=local_date(now), until=UNTIL, now=now).clashes) == 30


def form(kind: TimeType, **changes: str) -> dict[str, str]:
    usual = {"schedule": str(uuid7()), "version": "0", "performer": "SE0000000020-S001", "time_type": str(kind.id),
             "day_0": "on", "day_2": "on", "begins": "8.00", "ends": "10:00", "minutes": "30", "break_begins": "",
             "break_ends": "", "every_weeks": "1", "valid_from_0": "30", "valid_from_1": "11", "valid_from_2": "2026",
             "skips_holidays": "on", "place": "Rum 3", "weeks_ahead": ""}  # fmt: skip
    return usual | changes


def test_the_nurse_makes_previews_publishes_and_ends_a_schedule(log_in_as: LogIn, visit: TimeType) -> None:
    sara, written = log_in_as("sara"), form(visit)

    preview = sara.post(reverse("booking:new_schedule"), written, follow=True)
    again = sara.post(reverse("booking:new_schedule"), written)
    page = preview.redirect_chain[-1][0]
    day = {"last_day_0": "11", "last_day_1": "12", "last_day_2": "2026", "version": "1"}
    looked = sara.post(page, day | {"look": "1"}, follow=True)
    before = Slot.objects.count()
    done = sara.post(page, day, follow=True)
    listed = sara.get(reverse("booking:schedules")).content.decode()
    ended = sara.post(reverse("booking:end_schedule", kwargs={"schedule": written["schedule"]}), {"version": "1"})

    assert again.status_code == ended.status_code == 302
    assert looked.context["plan"].count == 16
    assert (before, Slot.objects.count(), free()) == (0, 16, 0)
    assert 'role="status"' in done.content.decode()
    assert "08.00–10.00" in listed


def test_two_who_change_a_schedule_both_see_both_versions(log_in_as: LogIn, visit: TimeType, made: Schedule) -> None:
    client, page = log_in_as("sara"), reverse("booking:schedule", kwargs={"schedule": made.id})

    client.post(page, form(visit, version="1", place="Kollegans rum"))
    met = client.post(page, form(visit, version="1", place="Mitt rum"))
    saved = client.post(page, form(visit, version=met.context["form"]["version"].value(), place="Mitt rum"))

    words = met.content.decode()
    assert met.status_code == 409
    assert all(one in words for one in ("Sara Nyström", "Kollegans rum", 'value="Mitt rum"'))
    assert saved.status_code == 302
    assert Schedule.objects.get(id=made.id).place == "Mitt rum"


@pytest.mark.parametrize(
    "changes",
    [
        {"day_0": "", "day_2": ""}, {"begins": "25:00"}, {"ends": "08:00"}, {"minutes": "0"}, {"break_begins": "9"},
        {"break_begins": "09:00", "break_ends": ""}, {"break_begins": "07:00", "break_ends": "07:30"},
        {"every_weeks": "9"}, {"valid_from_2": "9999"}, {"valid_from_1": "13"}, {"performer": "SE-X"},
        {"time_type": str(uuid7())}, {"weeks_ahead": "99"}, {"minutes": "240"}, {"schedule": "x"},
        {"last_day_0": "1", "last_day_1": "1", "last_day_2": "2026"},
    ],
)  # fmt: skip
def test_a_schedule_that_can_not_be_made_keeps_what_was_written(
    log_in_as: LogIn, visit: TimeType, changes: dict[str, str]
) -> None:
    answer = log_in_as("sara").post(reverse("booking:new_schedule"), form(visit, place="Rum 37", **changes))

    assert answer.status_code == 400
    assert "Rum 37" in answer.content.decode()
    assert Schedule.objects.count() == 0


def test_a_day_of_its_own_is_added_and_taken_back_on_the_page(log_in_as: LogIn, made: Schedule) -> None:
    client, page = log_in_as("sara"), reverse("booking:schedule_exceptions", kwargs={"schedule": made.id})
    day = {"on_0": "30", "on_1": "11", "on_2": "2026", "begins": "", "ends": "", "reason": "Utbildning"}

    added = client.post(page, day | {"version": "1"}, follow=True).content.decode()
    late = client.post(page, day | {"version": "1"})
    wrong = client.post(page, day | {"version": "2", "begins": "10:00"})
    gone = client.post(page, {"tillbaka": "2026-11-30", "version": "2"}, follow=True).content.decode()

    assert "Utbildning" in added
    assert (late.status_code, wrong.status_code) == (409, 400)
    assert "Utbildning" not in gone


@pytest.mark.parametrize("key", ["tore", "vera", "cleo", "mona"])
def test_nobody_else_opens_the_units_schedules(log_in_as: LogIn, made: Schedule, key: str) -> None:
    client = log_in_as(key)

    for name in ("schedule", "publish_schedule", "schedule_exceptions"):
        assert client.get(reverse(f"booking:{name}", kwargs={"schedule": made.id})).status_code in {403, 404}
    answer = client.post(reverse("booking:end_schedule", kwargs={"schedule": made.id}), {"version": "1"})
    assert answer.status_code in {403, 404}
    assert Schedule.objects.get(id=made.id).ended_at is None
