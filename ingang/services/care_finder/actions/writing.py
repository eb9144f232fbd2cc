"""Writing what a run has planned, and putting it back: in steps, each a transaction of its own.

A run is planned as a whole before anything is written, and then goes to its end: a step that was killed is done again
by whoever comes next, and two who work for the same run take turns. Readers see the catalogue between two steps too.
"""

from collections.abc import Mapping
from datetime import datetime
from math import inf
from time import monotonic
from typing import Any

from django.db import transaction

from ingang.foundation.care_units.catalogue import lacking_among
from ingang.foundation.care_units.keeping import directory_fields, write_directory_fields
from ingang.foundation.search.actions import refresh
from ingang.kernel.actor import Actor
from ingang.kernel.periods import local_date
from ingang.services.care_finder.actions.running import RunTaken, end_run, lock_catalogue
from ingang.services.care_finder.entries import UNIT
from ingang.services.care_finder.models import ImportChange, ImportRun, RunState, Seen, What
from ingang.services.care_finder.queries.runs import changes_left

AT_ONCE = 500
"""So many units in one step."""


def go_on(*, run: ImportRun, actor: Actor, now: datetime, most_seconds: float = inf) -> int:
    """Steps of a planned run, or of undoing one, at least one and for so many seconds; it tells where the run stands.

    Gives how many units were not put back as a whole. Records care_finder.imported when a run has been written.
    """
    until, left = monotonic() + most_seconds, 0
    try:
        while run.state == RunState.RUNNING:
            left += _step(run, actor, now)
            if monotonic() > until:
                break
    except RunTaken:
        # Whoever took turns with us has done the rest.
        run.refresh_from_db()
    return left


@transaction.atomic
def _step(run: ImportRun, actor: Actor, now: datetime) -> int:
    lock_catalogue(run=run)
    # Somebody else may have taken the step before, or have stopped the run.
    run.refresh_from_db()
    batch = list(changes_left(run=run)[:AT_ONCE])
    if run.undone_at is None:
        _write(run, batch, now)
        if len(batch) < AT_ONCE:
            run.state = RunState.PARTIAL if run.counts.get(What.REFUSED) else RunState.OK
            end_run(run=run, actor=actor, now=now)
        return 0
    left = _put_back(batch, now)
    if len(batch) < AT_ONCE:
        run.state = RunState.UNDONE
        run.save(force_update=True, update_fields=["state"])
    return left


def _write(run: ImportRun, batch: list[ImportChange], now: datetime) -> None:
    if not batch:
        return
    units, on = [one.unit for one in batch], local_date(now)
    before = lacking_among(units=units, on=on)
    write_directory_fields(
        changes={one.unit: {name: after for name, (_, after) in one.fields.items()} for one in batch}, now=now
    )
    refresh(kind=UNIT, names=units)
    _note_seen(run, batch, before, lacking_among(units=units, on=on))
    run.reached = batch[-1].id
    run.save(force_update=True, update_fields=["reached", "counts"])


def _note_seen(
    run: ImportRun, batch: list[ImportChange], before: Mapping[str, list[str]], after: Mapping[str, list[str]]
) -> None:
    """Nothing disappears silently: which of the units readers see no longer, or again, and what is missing."""
    told = []
    for one in batch:
        lacks, was_hidden = after[one.unit], bool(before.get(one.unit))
        if lacks and not was_hidden:
            one.seen, one.lacks = Seen.HIDDEN, lacks
        elif was_hidden and not lacks:
            one.seen = Seen.SHOWN
        if one.seen:
            told.append(one)
            run.counts[one.seen] = run.counts.get(one.seen, 0) + 1
    ImportChange.objects.bulk_update(told, ["seen", "lacks"])


def _put_back(batch: list[ImportChange], now: datetime) -> int:
    """Put a batch back; gives how many of the units were not put back as a whole."""
    kept = directory_fields(units=[one.unit for one in batch])
    back: dict[str, Mapping[str, Any]] = {}
    left = 0
    for one in batch:
        if one.what == What.NEW:
            back[one.unit] = {"is_shown": False, "vanished_on": local_date(now).isoformat()}
            continue
        as_then = {name for name, (_, after) in one.fields.items() if kept[one.unit].get(name) == after}
        back[one.unit] = {name: one.fields[name][0] for name in sorted(as_then)}
        left += as_then != one.fields.keys()
    write_directory_fields(changes=back, now=now)
    ImportChange.objects.filter(id__in=[one.id for one in batch]).update(undone=True)
    refresh(kind=UNIT, names=list(back))
    return left
