"""What was committed is delivered once and in order, whatever is killed and however many workers there are."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django_q.models import OrmQ, Schedule, Success
from django_q.tasks import async_task

from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.outbox.actions import announce
from ingang.foundation.outbox.models import OutboxEvent
from ingang.foundation.outbox.tests.hearers import ALVA, REGISTRY, STEP, effects
from ingang.kernel.registry import current, install
from ingang.project.work import run_job, sync_schedules
from tests.live.databases import OwnDatabase

pytestmark = pytest.mark.live

PATIENCE = 60


def until(condition: Callable[[], bool]) -> None:
    """Wait for it; fail when it never comes."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def teller(database: OwnDatabase, *arguments: str) -> "subprocess.Popen[str]":
    """Start a process of tests/live/teller.py."""
    return database.start("-m", "tests.live.teller", *arguments)


def nothing_waits() -> bool:
    """Whether everything was delivered."""
    return not OutboxEvent.objects.filter(delivered_at=None).exists()


def group_is_gone(process: "subprocess.Popen[str]") -> bool:
    """Whether no process that this one started is left."""
    process.poll()
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_an_event_whose_writer_is_killed_right_after_the_commit_is_delivered_once(database: OwnDatabase) -> None:
    writer = teller(database, "announce", str(ALVA), "one", "two")
    assert writer.wait() == -signal.SIGKILL
    before = effects(by="ear")

    teller(database, "worker")
    until(nothing_waits)

    assert before == []
    assert effects(by="ear") == effects(by="clumsy") == ["one", "two"]


def test_a_worker_that_is_killed_in_the_middle_of_a_delivery_loses_and_doubles_nothing(
    database: OwnDatabase, tmp_path: Path
) -> None:
    teller(database, "announce", str(ALVA), "one", "two").wait()
    killed = teller(database, "worker", str(tmp_path / "was killed"))
    assert killed.wait() == -signal.SIGKILL
    before = effects(by="ear")

    teller(database, "worker", str(tmp_path / "was killed"))
    until(nothing_waits)

    assert before == []
    assert effects(by="ear") == effects(by="clumsy") == ["one", "two"]


def test_three_workers_deliver_each_event_once_and_in_each_persons_order(database: OwnDatabase, now: datetime) -> None:
    persons = [uuid4() for _ in range(6)]
    steps = [str(number) for number in range(20)]
    workers = [teller(database, "worker") for _ in range(3)]
    _announce_all(persons, steps, now)

    until(nothing_waits)

    for person in persons:
        assert effects(by="ear", person=person) == effects(by="clumsy", person=person) == steps
    assert all(worker.poll() is None for worker in workers)


def _announce_all(persons: list[UUID], steps: list[str], now: datetime) -> None:
    before = current()
    install(REGISTRY)
    for step in steps:
        for person in persons:
            announce(name=STEP, person=person, fields={"step": step}, now=now)
    install(before)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_told_to_stop_ends_well_and_leaves_nobody_behind(
    number: signal.Signals, database: OwnDatabase
) -> None:
    worker = teller(database, "worker")
    assert worker.stdout
    assert worker.stdout.readline() == "The worker is ready.\n"

    worker.send_signal(number)

    assert worker.wait(PATIENCE) == 0
    until(lambda: group_is_gone(worker))


def test_a_killed_worker_leaves_nobody_behind(database: OwnDatabase) -> None:
    worker = teller(database, "worker")
    assert worker.stdout
    worker.stdout.readline()

    worker.kill()

    assert worker.wait(PATIENCE) == -signal.SIGKILL
    until(lambda: group_is_gone(worker))


def test_a_queued_job_is_run_by_the_worker(database: OwnDatabase) -> None:
    with transaction.atomic():
        async_task(run_job, "audit.partitions")

    teller(database, "worker")
    until(Success.objects.exists)
    until(lambda: not OrmQ.objects.exists())  # taken off the queue only after its end is written down

    assert Success.objects.get().func == "ingang.project.work.run_job"


def test_a_job_of_an_undone_change_is_never_run(database: OwnDatabase) -> None:
    with transaction.atomic():
        async_task(run_job, "audit.partitions")
        transaction.set_rollback(True)

    assert not OrmQ.objects.exists()


def test_schedules_follow_the_manifests_however_often_a_worker_starts(database: OwnDatabase, now: datetime) -> None:
    Schedule.objects.create(name="manifest:of.the.past", func="gone", schedule_type=Schedule.MINUTES, minutes=1)

    sync_schedules(now=now)
    sync_schedules(now=now + timedelta(hours=1))

    wanted = {(f"manifest:{job.name}", job.every_minutes, repr((job.name,)), now) for job in current().jobs}
    assert set(Schedule.objects.values_list("name", "minutes", "args", "next_run")) == wanted


def test_every_scheduled_job_of_the_house_runs_and_is_recorded_when_it_reaches_personal_data(
    database: OwnDatabase, tmp_path: Path, settings: object
) -> None:
    settings.AUDIT_ROOTS_FILE = str(tmp_path / "roots.jsonl")  # type: ignore[attr-defined]

    for job in current().jobs:
        run_job(job.name)

    recorded = AuditEvent.objects.filter(event="access.job_opened").values_list("actor", flat=True)
    assert set(recorded) == {job.name for job in current().jobs if job.kinds}
