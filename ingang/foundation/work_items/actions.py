"""Making work for a unit, taking it and finishing it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from ingang.foundation.audit.actions import record_under
from ingang.foundation.outbox.queries import dead_deliveries
from ingang.foundation.personal.scope import action
from ingang.foundation.work_items.errors import AlreadyDone, TakenByColleague, WorkItemUnknown, WorkKindUnknown
from ingang.foundation.work_items.models import WorkItem, WorkState
from ingang.foundation.work_items.part import CHILD_TURNED_13, DELIVERY_FAILED, RECEIVER_DECEASED, RECEIVER_LOCKED
from ingang.kernel.grant import Grant
from ingang.kernel.registry import current

OPERATION = ""
"""The unit of work that belongs to nobody but the portal's operation."""

WITHIN = timedelta(days=1)
"""How soon a receiver who can not be reached must be dealt with: summonses can be for the next days."""

UNREACHABLE = frozenset({RECEIVER_LOCKED, RECEIVER_DECEASED, CHILD_TURNED_13})


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
    record_under(event="work_items.created", grant=grant, now=now, details={"item": str(item.id), "kind": kind})
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
    changes = {"state": WorkState.TAKEN, "taken_by": grant.actor.identity, "taken_at": now}
    if WorkItem.under(grant).filter(id=item, state=WorkState.OPEN).update(**changes) != 1:
        raise AlreadyDone() if row.state == WorkState.DONE else TakenByColleague()
    record_under(event="work_items.taken", grant=grant, now=now, details={"item": str(item)})


@action
def finish_work(*, grant: Grant, item: UUID, outcome: str, now: datetime) -> None:
    """Finish it with what became of it. Records work_items.finished.

    Refuses what is not the unit's, what a colleague has taken, and what is done.
    """
    row = _row(grant, item)
    if row.state == WorkState.TAKEN and row.taken_by != grant.actor.identity:
        raise TakenByColleague()
    changes = {"state": WorkState.DONE, "done_at": now, "outcome": outcome, "taken_by": grant.actor.identity}
    mine = Q(state=WorkState.OPEN) | Q(state=WorkState.TAKEN, taken_by=grant.actor.identity)
    if WorkItem.under(grant).filter(mine, id=item).update(**changes) != 1:
        raise AlreadyDone() if _row(grant, item).state == WorkState.DONE else TakenByColleague()
    record_under(event="work_items.finished", grant=grant, now=now, details={"item": str(item)})


def dead_deliveries_to_work(*, grant: Grant, now: datetime) -> int:
    """The job that turns every delivery that was given up into work of the unit it came from; of the portal's
    operation where no unit is named. Gives back how many are new.
    """
    return sum(
        create_work(
            grant=grant,
            unit=delivery.unit or OPERATION,
            kind=DELIVERY_FAILED,
            subject=f"{delivery.name} {delivery.event_id}",
            person=delivery.person,
            due_at=delivery.dead_at + WITHIN,
            now=now,
        )
        for delivery in dead_deliveries()
    )


def _row(grant: Grant, item: UUID) -> WorkItem:
    row = WorkItem.under(grant).filter(id=item).first()
    if row is None:
        raise WorkItemUnknown()
    return row
