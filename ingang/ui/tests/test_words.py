"""Dates and times in words."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ingang.ui import words
from ingang.ui.words import unbroken

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
MOMENT = datetime(2026, 11, 26, 8, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "value", "said"),
    [
        ("sv", MOMENT, "torsdag 26 november kl. 09.40"),
        ("en", MOMENT, "Thursday 26 November at 09:40"),
        ("sv", date(2026, 11, 26), "torsdag 26 november"),
        ("sv", date(2019, 3, 1), "fredag 1 mars 2019"),
        ("en", date(2019, 3, 1), "Friday 1 March 2019"),
        ("sv", date(2027, 1, 7), "torsdag 7 januari"),
        ("sv", datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "torsdag 2 juli kl. 00.30"),
    ],
)
def test_a_date_is_said_with_weekday_and_clock(language: str, value: date, said: str) -> None:
    with translation.override(language):
        assert words.date_in_words(value=value, now=NOW) == said


@pytest.mark.parametrize(
    ("utc", "clock"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "01.59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "03.00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "02.30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "02.30"),
    ],
)
def test_change_nights_show_the_swedish_clock(utc: datetime, clock: str) -> None:
    assert words.clock_in_words(value=utc) == clock


@pytest.mark.parametrize(("days", "said"), [(-1, "i går"), (0, "i dag"), (1, "i morgon"), (2, "onsdag 25 november")])
def test_near_days_have_names(days: int, said: str) -> None:
    assert words.relative_day(value=NOW + timedelta(days=days), now=NOW) == said


def test_today_follows_the_swedish_midnight() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)

    assert words.relative_day(value=late, now=NOW) == "i morgon"


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without zone"):
        words.date_in_words(value=datetime(2026, 1, 1), now=NOW)  # noqa: DTZ001


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_the_year_is_said_whenever_the_day_is_far_away(day: date) -> None:
    far = abs(day - NOW.date()) > words.YEAR_IS_CLEAR

    assert (str(day.year) in words.day_in_words(value=day, now=NOW)) == far


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("{{ moment|date_in_words:now }}", "torsdag 26 november kl. 09.40"),
        ("{{ moment|time_in_words }}", "kl. 09.40"),
        ("{{ moment|clock }}", "09.40"),
        ("{{ moment|relative_day:now }}", "torsdag 26 november"),
        ("{{ moment|day_in_words:now }}", "torsdag 26 november"),
        ("{{ moment|machine_time }}", "2026-11-26T08:40:00+00:00"),
    ],
)
def test_filters_say_the_same_in_templates(markup: str, said: str) -> None:
    page = Template("{% load ui %}" + markup).render(Context({"moment": MOMENT, "now": NOW}))

    assert page == said


@pytest.mark.parametrize(("language", "face", "clock"), [("sv", "08.00", "09.00"), ("en", "08:00", "09:00")])
def test_a_clock_is_written_as_each_language_writes_it(language: str, face: str, clock: str) -> None:
    with translation.override(language):
        assert (words.face_in_words(value=time(8)), words.clock_in_words(value=NOW)) == (face, clock)


def test_what_is_read_as_one_has_no_space_to_break_at() -> None:
    assert unbroken("08-465 004 00") == "08-465\N{NO-BREAK SPACE}004\N{NO-BREAK SPACE}00"
