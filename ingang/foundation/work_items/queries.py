"""Reading a unit's work, under the unit's grant."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ingang.foundation.access.actions import shown
from ingang.foundation.people.queries import names
from ingang.foundation.personal.scope import query
from ingang.foundation.work_items.errors import WorkItemUnknown
from ingang.foundation.work_items.models import WorkItem, WorkState
from ingang.kernel.grant import Grant
from ingang.kernel.registry import current
from ingang.kernel.service import WorkKind


@dataclass(frozen=True, kw_only=True)
class WorkLine:
    """One thing to do, and the name of the person it is about, if any."""

    item: WorkItem
    person: str
    is_late: bool

    @property
    def kind(self) -> WorkKind | None:
        """What there is to do, as a manifest declares it; None when its service is no longer part of the house."""
        return current().work_kinds.get(self.item.kind)

    @property
    def title(self) -> str:
        """What there is to do, as an English message id; the bare code where no manifest has words for it."""
        return self.kind.title if self.kind else self.item.kind


@query
def open_work(*, grant: Grant, now: datetime) -> list[WorkLine]:
    """What the unit has left to do, the most urgent first. Records whom it shows."""
    rows = WorkItem.under(grant).exclude(state=WorkState.DONE).order_by("due_at", "id")
    return _lines(list(rows), grant, now)


@query
def work_line(*, grant: Grant, item: UUID, now: datetime) -> WorkLine:
    """One thing to do, also a finished one. Records whom it shows. Refuses what is not the unit's."""
    row = WorkItem.under(grant).filter(id=item).first()
    if row is None:
        raise WorkItemUnknown()
    return _lines([row], grant, now)[0]


def _lines(rows: list[WorkItem], grant: Grant, now: datetime) -> list[WorkLine]:
    persons = frozenset(row.person for row in rows if row.person)
    called = names(persons=persons)
    shown(grant=grant, persons=persons, now=now)
    return [
        WorkLine(
            item=row,
            person=called.get(row.person, "") if row.person else "",
            is_late=row.due_at <= now and row.state != WorkState.DONE,
        )
        for row in rows
    ]
