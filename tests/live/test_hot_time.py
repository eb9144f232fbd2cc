"""One time is sold once: 200 clients at once, killed and retried at every step (peers 2.4)."""

import pytest

from benchmarks.hot_time import CLIENTS, DATABASES, fresh_database, race
from benchmarks.hot_time_clients import STEPS

pytestmark = pytest.mark.live


@pytest.mark.parametrize("kind", DATABASES)
def test_one_hot_time_is_booked_once_and_everybody_is_told(kind: str) -> None:
    with fresh_database(kind) as address:
        outcome = race(address=address)

    assert outcome.is_exactly_one, outcome
    assert outcome.kills == sum(STEPS.values())


@pytest.mark.parametrize("kind", DATABASES)
def test_the_harness_sees_the_doubles_of_a_careless_booking(kind: str) -> None:
    with fresh_database(kind) as address:
        outcome = race(address=address, careless=True)

    assert outcome.appointments > 1
    assert outcome.winners == outcome.appointments
    assert outcome.told_taken == CLIENTS - outcome.winners
