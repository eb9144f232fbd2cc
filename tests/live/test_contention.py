"""Few hot times, many who want them, and kills: nothing double, nothing lost; and the counting sees what is wrong."""

from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest

from benchmarks.contention import Outcome, contend
from benchmarks.contention_counts import wrong
from tests.postgres import Cluster

pytestmark = pytest.mark.live

ATTEMPTS, KILLS = 2_000, 5
NAME = "contention"


@pytest.fixture(scope="module")
def outcome(postgres: Cluster) -> Outcome:
    """What came of the contention."""
    address = postgres.migrated(NAME, template="live_template")
    return contend(postgres, address=address, attempts=ATTEMPTS, kills=KILLS)


@pytest.fixture
def owner(postgres: Cluster, outcome: Outcome) -> Iterator[psycopg.Connection]:
    """One who may change everything; what she changes is undone."""
    with psycopg.connect(f"host={postgres.folder} dbname={NAME} user=postgres") as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection
        connection.rollback()


def test_whatever_is_killed_no_time_is_sold_twice_and_no_answer_is_lost(outcome: Outcome) -> None:
    assert min(outcome.booked, outcome.cancelled, outcome.moved) > 0
    assert outcome.attempts >= ATTEMPTS
    assert outcome.kills == KILLS
    assert {name: count for name, count in outcome.wrong.items() if count} == {}


ALL_IN_FORCE = "DROP INDEX booking_slot_claimed_once; UPDATE booking_claim SET released_at = NULL"
TAMPERINGS = {
    "claims in force without a booked appointment": f"{ALL_IN_FORCE}; DELETE FROM booking_appointment",  # noqa: S608
    "times whose state is not their claim's": f"{ALL_IN_FORCE}; UPDATE booking_slot SET hold = NULL,"  # noqa: S608
    " held_until = NULL, status = 'withdrawn'",
    "appointments without just their booking.appointment_booked among the events": "DELETE FROM outbox_outboxevent",
    "appointments without just their booking.appointment_booked among the audit rows": "DELETE FROM audit_auditevent",
    "appointments without just their booking.appointment_moved among the events": "DELETE FROM outbox_outboxevent",
    "held times that nobody holds": "DELETE FROM booking_hold; UPDATE booking_slot SET status = 'held',"
    " hold = gen_random_uuid(), held_until = now() + interval '9 years'",
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_the_counting_sees_what_is_wrong(name: str, owner: psycopg.Connection) -> None:
    owner.execute(TAMPERINGS[name])

    assert wrong(owner, told=[], now=datetime.now(UTC))[name] > 0


def test_an_answer_that_the_database_does_not_know_of_is_counted(owner: psycopg.Connection) -> None:
    told = [["booked", "00000000-0000-7000-8000-000000000000"]]

    assert wrong(owner, told=told, now=datetime.now(UTC))["answers 'booked' that the database does not know of"] == 1
