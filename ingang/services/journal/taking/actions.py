"""What a reader does with a taking: each an audit row of its own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from uuid6 import uuid7

from ingang.foundation.audit.actions import record_under
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.outbox.queue import queue
from ingang.foundation.personal.scope import action, query
from ingang.kernel.grant import Grant
from ingang.services.journal.models import Stage, Taking
from ingang.services.journal.taking.around import JOB
from ingang.services.journal.taking.contents import Plan, is_still_open
from ingang.services.journal.taking.errors import ChangedMeanwhile, TakingMissing
from ingang.services.journal.taking.queries import Taken, reader_of, taking
from ingang.services.journal.taking.sealing import Seal, new_seal
from ingang.services.journal.taking.steps import BEING_MADE, forget, pieces
from ingang.services.journal.taking.wishes import Wish, wish_of

MOST = 5
"""So many are kept in a log-in; the oldest goes when another is asked for."""


@dataclass(frozen=True, kw_only=True)
class File:
    """A file to hand out: its pieces by name, each with its size."""

    taking: Taking
    plan: Plan
    seal: Seal
    pieces: tuple[tuple[str, int], ...]

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return sum(size for _, size in self.pieces)


@action
def ask(*, grant: Grant, keeper: Keeper, wish: Wish, language: str, base: str, now: datetime) -> UUID:
    """Have the file made by the worker; gives its id, or that of the same file that is being made already.

    `base` is the portal's own address of FHIR resources. Records journal.taking_asked.
    """
    if (running := _running(grant, keeper, wish)) is not None:
        return running
    row = _row(grant, keeper, wish, language, base, now)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # Asked in two tabs at once: the first one counts.
        if (running := _running(grant, keeper, wish)) is not None:
            return running
        raise
    _forget_oldest(grant, keeper)
    record_under(event="journal.taking_asked", grant=grant, now=now, details={"taking": str(row.id), "form": wish.form})
    queue(job=JOB, person=grant.person, id=row.id)
    return row.id


@action
def ask_again(*, grant: Grant, keeper: Keeper, id: UUID, now: datetime) -> UUID:
    """Have the same file made once more; one that stands still is gone on with. Refuses with TakingMissing.

    Records journal.taking_asked where it is made anew.
    """
    found = taking(grant=grant, keeper=keeper, id=id)
    if found.is_being_made:
        queue(job=JOB, person=grant.person, id=id)
        return id
    forget(grant=grant, ids=[id])
    wish, row = wish_of(taking=found.row), found.row
    return ask(grant=grant, keeper=keeper, wish=wish, language=row.language, base=row.base, now=now)


@action
def cancel(*, grant: Grant, keeper: Keeper, id: UUID, now: datetime) -> None:
    """Cancel what is being made, or throw away what is ready. Refuses with TakingMissing.

    Records journal.taking_cancelled.
    """
    found = taking(grant=grant, keeper=keeper, id=id)
    forget(grant=grant, ids=[id])
    details = {"taking": str(id), "form": found.row.form}
    record_under(event="journal.taking_cancelled", grant=grant, now=now, details=details)


@action
def download(*, grant: Grant, keeper: Keeper, id: UUID, now: datetime) -> File:
    """The file to hand out. Refuses with TakingMissing what is not ready in this log-in.

    Refuses with ChangedMeanwhile what holds anything that the reader may not see any more. Records
    journal.taking_downloaded, also for each part of a download that was broken off.
    """
    file = ready_file(grant=grant, keeper=keeper, id=id, now=now)
    details = {"taking": str(id), "form": file.taking.form, "entries": str(len(file.plan.entries))}
    record_under(event="journal.taking_downloaded", grant=grant, now=now, details=details)
    return file


@query
def ready_file(*, grant: Grant, keeper: Keeper, id: UUID, now: datetime) -> File:
    """The file, for whoever records what becomes of it. Refuses with TakingMissing and with ChangedMeanwhile."""
    found: Taken = taking(grant=grant, keeper=keeper, id=id)
    if not found.is_ready or found.seal is None or found.plan is None:
        raise TakingMissing()
    if not is_still_open(grant=grant, keeper=keeper, plan=found.plan, now=now):
        raise ChangedMeanwhile()
    return File(taking=found.row, plan=found.plan, seal=found.seal, pieces=tuple(pieces(grant=grant, taking=id)))


def _row(grant: Grant, keeper: Keeper, wish: Wish, language: str, base: str, now: datetime) -> Taking:
    seal = new_seal(taking=uuid7())
    return Taking(
        id=seal.taking,
        person=grant.person,
        log_in=keeper.log_in,
        reader=reader_of(grant=grant),
        language=language,
        base=base,
        stage=Stage.ASKING,
        asked_at=now,
        busy_until=now,
        for_browser=seal.for_browser(keeper=keeper),
        for_worker=seal.for_worker(),
        **wish.columns,
    )


def _running(grant: Grant, keeper: Keeper, wish: Wish) -> UUID | None:
    rows = Taking.under(grant).filter(log_in=keeper.log_in, stage__in=BEING_MADE, **wish.columns)
    return rows.order_by("id").values_list("id", flat=True).first()


def _forget_oldest(grant: Grant, keeper: Keeper) -> None:
    rows = Taking.under(grant).filter(log_in=keeper.log_in).order_by("-asked_at", "-id")
    old = list(rows.values_list("id", flat=True)[MOST:])
    if old:
        forget(grant=grant, ids=old)
