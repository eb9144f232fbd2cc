"""Reading a unit's work, under the unit's grant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Case, Count, Q, QuerySet, Value, When

from ingang.foundation.access.actions import shown
from ingang.foundation.people.models import StaffMember
from ingang.foundation.people.queries import names, staff_at_unit, staff_names
from ingang.foundation.personal.scope import query
from ingang.foundation.work_items.errors import WorkItemUnknown
from ingang.foundation.work_items.models import StepKind, WorkItem, WorkState, WorkStep
from ingang.foundation.work_items.part import DELIVERY_FAILED
from ingang.kernel.actor import OPERATIONS, Staff
from ingang.kernel.grant import OPERATION, Grant
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current
from ingang.kernel.service import WorkKind


class Whose(StrEnum):
    """Which part of the unit's work one looks at."""

    MINE = "mine"
    SHARED = "shared"
    ALL = "all"
    DONE = "done"


@dataclass(frozen=True, kw_only=True)
class WorkLine:
    """One thing to do, the name of the person it is about, if any, and of the colleague who has taken it."""

    item: WorkItem
    person: str
    taken_by: str
    is_late: bool
    is_mine: bool

    @property
    def kind(self) -> WorkKind | None:
        """What there is to do, as a manifest declares it; None when its service is no longer part of the house."""
        return current().work_kinds.get(self.item.kind)

    @property
    def title(self) -> str:
        """What there is to do, as an English message id; the bare code where no manifest has words for it."""
        return self.kind.title if self.kind else self.item.kind

    @property
    def is_urgent(self) -> bool:
        """Whether work of this kind stands before all other."""
        return self.kind is not None and self.kind.urgent


@dataclass(frozen=True, kw_only=True)
class WorkPage:
    """A part of the unit's work, how much there is of each part, and which kinds there are to choose from."""

    lines: list[WorkLine]
    counts: Mapping[Whose, int]
    kinds: Mapping[str, int]
    has_more: bool


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something that happened to a unit's work, with the names of those who did it and got it."""

    kind: StepKind
    by: str
    to: str
    text: str
    at: datetime


@query
def open_work(*, grant: Grant, now: datetime) -> list[WorkLine]:
    """What the unit has left to do, the most urgent first. Records whom it shows."""
    rows = WorkItem.under(grant).exclude(state=WorkState.DONE).order_by("due_at", "id")
    return _lines(list(rows), grant, now)


@query
def work_page(*, grant: Grant, whose: Whose, kind: str = "", skip: int = 0, size: int = 50, now: datetime) -> WorkPage:
    """A page of the unit's work, the urgent kinds first, then by when it is due; what is done, the latest first.

    Records whom it shows. The number of queries does not follow the amount of work.
    """
    me = grant.actor.identity
    rows = WorkItem.under(grant).filter(_part(whose, me))
    chosen = _in_order(rows.filter(kind=kind) if kind else rows, whose)[skip : skip + size + 1]
    found = list(chosen)
    return WorkPage(
        lines=_lines(found[:size], grant, now),
        counts=_counts(WorkItem.under(grant), me),
        kinds=dict(rows.order_by("kind").values_list("kind").annotate(Count("id"))),
        has_more=len(found) > size,
    )


@query
def work_line(*, grant: Grant, item: UUID, now: datetime) -> WorkLine:
    """One thing to do, also a finished one. Records whom it shows. Refuses what is not the unit's."""
    row = WorkItem.under(grant).filter(id=item).first()
    if row is None:
        raise WorkItemUnknown()
    return _lines([row], grant, now)[0]


@query
def steps_of(*, grant: Grant, item: UUID) -> list[Step]:
    """What has happened to it, the latest first."""
    rows = list(WorkStep.under(grant).filter(item=item).order_by("-at", "-id"))
    called = staff_names(staff=frozenset({row.by for row in rows} | {row.to for row in rows}))
    return [
        Step(
            kind=StepKind(row.kind),
            by=called.get(row.by, row.by),
            to=called.get(row.to, row.to),
            text=row.text,
            at=row.at,
        )
        for row in rows
    ]


@query
def count_taken(*, grant: Grant) -> int:
    """How much of the unit's work is in the actor's own hands."""
    return WorkItem.under(grant).filter(_part(Whose.MINE, grant.actor.identity)).count()


def colleagues(*, grant: Grant, now: datetime) -> list[StaffMember]:
    """To whom the actor may hand over: everybody else with an assignment where she works, by name.

    The portal's operation is handed over within the operation.
    """
    unit = grant.actor.unit if isinstance(grant.actor, Staff) else grant.unit
    role = OPERATIONS if grant.unit == OPERATION else ""
    there = staff_at_unit(unit=unit, role=role, on=local_date(now))
    return [one for one in there if one.hsa_id != grant.actor.identity]


def can_finish_on_desk(*, item: WorkItem) -> bool:
    """Whether the work is finished on the staff's desk: no page of its own deals with its kind."""
    kind = current().work_kinds.get(item.kind)
    return kind is None or not kind.page


def event_behind(*, item: WorkItem) -> UUID | None:
    """The delivery that was given up and became this work, or None for other work."""
    try:
        return UUID(item.subject.rpartition(" ")[2]) if item.kind == DELIVERY_FAILED else None
    except ValueError:
        return None


def _part(whose: Whose, me: str) -> Q:
    return {
        Whose.MINE: Q(state=WorkState.TAKEN, taken_by=me),
        Whose.SHARED: Q(state=WorkState.OPEN),
        Whose.ALL: ~Q(state=WorkState.DONE),
        Whose.DONE: Q(state=WorkState.DONE),
    }[whose]


def _in_order(rows: QuerySet[WorkItem], whose: Whose) -> QuerySet[WorkItem]:
    if whose is Whose.DONE:
        return rows.order_by("-done_at", "-id")
    urgent = [code for code, kind in current().work_kinds.items() if kind.urgent]
    first = Case(When(kind__in=urgent, then=Value(0)), default=Value(1)) if urgent else Value(1)
    return rows.annotate(rank=first).order_by("rank", "due_at", "id")


def _counts(rows: QuerySet[WorkItem], me: str) -> dict[Whose, int]:
    # What is done is not counted: it only grows, and nobody waits for it.
    open_parts = (Whose.MINE, Whose.SHARED, Whose.ALL)
    return {
        Whose(name): count
        for name, count in rows.exclude(state=WorkState.DONE)
        .aggregate(**{part: Count("id", filter=_part(part, me)) for part in open_parts})
        .items()
    }


def _lines(rows: list[WorkItem], grant: Grant, now: datetime) -> list[WorkLine]:
    called = _names_of_persons(rows, grant, now)
    takers = staff_names(staff=frozenset(row.taken_by for row in rows if row.taken_by))
    return [
        WorkLine(
            item=row,
            person=called.get(row.person, "") if row.person else "",
            taken_by=takers.get(row.taken_by, row.taken_by),
            is_late=row.due_at <= now and row.state != WorkState.DONE,
            is_mine=row.taken_by == grant.actor.identity,
        )
        for row in rows
    ]


def _names_of_persons(rows: Iterable[WorkItem], grant: Grant, now: datetime) -> Mapping[UUID, str]:
    """The names that the list may show. The portal's operation sees what failed, never whom it is about.

    Work may be about what is hidden from guardians, and does not know it: no guardian is told of it (corrections 3.2).
    """
    if grant.unit == OPERATION:
        return {}
    persons = frozenset(row.person for row in rows if row.person)
    shown(grant=grant, persons=persons, hidden_from_guardian=True, now=now)
    return names(persons=persons)
