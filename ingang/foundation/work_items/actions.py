"""Making work for a unit, and what its staff do with it: take, hand over, give back, note, try again, finish."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from ingang.foundation.audit.actions import record_under
from ingang.foundation.audit.queries import HIDDEN_MARK
from ingang.foundation.outbox.actions import try_again
from ingang.foundation.personal.scope import action
from ingang.foundation.work_items.errors import (
    AlreadyDone,
    HasItsOwnPage,
    NotAColleague,
    NothingToRetry,
    NotTaken,
    TakenByColleague,
    WorkItemError,
    WorkItemUnknown,
    WorkKindUnknown,
)
from ingang.foundation.work_items.models import StepKind, WorkItem, WorkState, WorkStep
from ingang.foundation.work_items.part import CHILD_TURNED_13, RECEIVER_DECEASED, RECEIVER_LOCKED
from ingang.foundation.work_items.queries import can_finish_on_desk, colleagues, event_behind
from ingang.kernel.grant import Grant
from ingang.kernel.registry import current

WITHIN = timedelta(days=1)
"""How soon a receiver who can not be reached must be dealt with: summonses can be for the next days."""

UNREACHABLE = frozenset({RECEIVER_LOCKED, RECEIVER_DECEASED, CHILD_TURNED_13})

FREE = {"state": WorkState.OPEN, "taken_by": "", "taken_at": None}


@action
def create_work(
    *,
    grant: Grant,
    unit: str,
    kind: str,
    subject: str,
    due_at: datetime,
    now: datetime,
    person: UUID | None = None,
) -> bool:
    """Give a unit something to do; False when the same subject is its work already. Records work_items.created.

    `kind` is the code of a WorkKind in some manifest. Any grant that reaches the person may give work about her; only
    the unit's own grant can read it. Refuses a kind that no manifest declares.
    """
    if kind not in current().work_kinds:
        raise WorkKindUnknown(kind=kind)
    item = WorkItem(unit=unit, kind=kind, subject=subject, person=person, due_at=due_at, created_at=now)
    try:
        with transaction.atomic():
            item.save(force_insert=True)
    except IntegrityError:
        return False
    _record("created", grant, item, now, kind=kind)
    return True


def report_unreachable(*, grant: Grant, unit: str, why: str, subject: str, now: datetime) -> bool:
    """Tell a unit that a person can not be reached here: locked, dead, or grown out of the guardian's hands.

    What was meant for the person becomes the unit's work within a day, never silence (corrections 3.3, 3.4). False
    when the unit has been told of the same subject before.
    """
    if why not in UNREACHABLE:
        raise ValueError(why)
    return create_work(
        grant=grant, unit=unit, kind=why, subject=subject, person=grant.person, due_at=now + WITHIN, now=now
    )


@action
def take_work(*, grant: Grant, item: UUID, now: datetime) -> None:
    """Take it on, so that colleagues see who does it. Records work_items.taken. Taking it again changes nothing.

    Refuses what is not the unit's, what a colleague has taken, and what is done.
    """
    row = _row(grant, item)
    if row.state == WorkState.TAKEN and row.taken_by == grant.actor.identity:
        return
    _move(grant, row, Q(state=WorkState.OPEN), _in_hands(grant.actor.identity, now), StepKind.TAKEN, now)


@action
def take_over(*, grant: Grant, item: UUID, taken_by: str, now: datetime) -> None:
    """Take it over from the colleague who has it, as when she is ill. Records work_items.taken_over.

    Refuses what is not the unit's, what is done, and what is no longer in the hands of `taken_by`.
    """
    row = _row(grant, item)
    hers = Q(state=WorkState.TAKEN, taken_by=taken_by)
    _move(grant, row, hers, _in_hands(grant.actor.identity, now), StepKind.TAKEN_OVER, now, to=grant.actor.identity)


@action
def hand_over(*, grant: Grant, item: UUID, to: str, text: str, now: datetime) -> None:
    """Put it in the hands of a colleague, with a word on the way. Records work_items.handed_over.

    Refuses what is not the unit's, what another colleague has taken, what is done, and a receiver without an
    assignment at the unit today.
    """
    if to not in {one.hsa_id for one in colleagues(grant=grant, now=now)}:
        raise NotAColleague()
    _move(grant, _row(grant, item), _free_or_mine(grant), _in_hands(to, now), StepKind.HANDED_OVER, now, to, text)


@action
def give_back(*, grant: Grant, item: UUID, text: str, now: datetime) -> None:
    """Put it back in everybody's list. Records work_items.given_back.

    Refuses what is not the unit's, and what is not in the actor's own hands.
    """
    mine = Q(state=WorkState.TAKEN, taken_by=grant.actor.identity)
    _move(grant, _row(grant, item), mine, FREE, StepKind.GIVEN_BACK, now, text=text)


@action
def note(*, grant: Grant, item: UUID, text: str, now: datetime) -> None:
    """Write something down for the colleagues; anybody at the unit may. Records work_items.noted.

    Refuses what is not the unit's, and what is done.
    """
    _move(grant, _row(grant, item), ~Q(state=WorkState.DONE), {}, StepKind.NOTED, now, text=text)


@action
def retry_delivery(*, grant: Grant, item: UUID, now: datetime) -> None:
    """Have a delivery that was given up tried again. Records work_items.retried.

    The work stays until the delivery has arrived, or is given up once more. Refuses what is not the unit's, what a
    colleague has taken, what is done, and a delivery that is not given up.
    """
    row = _row(grant, item)
    event = event_behind(item=row)
    if event is None or not try_again(event_id=event):
        raise NothingToRetry()
    _move(grant, row, _free_or_mine(grant), {}, StepKind.RETRIED, now)


@action
def finish_work(*, grant: Grant, item: UUID, outcome: str, now: datetime) -> None:
    """Finish it with what became of it. Records work_items.finished.

    Refuses what is not the unit's, what a colleague has taken, and what is done.
    """
    changes = {"state": WorkState.DONE, "done_at": now, "outcome": outcome, "taken_by": grant.actor.identity}
    _move(grant, _row(grant, item), _free_or_mine(grant), changes, StepKind.FINISHED, now, text=outcome)


@action
def finish_on_desk(*, grant: Grant, item: UUID, outcome: str, now: datetime) -> None:
    """Finish work that no page of its own deals with. Records work_items.finished.

    Refuses what `finish_work` does, and work that has such a page: there an answer is given with it.
    """
    if not can_finish_on_desk(item=_row(grant, item)):
        raise HasItsOwnPage()
    finish_work(grant=grant, item=item, outcome=outcome, now=now)


@action
def close_work(*, grant: Grant, kind: str, subject: str, outcome: str, now: datetime) -> bool:
    """Finish work whose cause is gone, in whosever hands it is; False where there is none left to finish.

    For jobs and hearings, not for staff: they finish work themselves. Records work_items.finished.
    """
    row = WorkItem.under(grant).filter(kind=kind, subject=subject).exclude(state=WorkState.DONE).first()
    if row is None:
        return False
    changes = {"state": WorkState.DONE, "done_at": now, "outcome": outcome}
    if not WorkItem.under(grant).filter(id=row.id, state=row.state, taken_by=row.taken_by).update(**changes):
        return False
    WorkStep(person=row.person, unit=row.unit, item=row.id, kind=StepKind.FINISHED, text=outcome, at=now).save(
        force_insert=True
    )
    _record("finished", grant, row, now)
    return True


def _move(
    grant: Grant,
    row: WorkItem,
    allowed: Q,
    changes: dict[str, Any],
    step: StepKind,
    now: datetime,
    to: str = "",
    text: str = "",
) -> None:
    """Change the row if it is still as it must be, which one of two at once finds; note the step and record it."""
    # Where nothing changes, what never does is written anew: the row must be locked and still be as allowed.
    if WorkItem.under(grant).filter(allowed, id=row.id).update(**(changes or {"kind": row.kind})) != 1:
        raise _why_not(grant, row.id)
    WorkStep(
        person=row.person, unit=row.unit, item=row.id, kind=step, by=grant.actor.identity, to=to, text=text, at=now
    ).save(force_insert=True)
    _record(step, grant, row, now)


def _record(what: str, grant: Grant, row: WorkItem, now: datetime, **codes: str) -> None:
    """Ids and codes. Work may be about what is hidden from guardians, so none is told of it (corrections 3.2)."""
    details = {"item": str(row.id), HIDDEN_MARK: "1"} | codes
    record_under(event=f"work_items.{what}", grant=grant, now=now, details=details)


def _why_not(grant: Grant, item: UUID) -> WorkItemError:
    row = _row(grant, item)
    if row.state == WorkState.DONE:
        return AlreadyDone()
    taken_by_another = row.state == WorkState.TAKEN and row.taken_by != grant.actor.identity
    return TakenByColleague() if taken_by_another else NotTaken()


def _free_or_mine(grant: Grant) -> Q:
    return Q(state=WorkState.OPEN) | Q(state=WorkState.TAKEN, taken_by=grant.actor.identity)


def _in_hands(staff: str, now: datetime) -> dict[str, Any]:
    return {"state": WorkState.TAKEN, "taken_by": staff, "taken_at": now}


def _row(grant: Grant, item: UUID) -> WorkItem:
    row = WorkItem.under(grant).filter(id=item).first()
    if row is None:
        raise WorkItemUnknown()
    return row
