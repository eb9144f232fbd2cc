"""Quiet hours, pauses and age of notices."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.notifications.rules import (
    LATEST,
    after_quiet_hours,
    is_too_late,
    looks_after_own_matters,
    pause_after,
)
from ingang.kernel.periods import local

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("swedish", "leaves"),
    [
        ("2026-11-26T06:59:59+01:00", "2026-11-26T07:00:00+01:00"),
        ("2026-11-26T07:00:00+01:00", "2026-11-26T07:00:00+01:00"),
        ("2026-11-26T20:59:59+01:00", "2026-11-26T20:59:59+01:00"),
        ("2026-11-26T21:00:00+01:00", "2026-11-27T07:00:00+01:00"),
        ("2026-10-24T23:00:00+02:00", "2026-10-25T07:00:00+01:00"),
        ("2026-03-28T23:00:00+01:00", "2026-03-29T07:00:00+02:00"),
    ],
)
def test_an_sms_waits_for_the_morning_also_on_change_nights(swedish: str, leaves: str) -> None:
    assert after_quiet_hours(moment=datetime.fromisoformat(swedish)) == datetime.fromisoformat(leaves)


@given(MOMENTS)
def test_after_quiet_hours_is_never_quiet_and_never_earlier_or_half_a_day_later(moment: datetime) -> None:
    leaves = after_quiet_hours(moment=moment)

    assert 7 <= local(leaves).hour < 21
    assert timedelta(0) <= leaves - moment <= timedelta(hours=11)


def test_the_pauses_grow() -> None:
    pauses = [pause_after(attempts=attempts) for attempts in range(1, 10)]

    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(minutes=1)


def test_a_notice_is_too_late_after_a_day() -> None:
    readable_from = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)

    assert not is_too_late(readable_from=readable_from, now=readable_from + LATEST)
    assert is_too_late(readable_from=readable_from, now=readable_from + LATEST + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("birth_date", "own"),
    [(date(2013, 11, 26), True), (date(2013, 11, 27), False), (date(1990, 1, 1), True), (None, True)],
)
def test_from_the_13th_birthday_notices_go_to_the_young_person(birth_date: date | None, own: bool) -> None:
    assert looks_after_own_matters(birth_date=birth_date, on=date(2026, 11, 26)) is own
