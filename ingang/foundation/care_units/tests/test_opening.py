"""Opening hours in words' values, over nights, holidays and the nights when clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.care_units.rules import (
    SENTENCES,
    TO_MIDNIGHT,
    DailyHours,
    Opening,
    OpeningState,
    opening_state,
    works_under_social_law,
)
from ingang.kernel.periods import SWEDEN

OFFICE = DailyHours(opens_at=time(8), closes_at=time(17))
LUNCH = (DailyHours(opens_at=time(8), closes_at=time(12)), DailyHours(opens_at=time(13), closes_at=time(17)))
ALL_DAY = DailyHours(opens_at=time(0), closes_at=TO_MIDNIGHT)
WEEKDAYS = {day: [OFFICE] for day in range(5)}
THURSDAY = date(2026, 11, 26)


def at(day: date, clock: time, fold: int = 0) -> datetime:
    return datetime.combine(day, clock, tzinfo=SWEDEN).replace(fold=fold).astimezone(UTC)


def says(state: OpeningState) -> tuple[Opening, str]:
    return state.opening, state.at.strftime("%a %H:%M") if state.at else ""


@pytest.mark.parametrize(
    ("days", "clock", "expected"),
    [
        (0, time(7, 59), (Opening.OPENS_TODAY, "Thu 08:00")),
        (0, time(8), (Opening.OPEN, "Thu 17:00")),
        (0, time(16, 59, 59), (Opening.OPEN, "Thu 17:00")),
        (0, time(17), (Opening.OPENS_TOMORROW, "Fri 08:00")),
        (1, time(17), (Opening.OPENS_LATER, "Mon 08:00")),
        (2, time(12), (Opening.OPENS_LATER, "Mon 08:00")),
        (3, time(12), (Opening.OPENS_TOMORROW, "Mon 08:00")),
        (3, time(23, 59, 59), (Opening.OPENS_TOMORROW, "Mon 08:00")),
    ],
)
def test_an_ordinary_week(days: int, clock: time, expected: tuple[Opening, str]) -> None:
    now = at(THURSDAY + timedelta(days=days), clock)

    assert says(opening_state(week=WEEKDAYS, exceptions={}, now=now)) == expected


def test_a_unit_that_closes_over_lunch_opens_again_today() -> None:
    state = opening_state(week={3: LUNCH}, exceptions={}, now=at(THURSDAY, time(12, 30)))

    assert says(state) == (Opening.OPENS_TODAY, "Thu 13:00")


def test_a_holiday_is_data_and_moves_the_opening_to_the_next_day_with_hours() -> None:
    friday, monday = THURSDAY + timedelta(days=1), THURSDAY + timedelta(days=4)
    short = DailyHours(opens_at=time(10), closes_at=time(12))

    state = opening_state(week=WEEKDAYS, exceptions={friday: [], monday: [short]}, now=at(THURSDAY, time(20)))

    assert says(state) == (Opening.OPENS_LATER, "Mon 10:00")


def test_open_over_midnight_is_open_until_the_end() -> None:
    night = {
        3: [DailyHours(opens_at=time(18), closes_at=TO_MIDNIGHT)],
        4: [DailyHours(opens_at=time(0), closes_at=time(6))],
    }

    before, after = (
        opening_state(week=night, exceptions={}, now=at(day, clock))
        for day, clock in ((THURSDAY, time(23, 59, 30)), (THURSDAY + timedelta(days=1), time(0, 30)))
    )

    assert says(before) == says(after) == (Opening.OPEN, "Fri 06:00")


def test_open_day_and_night_never_says_a_closing_time() -> None:
    state = opening_state(week={day: [ALL_DAY] for day in range(7)}, exceptions={}, now=at(THURSDAY, time(3)))

    assert says(state) == (Opening.ALWAYS_OPEN, "")
    assert state.is_open


def test_without_hours_the_reader_is_asked_to_call() -> None:
    state = opening_state(week={}, exceptions={}, now=at(THURSDAY, time(12)))

    assert says(state) == (Opening.NOT_KNOWN, "")
    assert not state.is_open


@pytest.mark.parametrize(
    ("day", "clock", "fold", "expected"),
    [
        (date(2026, 10, 25), time(2, 45), 0, (Opening.OPEN, "Sun 02:30")),
        (date(2026, 10, 25), time(2, 15), 1, (Opening.OPEN, "Sun 02:30")),
        (date(2026, 10, 25), time(2, 45), 1, (Opening.OPENS_LATER, "Sun 01:00")),
        (date(2026, 3, 29), time(1, 59), 0, (Opening.OPEN, "Sun 03:30")),
        (date(2026, 3, 29), time(3, 15), 0, (Opening.OPEN, "Sun 03:30")),
        (date(2026, 3, 29), time(3, 45), 0, (Opening.OPENS_LATER, "Sun 01:00")),
    ],
)
def test_the_nights_when_clocks_change(day: date, clock: time, fold: int, expected: tuple[Opening, str]) -> None:
    night = {6: [DailyHours(opens_at=time(1), closes_at=time(2, 30))]}

    assert says(opening_state(week=night, exceptions={}, now=at(day, clock, fold))) == expected


def test_every_state_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Opening)


@pytest.mark.parametrize(("sector", "expected"), [("care", False), ("dental", False), ("social", True)])
def test_only_social_care_works_under_social_law(sector: str, expected: bool) -> None:
    assert works_under_social_law(sector=sector) is expected


hours = st.tuples(st.integers(0, 1380), st.integers(1, 600)).map(
    lambda pair: DailyHours(
        opens_at=time(pair[0] // 60, pair[0] % 60), closes_at=_clock(min(pair[0] + pair[1], 23 * 60 + 59))
    )
)


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


weeks = st.dictionaries(st.integers(0, 6), st.lists(hours, max_size=3), max_size=7)
moments = st.integers(0, 10 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(week=weeks, now=moments)
def test_whatever_it_says_comes_true_at_the_moment_that_it_names(
    week: dict[int, list[DailyHours]], now: datetime
) -> None:
    state = opening_state(week=week, exceptions={}, now=now)

    if state.at is not None:
        assert state.at > now
        changed = opening_state(week=week, exceptions={}, now=state.at.astimezone(UTC))
        assert changed.is_open is not state.is_open


@given(week=weeks, now=moments)
def test_it_is_not_known_only_where_no_day_has_hours(week: dict[int, list[DailyHours]], now: datetime) -> None:
    state = opening_state(week=week, exceptions={}, now=now)

    assert (state.opening is Opening.NOT_KNOWN) == (not any(week.values()))
