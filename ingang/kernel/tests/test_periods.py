from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.kernel.periods import (
    SWEDEN,
    LocalTimeMissing,
    Period,
    PeriodWithoutDays,
    age_on,
    birthday,
    is_ambiguous_local_time,
    is_bookable_local_time,
    is_missing_local_time,
    local,
    local_date,
    start_of_day,
    to_utc,
)

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2150, 12, 31))
near_days = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 2, 28))
clocks = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2060, 1, 1))  # noqa: DTZ001
moments = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@st.composite
def periods(draw: st.DrawFn) -> Period:
    begins = draw(near_days)
    length = draw(st.none() | st.integers(1, 40))
    return Period(begins, None if length is None else begins + timedelta(days=length))


def clock(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_the_end_of_a_period_is_excluded() -> None:
    period = Period(date(2026, 3, 1), date(2026, 4, 1))

    assert period.contains(date(2026, 3, 1))
    assert period.contains(date(2026, 3, 31))
    assert not period.contains(date(2026, 4, 1))
    assert not period.contains(date(2026, 2, 28))


def test_a_period_without_end_goes_on() -> None:
    assert Period(date(2026, 3, 1)).contains(date(9999, 12, 31))


@given(begins=near_days, too_early=st.integers(0, 400))
def test_a_period_without_a_day_is_refused(begins: date, too_early: int) -> None:
    with pytest.raises(PeriodWithoutDays):
        Period(begins, begins - timedelta(days=too_early))


def test_periods_that_follow_each_other_do_not_overlap() -> None:
    march, april = Period(date(2026, 3, 1), date(2026, 4, 1)), Period(date(2026, 4, 1), date(2026, 5, 1))

    assert not march.overlaps(april)
    assert march.intersection(april) is None


@given(one=periods(), other=periods(), day=near_days)
def test_the_intersection_holds_exactly_the_days_of_both(one: Period, other: Period, day: date) -> None:
    common = one.intersection(other)

    assert (common is not None and common.contains(day)) == (one.contains(day) and other.contains(day))
    assert common == other.intersection(one)


@given(one=periods(), other=periods())
def test_periods_overlap_when_one_contains_the_first_day_of_the_other(one: Period, other: Period) -> None:
    expected = one.contains(other.valid_from) or other.contains(one.valid_from)

    assert one.overlaps(other) == expected


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2013, 3, 2), date(2026, 3, 1), 12),
        (date(2013, 3, 2), date(2026, 3, 2), 13),
        (date(2012, 2, 29), date(2025, 2, 27), 12),
        (date(2012, 2, 29), date(2025, 2, 28), 13),
        (date(2012, 2, 29), date(2024, 2, 28), 11),
        (date(2012, 2, 29), date(2024, 2, 29), 12),
        (date(2026, 3, 2), date(2026, 3, 2), 0),
        (date(2026, 3, 2), date(2026, 3, 1), -1),
        (date(2026, 3, 2), date(2025, 3, 2), -1),
    ],
)
def test_age_is_counted_in_full_years(born: date, on: date, age: int) -> None:
    assert age_on(born, on=on) == age


@given(born=days, age=st.integers(0, 120))
def test_the_age_is_reached_on_the_birthday_and_not_the_day_before(born: date, age: int) -> None:
    day = birthday(born, age=age)

    assert age_on(born, on=day) == age
    assert age_on(born, on=day - timedelta(days=1)) == age - 1


@given(moment=moments)
def test_a_moment_comes_back_from_local_time(moment: datetime) -> None:
    shown = local(moment)

    assert to_utc(shown.replace(tzinfo=None, fold=0), second_occurrence=bool(shown.fold)) == moment


@given(day=days)
def test_a_day_begins_at_midnight_in_sweden(day: date) -> None:
    begins = start_of_day(day)

    assert begins.tzinfo is UTC
    assert local(begins).time() == time.min
    assert local_date(begins) == day
    assert local_date(begins - timedelta(microseconds=1)) == day - timedelta(days=1)


def test_change_days_have_23_and_25_hours() -> None:
    assert start_of_day(date(2026, 3, 30)) - start_of_day(date(2026, 3, 29)) == timedelta(hours=23)
    assert start_of_day(date(2026, 10, 26)) - start_of_day(date(2026, 10, 25)) == timedelta(hours=25)


def test_the_hour_that_comes_twice_is_read_as_summer_time_unless_the_second_is_asked_for() -> None:
    twice = clock("2026-10-25T02:30")

    assert to_utc(twice) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert to_utc(twice, second_occurrence=True) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@given(minute=st.integers(0, 59))
def test_the_hour_that_is_skipped_is_refused(minute: int) -> None:
    with pytest.raises(LocalTimeMissing):
        to_utc(clock(f"2026-03-29T02:{minute:02}"))


@pytest.mark.parametrize(
    ("shown", "ambiguous", "missing"),
    [
        ("2026-10-25T01:59:59", False, False),
        ("2026-10-25T02:00:00", True, False),
        ("2026-10-25T02:59:59", True, False),
        ("2026-10-25T03:00:00", False, False),
        ("2026-03-29T01:59:59", False, False),
        ("2026-03-29T02:00:00", False, True),
        ("2026-03-29T02:59:59", False, True),
        ("2026-03-29T03:00:00", False, False),
        ("2026-03-28T02:30:00", False, False),
    ],
)
def test_only_two_to_three_on_change_nights_is_ambiguous_or_missing_and_not_bookable(
    shown: str, ambiguous: bool, missing: bool
) -> None:
    assert is_ambiguous_local_time(clock(shown)) is ambiguous
    assert is_missing_local_time(clock(shown)) is missing
    assert is_bookable_local_time(clock(shown)) is not (ambiguous or missing)


@given(shown=clocks)
def test_a_bookable_time_means_one_moment_only(shown: datetime) -> None:
    if is_bookable_local_time(shown):
        assert to_utc(shown) == to_utc(shown, second_occurrence=True)
    else:
        assert shown.month in (3, 10)
        assert shown.hour == 2


def test_a_moment_without_time_zone_and_a_local_time_with_one_are_programming_errors() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        local(clock("2026-03-02T08:00"))
    with pytest.raises(ValueError, match="without time zone"):
        to_utc(datetime(2026, 3, 2, 8, tzinfo=SWEDEN))
