"""Scheduled work of the outbox, and the rule that a job never overlaps itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection, transaction

from ingang.foundation.outbox.models import Handled, OutboxEvent, RunningJob
from ingang.kernel.grant import Grant

KEPT = timedelta(days=30)
BATCH = 1000
SCHEDULES_LOCK = 1177_0001


def purge(*, grant: Grant, now: datetime) -> int:
    """Remove events delivered more than 30 days ago, and the marks of who handled them. Dead ones stay."""
    removed = 0
    while batch := _remove_batch(before=now - KEPT):
        removed += batch
    return removed


def _remove_batch(*, before: datetime) -> int:
    with transaction.atomic():
        old = OutboxEvent.objects.filter(delivered_at__lt=before).order_by("number").values_list("number", "event_id")
        rows = list(old[:BATCH])
        Handled.objects.filter(event_id__in=[event_id for _, event_id in rows]).delete()
        OutboxEvent.objects.filter(number__in=[number for number, _ in rows]).delete()
    return len(rows)


@contextmanager
def alone(*, job: str, now: datetime, at_most: timedelta) -> Iterator[bool]:
    """Whether this process may run the job: False while another one runs it.

    `at_most` is how long a job may take before it is killed: a lease that old belongs to a killed worker.
    """
    RunningJob.objects.get_or_create(name=job, defaults={"until": now})
    mine = bool(RunningJob.objects.filter(name=job, until__lte=now).update(until=now + at_most))
    try:
        yield mine
    finally:
        if mine:
            RunningJob.objects.filter(name=job, until=now + at_most).update(until=now)


def wait_for_others() -> None:
    """Let no other process write schedules until the transaction ends.

    The scheduler's table does not forbid two rows of one name. On SQLite the transaction is alone already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SCHEDULES_LOCK])
