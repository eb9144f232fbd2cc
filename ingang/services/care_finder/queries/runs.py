"""Imports and what they changed; and what units of a region offer."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.care_units.catalogue import ListedOffer, offers_of, open_still
from ingang.foundation.care_units.models import CareUnit
from ingang.kernel.periods import local_date
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


def offers_in_region(*, region: str, words: str, now: datetime) -> list[tuple[CareUnit, ListedOffer]]:
    """What the region's units offer, by unit and title; those whose name or title holds the words."""
    units = CareUnit.objects.filter(open_still(on=local_date(now)), region=region).order_by("name", "hsa_id")
    by_unit = offers_of(units=units, on=local_date(now))
    wanted = words.casefold()
    return [
        (unit, one)
        for unit in units
        for one in by_unit.get(unit.hsa_id, [])
        if wanted in f"{unit.name} {one.offer.title_sv} {one.offer.title_en}".casefold()
    ]
