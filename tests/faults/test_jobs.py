"""Every job that a manifest schedules: run twice, late, again after a fault at each statement, and on change nights."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from ingang.foundation.outbox.models import RunningJob
from ingang.kernel.registry import current
from ingang.project.work import deliver_events, run_job
from tests.faults import busy
from tests.faults.failing import failing_at, thrown_away
from tests.faults.world import differences, known_things, world

JOBS = [job.name for job in current().jobs]
# So late that each job has something to do at one of them: the day after, and as the things of the samples come up.
DAYS_LATE = (1, 15, 28, 31)
MEASURING = frozenset({"status.measure"})
"""What these write is how it was each time that they ran; status/tests/test_measuring.py."""

NOTHING_TO_SEE = {
    "access_log.ask_elsewhere": "no log service is connected here; access_log/tests/test_elsewhere.py",
    "audit.seal": "seals are made over the openings of the run itself; tests/live/test_audit_seals.py",
    "audit.partitions": "makes tables, on PostgreSQL alone; tests/live/test_audit_seals.py",
    "content.sweep_media": "throws away files alone; content/tests/test_media.py",
    "content.publish": "no text of the samples waits for its time; content/tests/test_clock.py",
    "content.remind": "nobody of the samples has asked for letters; content/tests/test_reminders.py",
    "engagements.tell": "no index is told of anything here; engagements/tests/test_telling.py",
    "entrance.publish_pages": "writes files alone; entrance/tests/test_publishing.py",
    "inbox.scan_files": "the samples' files have their verdict already; inbox/tests/test_files.py",
    "journal.forget_answers": "no system is connected here, so nothing is kept; journal/tests/test_keeping.py",
    "journal.tell_news": "nobody of the samples has chosen it; journal/news/tests/test_telling.py",
    "people.shared_ways": "nobody of the samples shares a contact way; my_settings/tests/test_shared_ways.py",
    "people.read_register": "no register is connected here; foundation/people/tests",
    "systems.roll_up": "no system is asked here; foundation/systems/tests/test_health.py",
    "care_finder.try_links": "no link is tried here; care_finder/tests/test_correctness.py",
    "care_finder.ask_directory": "no directory is configured here; care_finder/tests/test_asking.py",
    "care_finder.write_on": "no import is under way here; care_finder/tests/test_writing.py",
    "roadmap.set_documents": "the samples' document has its files; roadmap/tests/test_paper.py",
    "care_finder.read_directory": "no file is named here; care_finder/tests/test_importing.py",
}
EVERY = 3
WITHOUT_ROWS = {"entrance.publish_pages"}
"""It makes files of public pages, and leaves nothing half-written in the database: tests/live/test_published.py."""
SPRING, AUTUMN = datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)
HALF_HOURS = [timedelta(minutes=30 * number) for number in range(-6, 8)]

Move = Callable[[datetime], None]


@pytest.fixture
def at(time_machine: Any) -> Move:
    """Puts the clock at a moment, where it stands still."""
    return lambda moment: time_machine.move_to(moment, tick=False)


@pytest.fixture
def busy_world(cast: Callable[[str], UUID], now: datetime) -> frozenset[str]:
    """A world with work for every job; gives the names of all its things."""
    busy.fill(owner=cast(busy.OWNER), now=now)
    deliver_events(now=now)
    return known_things()


@pytest.mark.parametrize("name", JOBS)
def test_a_job_that_runs_twice_has_run_once(name: str, busy_world: frozenset[str], now: datetime, at: Move) -> None:
    changed = 0

    for days in DAYS_LATE:
        at(now + timedelta(days=days))
        with thrown_away():
            before = world(known=busy_world)
            run_job(name)
            once = world(known=busy_world)
            run_job(name)
            assert differences(once, world(known=busy_world)) == {}, days
        changed += before != once

    assert bool(changed) == (name not in NOTHING_TO_SEE)


@pytest.mark.parametrize("name", [name for name in JOBS if name not in WITHOUT_ROWS])
def test_a_job_that_failed_anywhere_ends_as_if_it_had_not(
    name: str, busy_world: frozenset[str], now: datetime, at: Move
) -> None:
    # Each day begins with another of three statements, and goes on by three: every statement fails on one day or two.
    for number, days in enumerate(DAYS_LATE):
        at(now + timedelta(days=days))
        expected = _undisturbed(name, busy_world)
        statement, failed = number % EVERY - EVERY + 1, True
        while failed:
            statement += EVERY
            with thrown_away():
                failed = _fails_at(statement, name)
                run_job(name)
                assert differences(expected, world(known=busy_world)) == {}, (days, statement)
        assert statement > 5


def _undisturbed(name: str, known: frozenset[str]) -> Any:
    with thrown_away():
        run_job(name)
        return world(known=known)


def _fails_at(statement: int, name: str) -> bool:
    """Run the job with a fault at a statement, then let its lease run out; False when it has no such statement."""
    with failing_at(statement) as seen, suppress(DatabaseError):
        run_job(name)
    # No transaction stands around a job outside of tests.
    transaction.set_rollback(False)
    RunningJob.objects.update(until=datetime(2026, 1, 1, tzinfo=UTC))
    return seen[0] >= statement


@pytest.mark.parametrize("night", [SPRING, AUTUMN], ids=["spring", "autumn"])
@pytest.mark.parametrize("name", [name for name in JOBS if name not in MEASURING | WITHOUT_ROWS])
def test_a_job_that_runs_all_through_a_change_night_has_run_once(
    name: str, night: datetime, cast: Callable[[str], UUID], at: Move
) -> None:
    # The first of the samples' times are this many days after they are made.
    begun = night - timedelta(days=30, hours=13)
    at(begun)
    busy.fill(owner=cast(busy.OWNER), now=begun)
    deliver_events(now=begun)
    known = known_things()
    with thrown_away():
        at(night + HALF_HOURS[-1])
        run_job(name)
        once = _counted(known)

    for after in HALF_HOURS:
        at(night + after)
        run_job(name)

    assert _counted(known) == once


def _counted(known: frozenset[str]) -> dict[str, int]:
    """How many rows of each kind there are; when each was written differs."""
    found: dict[str, int] = {}
    for row, number in world(known=known).items():
        found[row[0]] = found.get(row[0], 0) + number
    return found
