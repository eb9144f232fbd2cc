"""One-off work is queued with the change that needs it, or not at all."""

from uuid import UUID

import pytest
from django.db import transaction
from django_q.models import OrmQ

from ingang.foundation.outbox.errors import UndeclaredJob
from ingang.foundation.outbox.queue import queue
from ingang.kernel.registry import current

pytestmark = pytest.mark.django_db

SOMEBODY, THING = UUID(int=1), UUID(int=2)


def name() -> str:
    """A job that some manifest declares."""
    return next(iter(current().queued_jobs))


def test_the_queue_holds_the_jobs_name_and_two_ids() -> None:
    queue(job=name(), person=SOMEBODY, id=THING)

    (waiting,) = OrmQ.objects.all()
    told = waiting.task
    assert told["func"] == "ingang.project.work.run_queued"
    assert told["args"] == (name(), str(SOMEBODY), str(THING))


def test_a_change_that_is_taken_back_queues_nothing() -> None:
    with transaction.atomic():
        queue(job=name(), person=SOMEBODY, id=THING)
        transaction.set_rollback(True)

    assert not OrmQ.objects.exists()


def test_a_job_that_no_manifest_declares_is_refused() -> None:
    with pytest.raises(UndeclaredJob):
        queue(job="journal.made_up", person=SOMEBODY, id=THING)

    assert not OrmQ.objects.exists()
