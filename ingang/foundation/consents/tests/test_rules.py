"""What blocks take from whom, and when one may be lifted."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.consents.errors import PeriodUnusable, StillWaiting
from ingang.foundation.consents.rules import (
    LONGEST_CONSENT,
    Blocked,
    BlockFacts,
    blocked_for,
    check_consent_period,
    check_waited,
    earliest_lift,
)

NOW = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("block", "reader", "expected"),
    [
        (
            BlockFacts(kind="inner", care_giver="G1", unit="U1"),
            ("G1", "U2"),
            Blocked(units=frozenset({"U1"}), partly=frozenset({"G1"})),
        ),
        (BlockFacts(kind="inner", care_giver="G1", unit="U1"), ("G1", "U1"), Blocked()),
        (BlockFacts(kind="inner", care_giver="G1", unit="U1"), ("G2", "U3"), Blocked()),
        (BlockFacts(kind="inner", care_giver="G1"), ("G1", "U1"), Blocked(only_own_unit=True)),
        (BlockFacts(kind="inner", care_giver="G1"), ("G2", "U3"), Blocked()),
        (BlockFacts(kind="outer", care_giver="G1"), ("G2", "U3"), Blocked(care_givers=frozenset({"G1"}))),
        (BlockFacts(kind="outer", care_giver="G1"), ("G1", "U1"), Blocked()),
        (
            BlockFacts(kind="outer", care_giver="G1", unit="U1"),
            ("G2", "U3"),
            Blocked(units=frozenset({"U1"}), partly=frozenset({"G1"})),
        ),
        (BlockFacts(kind="outer", care_giver="G1", unit="U1"), ("G1", "U2"), Blocked()),
    ],
)
def test_an_inner_block_is_between_units_and_an_outer_one_between_care_givers(
    block: BlockFacts, reader: tuple[str, str], expected: Blocked
) -> None:
    care_giver, unit = reader

    assert blocked_for(blocks=[block], care_giver=care_giver, unit=unit) == expected


facts = st.builds(
    BlockFacts,
    kind=st.sampled_from(["inner", "outer"]),
    care_giver=st.sampled_from(["G1", "G2"]),
    unit=st.sampled_from(["", "U1", "U2"]),
)


@given(blocks=st.lists(facts, max_size=6), more=facts)
def test_another_block_never_opens_anything_and_never_takes_a_units_own_data(
    blocks: list[BlockFacts], more: BlockFacts
) -> None:
    before = blocked_for(blocks=blocks, care_giver="G1", unit="U1")

    after = blocked_for(blocks=[*blocks, more], care_giver="G1", unit="U1")

    assert before.care_givers <= after.care_givers
    assert before.units <= after.units
    assert before.only_own_unit <= after.only_own_unit
    assert "G1" not in after.care_givers
    assert "U1" not in after.units


@pytest.mark.parametrize("until", [NOW, NOW - timedelta(days=1), NOW + LONGEST_CONSENT + timedelta(seconds=1)])
def test_a_consent_ends_after_now_and_some_day(until: datetime) -> None:
    with pytest.raises(PeriodUnusable):
        check_consent_period(until=until, now=NOW)


def test_a_patients_wish_waits_and_an_emergency_does_not() -> None:
    earliest = earliest_lift(is_emergency=False, waiting_hours=48, now=NOW)

    assert earliest == NOW + timedelta(hours=48)
    assert earliest_lift(is_emergency=True, waiting_hours=48, now=NOW) == NOW
    with pytest.raises(StillWaiting):
        check_waited(earliest_at=earliest, now=earliest - timedelta(seconds=1))
