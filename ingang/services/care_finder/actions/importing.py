"""Importing the directory: one file, one run, with a report of all that it changed, and a way back."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.care_units.access import check_catalogue_admin
from ingang.foundation.care_units.keeping import (
    add_care_givers,
    directory_fields,
    units_in_directory,
    write_directory_fields,
)
from ingang.foundation.care_units.models import CareGiver, CareUnit
from ingang.foundation.search.actions import refresh
from ingang.kernel.actor import Actor, Staff
from ingang.kernel.periods import local_date
from ingang.kernel.words import marked
from ingang.services.care_finder.actions.running import (
    BROKE_OFF,
    RunTaken,
    begin_run,
    end_run,
    lock_catalogue,
    lock_runs,
    stop_run,
)
from ingang.services.care_finder.directory.comparing import Change, Comparison, compare
from ingang.services.care_finder.directory.files import Line, NotReadable, read_lines
from ingang.services.care_finder.entries import UNIT
from ingang.services.care_finder.errors import RunNotUndone, RunUnknown
from ingang.services.care_finder.models import ImportChange, ImportRun, RunState, What

TOO_MANY_VANISH = marked("Too many units are missing. Nothing was changed: is everything there?")
NOTHING_RIGHT = marked("Nothing that was told could be used. Nothing was changed.")
AT_ONCE = 500
WRITTEN = frozenset({What.NEW, What.CHANGED, What.MOVED, What.BACK, What.VANISHED})
"""What changes the catalogue; the rest is only told."""


def import_directory(*, actor: Actor, content: bytes, file_name: str, region: str, now: datetime) -> ImportRun:
    """Import a file, for the whole country or a region. Records care_finder.imported.

    All of it is written or nothing. Lines that can not be used are refused, and the units in them stay as they were. A
    file that can not be read, in which nothing is right, or in which too many units are missing changes nothing, and
    the run tells why. Refuses staff who do not keep the catalogue.
    """
    if isinstance(actor, Staff):
        check_catalogue_admin(actor=actor)
    run = begin_run(actor=actor, name=file_name, digest=sha256(content).hexdigest(), region=region, now=now)
    if run.state == RunState.RUNNING:
        try:
            import_lines(run=run, lines=read_lines(content), now=now)
        except NotReadable as fault:
            stop_run(run=run, reason=fault.reason)
        except RunTaken:
            stop_run(run=run, reason=BROKE_OFF)
    end_run(run=run, actor=actor, now=now)
    return run


@transaction.atomic
def import_lines(*, run: ImportRun, lines: list[Line], now: datetime, faults: Iterable[Change] = ()) -> None:
    """Compare and write, all or nothing; the run's row is changed, not stored. `faults` are told beside the lines'."""
    lock_catalogue(run=run)
    run.lines = len(lines)
    known = units_in_directory(region=run.region, care_givers=run.care_givers)
    found = compare(
        lines,
        region=run.region,
        kept=_kept(lines, known),
        known=known,
        care_givers=frozenset(CareGiver.objects.values_list("hsa_id", flat=True)),
        today=local_date(now),
    )
    found = replace(found, changes=[*faults, *found.changes])
    counts = Counter(change.what for change in found.changes)
    is_nothing_right = found.refused >= len(lines)
    if found.too_many_vanish or is_nothing_right:
        stop_run(run=run, reason=TOO_MANY_VANISH if found.too_many_vanish else NOTHING_RIGHT)
        _note(run, [change for change in found.changes if change.what not in WRITTEN])
        return
    _write(found, now)
    _note(run, found.changes)
    run.counts = dict(counts)
    run.state = RunState.PARTIAL if counts[What.REFUSED] else RunState.OK


@transaction.atomic
def undo_import(*, actor: Staff, run: UUID, now: datetime) -> int:
    """Put everything back that a run changed, and give how many units were left. Records care_finder.import_undone.

    A field that has been changed again since stays as it is. A unit that the run made is hidden, never removed: others
    may point to it. Refuses staff who do not keep the catalogue, a run that changed nothing or was undone, and all of
    them while an import runs.
    """
    check_catalogue_admin(actor=actor)
    lock_runs()
    row = ImportRun.objects.select_for_update().filter(id=run).first()
    if row is None:
        raise RunUnknown()
    is_busy = ImportRun.objects.filter(state=RunState.RUNNING, held_until__gte=now).exists()
    if is_busy or row.state not in {RunState.OK, RunState.PARTIAL}:
        raise RunNotUndone()
    changes = list(ImportChange.objects.filter(run=run, what__in=WRITTEN).order_by("id"))
    left = 0
    for batch in _batches(changes):
        left += _undo(batch, now)
    row.state, row.undone_at, row.undone_by = RunState.UNDONE, now, actor.identity
    row.save(force_update=True)
    details = {"run": str(run), "units": str(len(changes)), "left": str(left)}
    record(event="care_finder.import_undone", actor=actor, now=now, details=details)
    return left


def _kept(lines: list[Line], known: frozenset[str]) -> dict[str, dict[str, Any]]:
    named = sorted({line.one("hsaIdentity").strip().upper()[:31] for line in lines} | known)
    kept: dict[str, dict[str, Any]] = {}
    for batch in _batches([name for name in named if "\0" not in name]):
        kept |= directory_fields(units=batch)
    return kept


def _write(found: Comparison, now: datetime) -> None:
    add_care_givers(names=found.care_givers)
    written = [change for change in found.changes if change.what in WRITTEN]
    for batch in _batches(written):
        write_directory_fields(
            changes={one.unit: {name: after for name, (_, after) in one.fields.items()} for one in batch}, now=now
        )
        refresh(kind=UNIT, names=[one.unit for one in batch])


def _note(run: ImportRun, changes: Iterable[Change]) -> None:
    names = _names([change.unit for change in changes if not change.name])
    ImportChange.objects.bulk_create(
        (
            ImportChange(
                run=run.id, unit=one.unit, name=one.name or names.get(one.unit, ""), what=one.what, fields=one.fields,
                line=one.line, reason=one.reason, values=one.values,
            )
            for one in changes
        ),
        batch_size=AT_ONCE,
    )  # fmt: skip


def _names(units: list[str]) -> dict[str, str]:
    return dict(CareUnit.objects.filter(hsa_id__in=units).values_list("hsa_id", "name"))


def _undo(changes: list[ImportChange], now: datetime) -> int:
    """Put a batch back; gives how many of the units were not put back as a whole."""
    kept = directory_fields(units=[one.unit for one in changes])
    back: dict[str, Mapping[str, Any]] = {}
    left = 0
    for one in changes:
        if one.what == What.NEW:
            back[one.unit] = {"is_shown": False, "vanished_on": local_date(now).isoformat()}
            continue
        as_then = {name for name, (_, after) in one.fields.items() if kept[one.unit].get(name) == after}
        back[one.unit] = {name: one.fields[name][0] for name in sorted(as_then)}
        left += as_then != one.fields.keys()
    write_directory_fields(changes=back, now=now)
    ImportChange.objects.filter(id__in=[one.id for one in changes]).update(undone=True)
    refresh(kind=UNIT, names=list(back))
    return left


def _batches(found: list[Any]) -> Iterable[list[Any]]:
    return (found[start : start + AT_ONCE] for start in range(0, len(found), AT_ONCE))
