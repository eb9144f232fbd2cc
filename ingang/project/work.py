"""Work without a reader: delivering events, and running the jobs that the manifests schedule."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_q.models import Schedule

from ingang.foundation.access.actions import open_job
from ingang.foundation.outbox.delivery import deliver_all
from ingang.foundation.outbox.jobs import alone, wait_for_others
from ingang.kernel.registry import current, resolve
from ingang.kernel.service import ScheduledJob, StandingJob

PREFIX = "manifest:"


def deliver_events(*, now: datetime) -> int:
    """Deliver every event that is due; give back how many."""
    return deliver_all(now=now, open_grant=open_job)


def run_job(name: str) -> None:
    """Run the manifests' job of this name under its job grant; nothing while it runs already.

    The scheduler calls it with the name alone, so the clock is read here.
    """
    now = timezone.now()
    job = next(job for job in current().jobs if job.name == name)
    with alone(job=name, now=now, at_most=timedelta(seconds=settings.JOB_SECONDS)) as mine:
        if mine:
            grant = open_job(name=name, kinds=job.kinds, now=now)
            resolve(job.handler)(grant=grant, now=now)


def run_queued(name: str, person: str, id: str) -> None:
    """Run the manifests' queued job of this name on one thing of a person's. Called from the queue, as `run_job` is."""
    now = timezone.now()
    job = current().queued_jobs[name]
    grant = open_job(name=name, kinds=job.kinds, persons=(UUID(person),), now=now)
    resolve(job.handler)(grant=grant, id=UUID(id), now=now)


def do_standing_jobs(*, now: datetime) -> int:
    """Do each standing job that has something to do, once; give back how many had."""
    return sum(_do(job, now) for job in current().standing_jobs)


def _do(job: StandingJob, now: datetime) -> bool:
    if not resolve(job.is_due)(now=now):
        return False
    grant = open_job(name=job.name, kinds=job.kinds, now=now)
    resolve(job.handler)(grant=grant, now=now)
    return True


def sync_schedules(*, now: datetime) -> None:
    """Make the scheduler's table say what the manifests say. When a job is next due is kept."""
    with transaction.atomic():
        wait_for_others()
        jobs = {PREFIX + job.name: job for job in current().jobs}
        Schedule.objects.filter(name__startswith=PREFIX).exclude(name__in=jobs).delete()
        for name, job in jobs.items():
            _sync(name, job, now)


def _sync(name: str, job: ScheduledJob, now: datetime) -> None:
    schedule = Schedule.objects.filter(name=name).first() or Schedule(name=name, next_run=now)
    if schedule.minutes != job.every_minutes:
        schedule.next_run = now
    schedule.func = "ingang.project.work.run_job"
    schedule.args = repr((job.name,))
    schedule.schedule_type = Schedule.MINUTES
    schedule.minutes = job.every_minutes
    schedule.repeats = -1
    schedule.save()
