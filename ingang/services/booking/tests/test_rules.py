"""The rules of booked times, as tables of cases and as properties."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.kernel.periods import SWEDEN, local
from ingang.services.booking.errors import (
    AlreadyOccupied,
    CancellingNotOffered,
    ChangeNightHour,
    TimesInThePast,
    TimesOverlap,
    TooLateToCancel,
    TooManyExtensions,
    TooManyOfAKind,
    UnreasonableTimes,
)
from ingang.services.booking.rules.changing import can_cancel, check_may_cancel
from ingang.services.booking.rules.holding import check_extendable, check_room_for, is_hidden_from_guardian
from ingang.services.booking.rules.publishing import check_publishable, times_between
from ingang.services.booking.rules.spans import Span
from ingang.services.booking.rules.weeks import monday_of, week_to_show

NOW = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def change_days() -> list[date]:
    """Every day of the next ten years on which Swedish clocks change."""
    first = date(2026, 11, 26)
    days = (first + timedelta(days=number) for number in range(3653))
    return [day for day in days if _offset(day) != _offset(day + timedelta(days=1))]


def _offset(day: date) -> timedelta | None:
    return datetime.combine(day, time.min, tzinfo=SWEDEN).utcoffset()


def span(hours: float, length: float = 1) -> Span:
    return Span(starts_at=NOW + hours * HOUR, ends_at=NOW + (hours + length) * HOUR)


def test_ten_years_have_twenty_change_nights() -> None:
    assert len(change_days()) == 20


@pytest.mark.parametrize("day", change_days(), ids=str)
@pytest.mark.parametrize(
    ("begins", "ends", "minutes"),
    [(time(2), time(3), 30), (time(1, 45), time(2, 15), 30), (time(1), time(4), 180), (time(2, 45), time(3, 15), 30)],
)
def test_no_time_touches_the_change_nights_hour(day: date, begins: time, ends: time, minutes: int) -> None:
    with pytest.raises(ChangeNightHour):
        times_between(on=day, begins=begins, ends=ends, minutes=minutes)


@pytest.mark.parametrize("day", change_days(), ids=str)
def test_times_beside_the_change_nights_hour_are_as_long_and_as_late_as_they_say(day: date) -> None:
    for begins, ends in ((time(1), time(2)), (time(3), time(4)), (time(8), time(9))):
        (only,) = times_between(on=day, begins=begins, ends=ends, minutes=60)

        assert only.ends_at - only.starts_at == HOUR
        assert local(only.starts_at).time() == begins


@given(
    on=st.dates(min_value=date(2026, 1, 1), max_value=date(2036, 12, 31)),
    begins=st.integers(min_value=3 * 60, max_value=20 * 60),
    length=st.integers(min_value=5, max_value=180),
    room=st.integers(min_value=0, max_value=180),
)
def test_times_follow_each_other_and_stay_within_the_hours(on: date, begins: int, length: int, room: int) -> None:
    first, last = time(*divmod(begins, 60)), time(*divmod(begins + room, 60))

    times = times_between(on=on, begins=first, ends=last, minutes=length)

    assert len(times) == room // length
    assert all(one.ends_at == following.starts_at for one, following in pairwise(times))
    assert all(first <= local(one.starts_at).time() and local(one.ends_at).time() <= last for one in times)
    assert all(one.ends_at - one.starts_at == timedelta(minutes=length) for one in times)


@pytest.mark.parametrize("minutes", [-30, 0, 4, 481, 10**6])
def test_a_length_that_is_not_reasonable_is_refused(minutes: int) -> None:
    with pytest.raises(UnreasonableTimes):
        times_between(on=date(2026, 12, 1), begins=time(8), ends=time(20), minutes=minutes)


@pytest.mark.parametrize(
    ("times", "taken", "refusal"),
    [
        ([], [], UnreasonableTimes),
        ([span(number) for number in range(1, 102)], [], UnreasonableTimes),
        ([span(24 * 401)], [], UnreasonableTimes),
        ([span(0)], [], TimesInThePast),
        ([span(-1)], [], TimesInThePast),
        ([span(2)], [span(2.5)], TimesOverlap),
        ([span(2)], [span(1.5)], TimesOverlap),
        ([span(2)], [span(1, 4)], TimesOverlap),
        ([span(2)], [span(2.25, 0.5)], TimesOverlap),
        ([span(1), span(2)], [span(2)], TimesOverlap),
    ],
)
def test_times_that_may_not_be_published(times: list[Span], taken: list[Span], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        check_publishable(times=times, taken=taken, now=NOW)


def test_times_that_only_touch_others_may_be_published() -> None:
    check_publishable(times=[span(2)], taken=[span(1), span(3)], now=NOW)

    assert not span(2).overlaps(span(1))


@pytest.mark.parametrize(
    ("hours_before", "hours_left", "refusal"),
    [
        (24, 25, None),
        (24, 24, TooLateToCancel),
        (24, 1, TooLateToCancel),
        (0, 0.5, None),
        (0, 0, TooLateToCancel),
        (0, -1, TooLateToCancel),
        (None, 1000, CancellingNotOffered),
    ],
)
def test_cancelling_follows_the_units_limit(
    hours_before: int | None, hours_left: float, refusal: type[Exception] | None
) -> None:
    starts_at = NOW + hours_left * HOUR

    assert can_cancel(starts_at=starts_at, hours_before=hours_before, now=NOW) is (refusal is None)
    if refusal:
        with pytest.raises(refusal):
            check_may_cancel(starts_at=starts_at, hours_before=hours_before, now=NOW)


def test_a_hold_is_extended_ten_times() -> None:
    check_extendable(extensions=9)

    with pytest.raises(TooManyExtensions):
        check_extendable(extensions=10)


@pytest.mark.parametrize(
    ("booked", "coming", "refusal"), [([span(1.5)], 0, AlreadyOccupied), ([span(1), span(3)], 2, TooManyOfAKind)]
)
def test_no_room_for_one_more_time(booked: list[Span], coming: int, refusal: type[Exception]) -> None:
    check_room_for(wanted=span(2), booked=[span(1), span(3)], coming_of_the_kind=1)

    with pytest.raises(refusal):
        check_room_for(wanted=span(2), booked=booked, coming_of_the_kind=coming)


@pytest.mark.parametrize(
    ("sensitive", "by_guardian", "hidden"),
    [(True, False, True), (True, True, False), (False, False, False), (False, True, False)],
)
def test_times_at_sensitive_units_are_hidden_unless_the_guardian_booked_them(
    sensitive: bool, by_guardian: bool, hidden: bool
) -> None:
    assert is_hidden_from_guardian(unit_is_sensitive=sensitive, booked_by_guardian=by_guardian) is hidden


@pytest.mark.parametrize(
    ("asked", "earliest", "monday"),
    [
        (None, None, date(2026, 11, 23)),
        (None, NOW + 10 * 24 * HOUR, date(2026, 11, 30)),
        (date(2026, 12, 9), NOW, date(2026, 12, 7)),
        (date(2020, 1, 1), None, date(2026, 11, 23)),
        (date(2199, 1, 1), None, monday_of(date(2027, 12, 31))),
    ],
)
def test_the_week_that_a_calendar_shows(asked: date | None, earliest: datetime | None, monday: date) -> None:
    assert week_to_show(asked=asked, earliest=earliest, now=NOW) == monday
