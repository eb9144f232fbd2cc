"""Until when an offer is answered, and which times suit."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.kernel.periods import local, local_date
from ingang.services.booking.rules.spans import Span
from ingang.services.booking.rules.waiting import LEAST_NOTICE, Suits, answer_until, is_suited


@given(
    minutes=st.integers(15, 1440),
    now=st.integers(0, 60 * 24 * 700).map(lambda one: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=one)),
    ahead=st.integers(1, 60 * 24 * 30),
)
def test_an_answer_runs_by_day_alone_and_ends_before_the_time(minutes: int, now: datetime, ahead: int) -> None:
    starts_at = now + timedelta(minutes=ahead)

    last = answer_until(now=now, minutes=minutes, starts_at=starts_at)

    if last is not None:
        assert now + timedelta(minutes=minutes) <= last <= starts_at - LEAST_NOTICE
        assert time(8) < local(last).time() <= time(20)
        assert local_date(last) <= local_date(now) + timedelta(days=4)
    else:
        assert starts_at < now + timedelta(minutes=minutes, days=4)


@pytest.mark.parametrize(
    ("clock", "minutes", "last"),
    [
        (datetime(2026, 11, 26, 11, 0, tzinfo=UTC), 120, datetime(2026, 11, 26, 13, 0, tzinfo=UTC)),
        (datetime(2026, 11, 26, 18, 0, tzinfo=UTC), 120, datetime(2026, 11, 27, 8, 0, tzinfo=UTC)),
        (datetime(2026, 11, 26, 23, 0, tzinfo=UTC), 60, datetime(2026, 11, 27, 8, 0, tzinfo=UTC)),
        (datetime(2026, 11, 26, 3, 0, tzinfo=UTC), 30, datetime(2026, 11, 26, 7, 30, tzinfo=UTC)),
        (datetime(2026, 10, 24, 18, 30, tzinfo=UTC), 60, datetime(2026, 10, 25, 8, 0, tzinfo=UTC)),
    ],
)
def test_nobody_loses_a_time_while_she_sleeps(clock: datetime, minutes: int, last: datetime) -> None:
    assert answer_until(now=clock, minutes=minutes, starts_at=clock + timedelta(days=9)) == last


@given(
    weekdays=st.sets(st.sampled_from("0123456")), before=st.booleans(), after=st.booleans(), hour=st.integers(0, 400)
)
def test_a_time_suits_exactly_on_the_days_and_hours_that_were_said(
    weekdays: set[str], before: bool, after: bool, hour: int
) -> None:
    begins = datetime(2026, 11, 2, tzinfo=UTC) + timedelta(hours=hour)
    wanted = Span(starts_at=begins, ends_at=begins + timedelta(minutes=30))
    suits = Suits(weekdays="".join(sorted(weekdays)), before_noon=before, after_noon=after)

    clock = local(begins)
    expected = str(clock.weekday()) in weekdays and (before if clock.hour < 12 else after)
    assert is_suited(suits=suits, wanted=wanted, booked=None) == expected
    assert not is_suited(suits=suits, wanted=wanted, booked=wanted)
