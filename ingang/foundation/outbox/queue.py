"""One-off work for the worker, queued in the transaction of the change that needs it."""

from uuid import UUID

from django_q.tasks import async_task

from ingang.foundation.outbox.errors import UndeclaredJob
from ingang.kernel.registry import current


def queue(*, job: str, person: UUID, id: UUID) -> None:
    """Queue a job that a manifest declares, on one thing of a person's; it is begun once the change is committed.

    The queue holds the two ids alone, and forgets them when the job is done. Refuses a job that no manifest declares.
    """
    if job not in current().queued_jobs:
        raise UndeclaredJob(job)
    # By name, since the project, which opens the job's grant, lies above.
    async_task("ingang.project.work.run_queued", job, str(person), str(id), save=False)
