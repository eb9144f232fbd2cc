"""One import at a time: a run begins, is held by whoever works for it, and ends with its row and its audit event."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from ingang.foundation.audit.actions import record
from ingang.kernel.actor import Actor
from ingang.kernel.words import marked
from ingang.services.care_finder.models import ImportRun, RunState, What

ANOTHER_RUNS = marked("Another import is running. Nothing was changed.")
BROKE_OFF = marked("The import broke off before it was done. Nothing was changed.")
HOLDS = timedelta(minutes=10)
"""Longer than any step of a run takes. A run that has not told of itself for so long has been killed."""
GIVEN_UP = timedelta(hours=24)
"""A directory that has not told everything after so long does not keep others from importing."""


class RunTaken(Exception):
    """The run was ended or given up meanwhile: whoever still works for it writes nothing."""


def begin_run(
    *, actor: Actor, name: str, digest: str, now: datetime, region: str = "", care_givers: Collection[str] = ()
) -> ImportRun:
    """The run's row, committed before anything is read: what breaks off is seen. Failed where another one runs.

    Without a digest it asks the directory, and is gone on with when it breaks off; a run of a file begins anew.
    """
    give_up_dead(now=now)
    run = ImportRun(
        file_name=name[:200], digest=digest, region=region, care_givers=sorted(care_givers), state=RunState.RUNNING,
        started_at=now, held_until=now + HOLDS, started_by=actor.identity[:80],
    )  # fmt: skip
    try:
        # The constraint decides between two who begin at once.
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:
        run.state, run.reason, run.ended_at = RunState.FAILED, ANOTHER_RUNS, now
        run.save(force_insert=True)
    return run


@transaction.atomic
def give_up_dead(*, now: datetime) -> None:
    """A run whose process was killed before it was planned keeps nobody from importing.

    One that is planned or is being undone is never given up: whoever comes next goes on with it to its end.
    """
    running = ImportRun.objects.filter(state=RunState.RUNNING, reached=None, undone_at=None)
    dead = Q(digest__gt="", held_until__lt=now) | Q(started_at__lt=now - GIVEN_UP)
    running.filter(dead).update(state=RunState.FAILED, reason=BROKE_OFF, ended_at=now)


def hold_run(*, run: ImportRun, now: datetime) -> bool:
    """Take a run that asks and that nobody works for now, for one step of it; whether it could be taken."""
    free = Q(held_until=None) | Q(held_until__lt=now)
    mine = ImportRun.objects.filter(free, id=run.id, state=RunState.RUNNING, reached=None, undone_at=None)
    return mine.update(held_until=now + HOLDS) == 1


def release_run(*, run: ImportRun) -> None:
    """Let the next step be taken by whoever comes first."""
    ImportRun.objects.filter(id=run.id, state=RunState.RUNNING).update(held_until=None)


def lock_catalogue(*, run: ImportRun) -> None:
    """Nobody else imports or undoes until the transaction has ended. Raises RunTaken where the run no longer runs."""
    lock_runs()
    if not ImportRun.objects.filter(id=run.id, state=RunState.RUNNING).exists():
        raise RunTaken


def lock_runs() -> None:
    """The first run's row stands for the catalogue: whoever writes much of it locks that row first."""
    ImportRun.objects.select_for_update().order_by("id").first()


def stop_run(*, run: ImportRun, reason: str) -> None:
    """The run changed nothing, and why."""
    run.state, run.reason = RunState.FAILED, reason


@transaction.atomic
def end_run(*, run: ImportRun, actor: Actor, now: datetime) -> None:
    """Store what became of the run. Records care_finder.imported."""
    run.ended_at, run.held_until = now, None
    run.save(force_update=True)
    details = {
        "run": str(run.id),
        "state": run.state,
        "changed": str(sum(run.counts.get(what, 0) for what in What.values)),
    }
    record(event="care_finder.imported", actor=actor, now=now, details=details)
