"""Imports and what they changed."""

from uuid import UUID

from ingang.services.care_finder.errors import RunUnknown
from ingang.services.care_finder.models import ImportChange, ImportRun, What

LATEST = 30


def runs() -> list[ImportRun]:
    """The latest imports, the last one first."""
    return list(ImportRun.objects.order_by("-id")[:LATEST])


def run_of(*, run: UUID, what: str = "") -> tuple[ImportRun, list[ImportChange]]:
    """An import with what it changed, what needs an eye first; of one kind alone where that is asked for."""
    row = ImportRun.objects.filter(id=run).first()
    if row is None:
        raise RunUnknown()
    kinds = [what] if what in What.values else [*What.values]
    order = [What.REFUSED, What.DUPLICATE, What.VANISHED, What.MOVED, What.BACK, What.NEW, What.CHANGED]
    changes = ImportChange.objects.filter(run=run, what__in=kinds)
    return row, sorted(changes, key=lambda one: (order.index(What(one.what)), one.name, one.unit))
