"""When a reader is told of what is new."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.kernel.periods import local
from ingang.services.journal.kinds import DIAGNOSES, EXAMINATIONS, RESULTS, Kind
from ingang.services.journal.news.rules import (
    CODES,
    DAY,
    EVENING,
    NEW_OTHERS,
    NEW_RESULTS,
    NEW_TODAY,
    Pace,
    code_of,
    first_look,
    next_look,
)

MOMENTS = st.timedeltas(timedelta(0), timedelta(days=730)).map(lambda since: datetime(2026, 1, 1, tzinfo=UTC) + since)


@pytest.mark.parametrize(
    ("kind", "pace", "code"),
    [
        (RESULTS, Pace.AT_ONCE, NEW_RESULTS),
        (EXAMINATIONS, Pace.AT_ONCE, NEW_RESULTS),
        (DIAGNOSES, Pace.AT_ONCE, NEW_OTHERS),
        (None, Pace.AT_ONCE, NEW_OTHERS),
        (RESULTS, Pace.EVENING, NEW_TODAY),
        (None, Pace.EVENING, NEW_TODAY),
    ],
)
def test_each_entry_is_told_of_as_one_kind_of_notice(kind: Kind | None, pace: Pace, code: str) -> None:
    assert code_of(kind=kind, pace=pace) == code
    assert code in CODES[pace]


@given(MOMENTS)
def test_at_once_is_the_same_moment_and_the_evening_is_the_next_one(came_at: datetime) -> None:
    evening = first_look(pace=Pace.EVENING, came_at=came_at)

    assert first_look(pace=Pace.AT_ONCE, came_at=came_at) == came_at
    assert local(evening).time() == EVENING
    assert timedelta(0) < evening - came_at <= timedelta(hours=25)


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_what_waits_is_looked_at_again_within_a_day_and_on_the_day_that_it_opens(
    came_at: datetime, since: timedelta
) -> None:
    now = came_at + since

    again = next_look(pace=Pace.AT_ONCE, came_at=came_at, now=now)

    assert timedelta(0) < again - now <= DAY
    assert (again - came_at) % DAY == timedelta(0)
    assert next_look(pace=Pace.EVENING, came_at=came_at, now=now) == first_look(pace=Pace.EVENING, came_at=now)
