"""Availability and the error budget."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.systems.rules import OBJECTIVE, Budget, Outcome, Standing, Tally, tally

NUMBERS = st.integers(0, 10_000_000)


@pytest.mark.parametrize(
    ("good", "bad", "percent", "standing"),
    [
        (0, 0, None, Standing.UNKNOWN),
        (0, 1, "0.00", Standing.DOWN),
        (1, 0, "100.00", Standing.WORKS),
        (98, 2, "98.00", Standing.WORKS),
        (8, 1, "88.88", Standing.DISTURBED),
        (99_999, 1, "99.99", Standing.WORKS),
    ],
)
def test_availability(good: int, bad: int, percent: str | None, standing: Standing) -> None:
    one = Tally(good=good, bad=bad)

    assert (one.percent, one.standing) == (None if percent is None else Decimal(percent), standing)


@given(good=NUMBERS, bad=st.integers(1, 10_000_000))
def test_whoever_failed_once_is_never_said_to_have_answered_always(good: int, bad: int) -> None:
    percent = Tally(good=good, bad=bad).percent

    assert percent is not None
    assert 0 <= percent < 100


@given(counts=st.dictionaries(st.sampled_from(list(Outcome)), NUMBERS))
def test_every_question_counts_once_except_those_that_we_were_late_with(counts: dict[Outcome, int]) -> None:
    one = tally(counts={str(outcome): count for outcome, count in counts.items()})

    uncounted = counts.get(Outcome.OURS, 0) + counts.get(Outcome.NAMED, 0)
    assert one.asked == sum(counts.values()) - uncounted
    assert one.good == counts.get(Outcome.ANSWERED, 0) + counts.get(Outcome.PARTLY, 0)


@pytest.mark.parametrize(
    ("month", "day", "used", "burn"),
    [
        (Tally(), Tally(), None, None),
        (Tally(good=1000), Tally(good=10), 0, "0.0"),
        (Tally(good=995, bad=5), Tally(good=995, bad=5), 100, "1.0"),
        (Tally(good=9975, bad=25), Tally(good=95, bad=5), 50, "10.0"),
        (Tally(good=990, bad=10), Tally(), 200, None),
    ],
)
def test_the_budget(month: Tally, day: Tally, used: int | None, burn: str | None) -> None:
    budget = Budget(objective=OBJECTIVE, month=month, day=day)

    assert (budget.used, budget.burn) == (used, None if burn is None else Decimal(burn))


def test_where_nothing_may_fail_one_failure_uses_it_all_up() -> None:
    assert Budget(objective=Decimal(100), month=Tally(good=999, bad=1), day=Tally()).used == 10_000
