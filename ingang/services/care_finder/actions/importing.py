"""Importing the directory: one file, one run, with a report of all that it changed, and a way back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from math import inf
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.care_units.access import check_catalogue_admin
from ingang.foundation.care_units.keeping import add_care_givers, directory_fields, units_in_directory
from ingang.foundation.care_units.models import CareGiver, CareUnit
from ingang.kernel.actor import Actor, Staff
from ingang.kernel.periods import local_date
from ingang.kernel.words import marked
from ingang.services.care_finder.actions.running import (
    BROKE_OFF,
    RunTaken,
    begin_run,
    end_run,
    give_up_dead,
    lock_catalogue,
    lock_runs,
    stop_run,
)
from ingang.services.care_finder.actions.writing import AT_ONCE, go_on
from ingang.services.care_finder.directory.comparing import Change, compare
from ingang.services.care_finder.directory.files import Line, NotReadable, read_lines
from ingang.services.care_finder.errors import RunNotUndone, RunUnknown
from ingang.services.care_finder.models import ImportChange, ImportRun, RunState
from ingang.services.care_finder.queries.runs import WRITTEN, changes_left, may_be_undone

TOO_MANY_VANISH = marked("Too many units are missing. Nothing was changed: is everything there?")
NOTHING_RIGHT = marked("Nothing that was told could be used. Nothing was changed.")


def import_directory(
    *, actor: Actor, content: bytes, file_name: str, region: str, now: datetime, most_seconds: float = inf
) -> ImportRun:
    """Import a file, for the whole country or a region. Records care_finder.imported when the run has ended.

    Lines that can not be used are refused, and the units in them stay as they were. A file that can not be read, in
    which nothing is right, or in which too many units are missing changes nothing, and the run tells why. Else it is
    written, step by step: what is left after so many seconds is the job's. Refuses staff who do not keep the catalogue.
    """
    if isinstance(actor, Staff):
        check_catalogue_admin(actor=actor)
    run = begin_run(actor=actor, name=file_name, digest=sha256(content).hexdigest(), region=region, now=now)
    if run.state == RunState.RUNNING:
        try:
            plan_import(run=run, lines=read_lines(content), now=now)
        except NotReadable as fault:
            stop_run(run=run, reason=fault.reason)
        except RunTaken:
            stop_run(run=run, reason=BROKE_OFF)
    if run.state == RunState.RUNNING:
        go_on(run=run, actor=actor, now=now, most_seconds=most_seconds)
    else:
        end_run(run=run, actor=actor, now=now)
    return run


@transaction.atomic
def plan_import(*, run: ImportRun, lines: list[Line], now: datetime, faults: Iterable[Change] = ()) -> None:
    """Compare all of it with the catalogue, and note what is to be written; or stop the run, whose row is not stored.

    `faults` are told beside the lines'. From here on the run goes to its end.
    """
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
    is_nothing_right = found.refused >= len(lines)
    if found.too_many_vanish or is_nothing_right:
        stop_run(run=run, reason=TOO_MANY_VANISH if found.too_many_vanish else NOTHING_RIGHT)
        _note(run, [change for change in found.changes if change.what not in WRITTEN])
        return
    add_care_givers(names=found.care_givers)
    _note(run, found.changes)
    run.counts = dict(Counter(change.what for change in found.changes))
    run.reached = 0
    run.save(force_update=True)


def undo_import(*, actor: Staff, run: UUID, now: datetime, most_seconds: float = inf) -> int:
    """Put everything back that a run changed, and give how many units were left. Records care_finder.import_undone.

    A field that has been changed again since stays as it is. A unit that the run made is hidden, never removed: others
    may point to it. A run that is still being written is stopped, and what it wrote is put back. What is left after so
    many seconds is the job's. Refuses staff who do not keep the catalogue, a run that changed nothing or was undone,
    and all of them while another import runs.
    """
    check_catalogue_admin(actor=actor)
    return go_on(run=_stopped(actor, run, now), actor=actor, now=now, most_seconds=most_seconds)


@transaction.atomic
def _stopped(actor: Staff, run: UUID, now: datetime) -> ImportRun:
    """The run, from now on to be put back: it runs again, so that no other does meanwhile."""
    lock_runs()
    give_up_dead(now=now)
    row = ImportRun.objects.select_for_update().filter(id=run).first()
    if row is None:
        raise RunUnknown()
    if not may_be_undone(row):
        raise RunNotUndone()
    row.state, row.undone_at, row.undone_by = RunState.RUNNING, now, actor.identity
    row.ended_at = row.ended_at or now
    try:
        with transaction.atomic():
            row.save(force_update=True)
    except IntegrityError:
        raise RunNotUndone() from None
    details = {"run": str(run), "units": str(changes_left(run=row).count())}
    record(event="care_finder.import_undone", actor=actor, now=now, details=details)
    return row


def _kept(lines: list[Line], known: frozenset[str]) -> dict[str, dict[str, Any]]:
    named = sorted({line.one("hsaIdentity").strip().upper()[:31] for line in lines} | known)
    kept: dict[str, dict[str, Any]] = {}
    for batch in _batches([name for name in named if "\0" not in name]):
        kept |= directory_fields(units=batch)
    return kept


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


def _batches(found: list[Any]) -> Iterable[list[Any]]:
    return (found[start : start + AT_ONCE] for start in range(0, len(found), AT_ONCE))
