"""Where the points of a chart lie."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.ui.charts import (
    BOTTOM,
    EVENTS_LEFT,
    EVENTS_RIGHT,
    LEFT,
    MOST_TICKS,
    RIGHT,
    TOP,
    EventChart,
    LineChart,
    Point,
    Row,
    Usual,
)

FIRST = date(2020, 2, 29)
NUMBERS = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False).map(lambda value: round(value, 3))
POINTS = st.lists(st.tuples(st.integers(0, 20_000), NUMBERS), min_size=1, max_size=30)
ENDS = (
    st.tuples(NUMBERS, NUMBERS)
    .map(sorted)
    .flatmap(lambda two: st.tuples(st.sampled_from([two[0], None]), st.sampled_from([two[1], None])))
)


def chart(*values: tuple[int, float], low: float | None = None, high: float | None = None) -> LineChart:
    points = [Point(on=FIRST + timedelta(days=day), value=value, words=str(value)) for day, value in values]
    return LineChart(title="P", points=points, low=low, high=high)


@given(POINTS, ENDS)
def test_everything_lies_within_the_chart_and_higher_values_lie_higher(
    values: list[tuple[int, float]], ends: tuple[float | None, float | None]
) -> None:
    drawn = chart(*values, low=ends[0], high=ends[1])

    assert len(drawn.dots) == len(values)
    for dot in drawn.dots:
        assert LEFT <= dot.x <= RIGHT
        assert TOP - 0.1 <= dot.y <= BOTTOM + 0.1
    ordered = sorted(zip((one.value for one in sorted(drawn.points, key=lambda one: one.on)), drawn.dots, strict=True),
                     key=lambda pair: pair[0])  # fmt: skip
    assert [dot.y for _, dot in ordered] == sorted((dot.y for dot in drawn.dots), reverse=True)
    assert [dot.x for dot in drawn.dots] == sorted(dot.x for dot in drawn.dots)
    if drawn.band:
        top, height = drawn.band
        assert height >= -0.1
        assert TOP - 0.1 <= top <= BOTTOM + 0.1
    assert 2 <= len(drawn.values) <= 2 * MOST_TICKS
    assert 1 <= len(drawn.days) <= MOST_TICKS


def test_what_lies_outside_the_band_is_marked() -> None:
    drawn = chart((0, 30), (10, 31), (20, 46), (30, 46.1), low=31, high=46)

    assert [dot.is_outside for dot in drawn.dots] == [True, False, False, True]
    assert not any(dot.is_outside for dot in chart((0, 1), (1, 900)).dots)


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([(0, 1.9), (30, 2.4)], ["1,8", "1,9", "2,0", "2,1", "2,2", "2,3", "2,4", "2,5"]),
        ([(0, 58.0), (900, 44.0)], ["40", "45", "50", "55", "60"]),
        ([(0, 0.0)], ["0,0", "0,2"]),
    ],
)
def test_the_scale_has_round_numbers(values: list[tuple[int, float]], texts: list[str]) -> None:
    assert [tick.text for tick in chart(*values).values] == texts


def test_several_years_are_told_by_year_and_less_by_its_first_and_last_day() -> None:
    assert [tick.text for tick in chart((0, 1), (900, 2)).days] == ["2021", "2022"]
    assert [tick.text for tick in chart((0, 1), (30, 2)).days] == ["29 feb. 2020", "30 mars 2020"]
    assert [tick.text for tick in chart((0, 1)).days] == ["29 feb. 2020"]


@given(st.lists(st.lists(st.integers(0, 20_000), min_size=1, max_size=9), min_size=1, max_size=9))
def test_days_lie_within_their_row_in_order(rows: list[list[int]]) -> None:
    drawn = EventChart(
        title="P", rows=[Row(name="R", days=[FIRST + timedelta(days=day) for day in days]) for days in rows]
    )

    assert [len(days) for _, _, _, days in drawn.lines] == [len(days) for days in rows]
    for _, text_at, line_at, days in drawn.lines:
        assert text_at < line_at < drawn.height
        assert days == sorted(days)
        assert all(EVENTS_LEFT <= day <= EVENTS_RIGHT for day in days)
    assert 1 <= len(drawn.years) <= MOST_TICKS


def test_a_band_that_changes_follows_the_days_and_ends_where_the_values_do() -> None:
    usual = [Usual(on=FIRST + timedelta(days=day), low=3 + day, middle=4 + day, high=5 + day) for day in range(10)]
    points = [Point(on=FIRST + timedelta(days=day), value=4, words="4") for day in (2, 5)]

    drawn = LineChart(title="P", points=points, usual=usual)

    assert len(drawn.usual_middle.split()) == 6
    assert len(drawn.usual_area.split()) == 12
    assert LineChart(title="P", points=points).usual_area == ""
