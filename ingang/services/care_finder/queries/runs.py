"""Imports and what they changed."""

from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from ingang.services.care_finder.errors import RunUnknown
from ingang.services.care_finder.models import ImportChange, ImportRun, RunState, Seen, What

LATEST = 30
WRITTEN = frozenset({What.NEW, What.CHANGED, What.MOVED, What.BACK, What.VANISHED})
"""What changes the catalogue; the rest is only told."""
FIRST = (What.REFUSED, What.DUPLICATE, What.VANISHED, What.MOVED, What.BACK, What.NEW, What.CHANGED)
"""What needs an eye first."""


def runs() -> list[ImportRun]:
    """The latest imports, the last one first."""
    return list(ImportRun.objects.order_by("-id")[:LATEST])


def run_of(*, run: UUID, what: str = "") -> tuple[ImportRun, QuerySet[ImportChange]]:
    """An import with what it changed, what needs an eye first; of one kind alone where that is asked for.

    `what` is what was done to the units, or what became of whether readers see them.
    """
    row = ImportRun.objects.filter(id=run).first()
    if row is None:
        raise RunUnknown()
    kinds = [what] if what in What.values else [*What.values]
    place = Case(*(When(what=one, then=Value(number)) for number, one in enumerate(FIRST)), output_field=IntegerField())
    changes = ImportChange.objects.filter(run=run, what__in=kinds)
    if what in Seen.values:
        changes = changes.filter(seen=what)
    return row, changes.annotate(place=place).order_by("place", "name", "unit", "id")


def planned_run() -> ImportRun | None:
    """The run that is to be written, or put back, now."""
    is_planned = Q(reached__isnull=False) | Q(undone_at__isnull=False)
    return ImportRun.objects.filter(is_planned, state=RunState.RUNNING).first()


def changes_of(*, run: ImportRun) -> QuerySet[ImportChange]:
    """What the run changes in the catalogue, in the order of writing; of one that is being undone, what it wrote."""
    there = {"id__lte": run.reached} if run.undone_at and run.reached is not None else {}
    return ImportChange.objects.filter(run=run.id, what__in=WRITTEN, **there).order_by("id")


def changes_left(*, run: ImportRun) -> QuerySet[ImportChange]:
    """What is still to be written, or to be put back."""
    waits = Q(undone=False) if run.undone_at else Q(id__gt=run.reached)
    return changes_of(run=run).filter(waits)


def may_be_undone(row: ImportRun, /) -> bool:
    """Whether the run has changed something, or is about to, and is not put back already."""
    is_being_written = row.state == RunState.RUNNING and row.reached is not None
    return row.undone_at is None and (is_being_written or row.state in {RunState.OK, RunState.PARTIAL})
