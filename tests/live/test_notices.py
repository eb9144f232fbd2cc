"""Notices while the workers of the product are killed again and again; `benchmarks/notices.py` does it with many."""

import pytest

from benchmarks.notices import race
from tests.live.databases import OwnDatabase

pytestmark = pytest.mark.live

NOTICES, KILLS = 300, 3


def test_workers_killed_again_and_again_lose_no_notice_tell_none_twice_and_none_before_its_time(
    database: OwnDatabase,
) -> None:
    outcome = race(address=database.address, notices=NOTICES, kills=KILLS, lease_seconds=4)

    assert (outcome.expected, outcome.kills) == (NOTICES, KILLS)
    assert (outcome.unseen, outcome.twice, outcome.early, outcome.strangers) == (0, 0, 0, 0)
    assert outcome.arrived.total() >= NOTICES - outcome.uncertain
    assert outcome.repeated <= KILLS
