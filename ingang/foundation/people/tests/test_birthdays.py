"""The 13th, 16th and 18th birthdays: told once, at midnight in Sweden, however late the worker is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.outbox.models import OutboxEvent
from ingang.foundation.people.actions.birthdays import tell_birthdays
from ingang.foundation.people.models import GuardianAccessDecision, Person
from ingang.foundation.people.rules import latest_birth_date
from ingang.kernel.actor import Job
from ingang.kernel.periods import age_on, start_of_day

Cast = Callable[[str], UUID]
JOB = Job(name="people.birthdays")
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))


def told(person: UUID) -> list[str]:
    return [one.name for one in OutboxEvent.objects.filter(person=person).order_by("number")]


def born(on: date | None, **values: object) -> UUID:
    return Person.objects.create(given_name="A", family_name="B", birth_date=on, **values).id


@given(birth=DAYS, on=DAYS, age=st.sampled_from([13, 16, 18]))
def test_the_latest_birth_date_is_that_of_those_who_have_reached_the_age(birth: date, on: date, age: int) -> None:
    assert (birth <= latest_birth_date(age=age, on=on)) is (age_on(birth, on=on) >= age)


def test_noahs_13th_birthday_is_told_when_the_day_begins_in_sweden(cast: Cast) -> None:
    midnight = start_of_day(TODAY + timedelta(days=1))
    tell_birthdays(actor=JOB, now=midnight - timedelta(hours=13))

    tell_birthdays(actor=JOB, now=midnight - timedelta(seconds=1))
    before = told(cast("noah"))
    tell_birthdays(actor=JOB, now=midnight)

    assert before == []
    assert told(cast("noah")) == ["people.turned_13"]
    assert OutboxEvent.objects.get(person=cast("noah")).fields == {}
    assert AuditEvent.objects.get(event="people.age_reached").details == {"age": "13"}


def test_running_twice_tells_once(cast: Cast, now: datetime) -> None:
    tomorrow = now + timedelta(days=1)
    tell_birthdays(actor=JOB, now=now)

    counts = [tell_birthdays(actor=JOB, now=tomorrow) for _ in range(2)]

    assert counts == [1, 0]


def test_a_worker_that_was_down_for_weeks_tells_what_it_missed(cast: Cast, now: datetime) -> None:
    tell_birthdays(actor=JOB, now=now)

    tell_birthdays(actor=JOB, now=now + timedelta(days=100))

    assert told(cast("noah")) == ["people.turned_13"]


def test_old_birthdays_of_those_nobody_has_looked_at_are_history(cast: Cast, now: datetime) -> None:
    old = born(date(1990, 1, 1))
    recent = born(date(2013, 11, 20))

    tell_birthdays(actor=JOB, now=now)

    assert told(old) == []
    assert told(recent) == ["people.turned_13"]
    assert Person.objects.get(id=old).told_age == 18


def test_several_ages_at_once_are_told_in_order(db: None, now: datetime) -> None:
    person = born(date(2010, 11, 20))
    tell_birthdays(actor=JOB, now=datetime(2020, 1, 1, tzinfo=UTC))

    tell_birthdays(actor=JOB, now=datetime(2029, 1, 1, tzinfo=UTC))

    assert told(person) == ["people.turned_13", "people.turned_16", "people.turned_18"]


def test_the_dead_and_those_without_a_date_of_birth_are_left_alone(db: None, now: datetime) -> None:
    persons = [born(date(2013, 11, 20), deceased_on=date(2026, 11, 1)), born(None)]

    tell_birthdays(actor=JOB, now=now)

    assert [told(person) for person in persons] == [[], []]


def test_at_16_a_units_decision_for_a_guardian_is_closed(cast: Cast, now: datetime) -> None:
    child = born(TODAY.replace(year=2010))
    GuardianAccessDecision.unguarded.create(
        person=child, guardian=cast("bo"), unit="SE0000000010-U001", decided_at=now, decided_by="x"
    )

    tell_birthdays(actor=JOB, now=now)

    assert GuardianAccessDecision.unguarded.get().ended_at == now


@pytest.mark.parametrize(
    ("birth", "moment", "expected"),
    [
        # Born on 29 February: 13 on 28 February, since the year has no such day (lag 1930:173 1 §).
        (date(2024, 2, 29), datetime(2037, 2, 27, 22, 59, tzinfo=UTC), []),
        (date(2024, 2, 29), datetime(2037, 2, 27, 23, 0, tzinfo=UTC), ["people.turned_13"]),
        # 18 years on, 2042 has none either; 16 years on, 2040 has.
        (date(2024, 2, 29), datetime(2040, 2, 28, 22, 59, tzinfo=UTC), ["people.turned_13"]),
        (date(2024, 2, 29), datetime(2040, 2, 28, 23, 0, tzinfo=UTC), ["people.turned_13", "people.turned_16"]),
        # The nights the clocks change: midnight is 23 UTC before summer time begins, and 22 UTC while it lasts.
        (date(2014, 3, 29), datetime(2027, 3, 28, 22, 0, tzinfo=UTC), ["people.turned_13"]),
        (date(2014, 3, 28), datetime(2027, 3, 27, 22, 59, tzinfo=UTC), []),
        (date(2014, 3, 28), datetime(2027, 3, 27, 23, 0, tzinfo=UTC), ["people.turned_13"]),
        (date(2014, 10, 31), datetime(2027, 10, 30, 21, 59, tzinfo=UTC), []),
        (date(2014, 10, 31), datetime(2027, 10, 30, 22, 0, tzinfo=UTC), ["people.turned_13"]),
        (date(2014, 11, 1), datetime(2027, 10, 31, 22, 59, tzinfo=UTC), []),
        (date(2014, 11, 1), datetime(2027, 10, 31, 23, 0, tzinfo=UTC), ["people.turned_13"]),
    ],
)
def test_midnight_is_midnight_in_sweden(db: None, birth: date, moment: datetime, expected: list[str]) -> None:
    person = born(birth)
    tell_birthdays(actor=JOB, now=datetime(2026, 6, 1, tzinfo=UTC))

    tell_birthdays(actor=JOB, now=moment)

    assert told(person) == expected
