"""What the portal itself sees to: deliveries that were given up, and work that somebody left behind."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.outbox.queries import dead_deliveries, settled_deliveries
from ingang.foundation.people.queries import works_at
from ingang.foundation.personal.scope import action
from ingang.foundation.work_items.actions import FREE, WITHIN, create_work
from ingang.foundation.work_items.models import StepKind, WorkItem, WorkState, WorkStep
from ingang.foundation.work_items.part import DELIVERY_FAILED
from ingang.foundation.work_items.queries import event_behind
from ingang.kernel.grant import OPERATION, Grant
from ingang.kernel.periods import local_date


def dead_deliveries_to_work(*, grant: Grant, now: datetime) -> int:
    """The job that turns every delivery that was given up into work of the unit it came from; of the portal's
    operation where no unit is named. Work whose delivery arrived after all is finished. Gives back how many are new.
    """
    finish_arrived(grant=grant, now=now)
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


@action
def finish_arrived(*, grant: Grant, now: datetime) -> int:
    """Finish the work whose delivery was tried again and arrived. Records work_items.delivered for each."""
    waiting: dict[UUID, WorkItem] = {}
    for row in WorkItem.under(grant).filter(kind=DELIVERY_FAILED).exclude(state=WorkState.DONE).order_by("id"):
        if event := event_behind(item=row):
            waiting[event] = row
    arrived = [waiting[event] for event in settled_deliveries(event_ids=frozenset(waiting))]
    for row in arrived:
        done = {"state": WorkState.DONE, "done_at": now}
        _settle(grant, row, done, StepKind.DELIVERED, now)
    return len(arrived)


@action
def give_back_work_left_behind(*, grant: Grant, now: datetime) -> int:
    """The job that puts work back in everybody's list when the one who took it no longer works at the unit.

    Records work_items.given_back for each. Gives back how many there were.
    """
    taken = list(WorkItem.under(grant).filter(state=WorkState.TAKEN).order_by("id"))
    still_there = works_at(pairs={(row.taken_by, row.unit) for row in taken}, on=local_date(now))
    left = [row for row in taken if (row.taken_by, row.unit) not in still_there]
    for row in left:
        _settle(grant, row, FREE, StepKind.GIVEN_BACK, now)
    return len(left)


def _settle(grant: Grant, row: WorkItem, changes: Mapping[str, Any], step: StepKind, now: datetime) -> None:
    """Change the row unless somebody has done so in between; note the step and record it."""
    as_seen = WorkItem.under(grant).filter(id=row.id, state=row.state, taken_by=row.taken_by)
    if as_seen.update(**changes):
        WorkStep(person=row.person, unit=row.unit, item=row.id, kind=step, at=now).save(force_insert=True)
        record_under(event=f"work_items.{step}", grant=grant, now=now, details={"item": str(row.id)})
