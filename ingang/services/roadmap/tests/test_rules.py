"""The rules of a plan, quarters, old statuses, and texts that are compared."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.services.roadmap.rules import (
    Plan,
    Problem,
    is_stale,
    monday_of,
    needs_reason,
    problem_of,
    quarter_after,
    quarter_of,
    quarters,
)
from ingang.services.roadmap.texts import Difference, Shape, blocks, compared

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
NOW = datetime(2026, 11, 26, 11, tzinfo=UTC)
JUNE, MAY = date(2024, 6, 1), date(2027, 5, 31)
LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40)
TEXTS = st.lists(LINES, max_size=8).map("\n\n".join)


def plan(state: str = "on_plan", **changed: object) -> Plan:
    values = {"state": state, "starts_on": JUNE, "planned_end": MAY, "delivered_on": None, "law": ""} | changed
    return Plan(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "milestones", "problem"),
    [
        (plan(), [], None),
        (plan(), [date(2027, 4, 1)], None),
        (plan(), [date(2021, 10, 1), date(2027, 7, 1)], Problem.END_BEFORE_MILESTONE),
        (plan(planned_end=None), [date(2099, 1, 1)], None),
        (plan(planned_end=date(2024, 5, 31)), [], Problem.END_BEFORE_START),
        (plan(planned_end=JUNE), [], None),
        (plan("done"), [], Problem.DELIVERY_MISSING),
        (plan("done", delivered_on=MAY), [], None),
        (plan("waiting_for_law"), [], Problem.LAW_MISSING),
        (plan("waiting_for_law", law="SOU 2021:39"), [], None),
    ],
)
def test_what_a_plan_may_look_like(one: Plan, milestones: list[date], problem: Problem | None) -> None:
    assert problem_of(plan=one, milestones=milestones) is problem


@pytest.mark.parametrize(
    ("before", "after", "needed"), [(None, JUNE, False), (JUNE, JUNE, False), (JUNE, MAY, True), (JUNE, None, True)]
)
def test_a_day_that_was_there_needs_a_reason_to_change(before: date | None, after: date | None, needed: bool) -> None:
    assert needs_reason(before=before, after=after) is needed


@pytest.mark.parametrize(("days", "stale"), [(0, False), (90, False), (91, True)])
def test_a_status_is_old_after_ninety_days(days: int, stale: bool) -> None:
    assert is_stale(said_at=NOW - timedelta(days=days), now=NOW) is stale
    assert not is_stale(said_at=None, now=NOW)


@given(on=DAYS)
def test_a_day_lies_in_its_quarter_and_its_week(on: date) -> None:
    first = quarter_of(on)

    assert first <= on < quarter_after(first)
    assert (first.day, first.month % 3) == (1, 1)
    assert monday_of(on) <= on < monday_of(on) + timedelta(days=7)


@given(on=DAYS, count=st.integers(-40, 40))
def test_quarters_go_forth_and_back(on: date, count: int) -> None:
    first = quarter_of(on)

    assert quarter_after(quarter_after(first, count=count), count=-count) == first
    assert quarters(first=first, count=3) == (first, quarter_after(first), quarter_after(first, count=2))


def test_a_text_has_headings_paragraphs_and_lists_and_nothing_else() -> None:
    found = blocks("# Ett\r\n\r\nTvå\r\nrader <b>\r\n\r\n- a\r\n- b\r\n\r\n\r\n- c\nd")

    assert [(one.shape, one.lines) for one in found] == [
        (Shape.HEADING, ("Ett",)),
        (Shape.PARAGRAPH, ("Två", "rader <b>")),
        (Shape.LIST, ("a", "b")),
        (Shape.PARAGRAPH, ("- c", "d")),
    ]


def test_only_the_item_that_changed_is_new() -> None:
    found = compared(before="- a\n- b\n\nSlut", after="- a\n- c\n\nSlut")

    assert [(one.difference, one.block.text) for one in found] == [
        (Difference.SAME, "a"),
        (Difference.TAKEN_AWAY, "b"),
        (Difference.ADDED, "c"),
        (Difference.SAME, "Slut"),
    ]


@given(before=TEXTS, after=TEXTS)
def test_comparing_shows_all_of_both(before: str, after: str) -> None:
    found = compared(before=before, after=after)

    def lines(text: str) -> list[str]:
        return [line for block in blocks(text) for line in block.lines]

    def kept(gone: Difference) -> list[str]:
        return [line for one in found if one.difference is not gone for line in one.block.lines]

    assert kept(Difference.ADDED) == lines(before)
    assert kept(Difference.TAKEN_AWAY) == lines(after)
