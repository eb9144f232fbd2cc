"""The worker's own notes: how far it has come, and the pieces that are made. Each in a short transaction of its own."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings

from ingang.foundation.identity.sessions import log_in_is_open
from ingang.foundation.outbox.queue import queue
from ingang.foundation.personal.scope import action, query
from ingang.kernel.grant import Grant
from ingang.services.journal.models import KeptAnswer, KeptTexts, Stage, TakenPart, Taking
from ingang.services.journal.taking.around import JOB
from ingang.services.journal.taking.contents import Plan
from ingang.services.journal.taking.errors import NotWanted
from ingang.services.journal.taking.sealing import Seal

BEING_MADE = (Stage.ASKING, Stage.WRITING)
PIECE = 1_000_000
"""So many bytes in one row: what is read at once when the file is handed out."""


@action
def claim(*, grant: Grant, id: UUID, now: datetime) -> Taking | None:
    """Begin to work on it; None when it is made, cancelled, or another worker is at it.

    A worker that is killed leaves it for so long as a job may take at most.
    """
    mine = Taking.under(grant).filter(id=id, stage__in=BEING_MADE, busy_until__lte=now)
    if not mine.update(busy_until=now + timedelta(seconds=settings.JOB_SECONDS)):
        return None
    return Taking.under(grant).get(id=id)


@action
def go_on_later(*, grant: Grant, taking: Taking, now: datetime) -> None:
    """Let others' work in between: back to the end of the queue."""
    _move(grant, taking, busy_until=now)
    queue(job=JOB, person=taking.person, id=taking.id)


@action
def note_asked(*, grant: Grant, taking: Taking, done: int, total: int) -> None:
    """How many sources have answered. Raises NotWanted when it was cancelled."""
    _move(grant, taking, done=done, total=total)


@action
def note_plan(*, grant: Grant, taking: Taking, seal: Seal, plan: Plan) -> None:
    """What is to be written. Raises NotWanted when it was cancelled."""
    sealed = seal.sealed(msgspec.json.encode(plan), name="plan")
    _move(grant, taking, stage=Stage.WRITING, plan=sealed, done=0, total=len(plan.entries))


@action
def note_written(*, grant: Grant, taking: Taking, seal: Seal, content: bytes, entries: int) -> None:
    """Keep what a step made. Raises NotWanted when it was cancelled, or another worker has made the step."""
    _move(grant, taking, steps=taking.steps + 1, done=taking.done + entries)
    _keep(grant, taking, seal, content, taking.steps - 1)


@action
def note_made(*, grant: Grant, taking: Taking, seal: Seal, now: datetime, bound: bytes | None = None) -> None:
    """It is ready: the worker forgets the key and what the sources answered. `bound` stands in place of the steps'."""
    _move(grant, taking, stage=Stage.MADE, made_at=now, for_worker=b"")
    _forget_answers(grant, [taking.id])
    if bound is not None:
        TakenPart.under(grant).filter(taking=taking.id).delete()
        _keep(grant, taking, seal, bound, taking.steps)


@action
def note_end(*, grant: Grant, taking: Taking, stage: Stage) -> None:
    """It can not or may not be made; what was made of it is forgotten, and so is the worker's key."""
    Taking.under(grant).filter(id=taking.id).update(stage=stage, for_worker=b"", plan=b"")
    _forget_answers(grant, [taking.id])
    TakenPart.under(grant).filter(taking=taking.id).delete()


@action
def forget(*, grant: Grant, ids: Iterable[UUID]) -> int:
    """Forget these with all that was made; tells how many."""
    ids = list(ids)
    _forget_answers(grant, ids)
    TakenPart.under(grant).filter(taking__in=ids).delete()
    return Taking.under(grant).filter(id__in=ids).delete()[0]


@action
def forget_ended(*, grant: Grant, now: datetime) -> int:
    """Forget what was made for log-ins that have ended. Under a job's grant."""
    rows = list(Taking.under(grant).values_list("id", "log_in"))
    open_ones = {one for one in {log_in for _, log_in in rows} if log_in_is_open(id=one, now=now)}
    return forget(grant=grant, ids=[one for one, log_in in rows if log_in not in open_ones])


@query
def pieces(*, grant: Grant, taking: UUID) -> list[tuple[str, int]]:
    """The pieces of the file in order, each with its name and size."""
    rows = TakenPart.under(grant).filter(taking=taking).order_by("step", "number")
    return [(_name(step, number), size) for step, number, size in rows.values_list("step", "number", "size")]


@query
def piece(*, grant: Grant, seal: Seal, name: str) -> bytes:
    """One piece of the file, opened. Raises NotWanted when the file was forgotten meanwhile."""
    step, number = map(int, name.split(" ")[1].split("."))
    row = TakenPart.under(grant).filter(taking=seal.taking, step=step, number=number).first()
    if row is None:
        raise NotWanted
    return seal.opened(row.sealed, name=name)


def _move(grant: Grant, taking: Taking, **changes: Any) -> None:
    """Change the row as this worker knows it. When another has changed it since, that one counts."""
    as_known = Taking.under(grant).filter(id=taking.id, stage=taking.stage, steps=taking.steps)
    if not as_known.update(**changes):
        raise NotWanted
    for name, value in changes.items():
        setattr(taking, name, value)


def _keep(grant: Grant, taking: Taking, seal: Seal, content: bytes, step: int) -> None:
    for number, first in enumerate(range(0, len(content), PIECE)):
        piece = content[first : first + PIECE]
        sealed = seal.sealed(piece, name=_name(step, number))
        TakenPart(
            person=taking.person, taking=taking.id, step=step, number=number, size=len(piece), sealed=sealed
        ).save(force_insert=True)


def _name(step: int, number: int) -> str:
    return f"piece {step}.{number}"


def _forget_answers(grant: Grant, ids: list[UUID]) -> None:
    """What the sources answered for the worker, which keeps it under the taking as others do under the log-in."""
    KeptTexts.under(grant).filter(log_in__in=ids).delete()
    KeptAnswer.under(grant).filter(log_in__in=ids).delete()
