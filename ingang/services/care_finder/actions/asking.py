"""Importing from the directory by its contracts: a run of many steps, each a piece of the asking; then it is written.

What was told is kept, so a run whose process was killed is gone on with. An answer that can not be used ends the run,
and nothing is changed; so does a directory that is down.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping
from datetime import datetime
from functools import partial
from time import monotonic
from typing import Any, TypeVar

import aiohttp
from django.db import transaction

from ingang.connectors.background import BACKGROUND
from ingang.connectors.directory.client import Directory
from ingang.connectors.directory.records import Named, Provided, Unit
from ingang.connectors.rivta import errors
from ingang.connectors.rivta.errors import RivtaError
from ingang.foundation.care_units.access import check_catalogue_admin
from ingang.foundation.care_units.queries import all_care_givers, care_givers_with_units
from ingang.kernel.actor import Actor, Staff
from ingang.kernel.words import marked
from ingang.services.care_finder.actions.importing import plan_import
from ingang.services.care_finder.actions.running import (
    RunTaken,
    begin_run,
    end_run,
    hold_run,
    lock_catalogue,
    release_run,
    stop_run,
)
from ingang.services.care_finder.actions.writing import go_on
from ingang.services.care_finder.directory.answers import attributes_of
from ingang.services.care_finder.directory.comparing import Change
from ingang.services.care_finder.directory.files import MOST_LINES, Line
from ingang.services.care_finder.models import AskedUnit, ImportRun, RunState, What

AT_ONCE, BESIDE = 1000, 8
"""So many units in one step, and so many questions beside each other: the directory allows ten a second and more."""
STEP_SECONDS = 60.0
"""A step that has lasted so long keeps what it was told, and the next goes on."""
SHORT = 20.0
"""After asking for longer, what was told is looked through by the next step."""

WHY: tuple[tuple[type[RivtaError], str], ...] = (
    (errors.SourceRefused, marked("The directory refuses our question. Nothing was changed.")),
    (errors.TimedOut, marked("The directory answers too slowly. Nothing was changed.")),
    (errors.Unreachable, marked("The directory can not be reached. Nothing was changed.")),
    (errors.SourceFailed, marked("The directory says that it has failed. Nothing was changed.")),
    (errors.AnswerGarbled, marked("The directory's answer can not be read. Nothing was changed.")),
)
NOBODY = marked("The directory names no unit of the care givers. Nothing was changed.")
TOO_MANY = marked("The directory names more units than there are. Nothing was changed.")
# One without any unit here is nobody's worry.
NOT_KNOWN = marked("The directory does not know the care giver. Its units stay as they were.")

UNKNOWN = "unknown"
"""Where a run keeps the care givers that the directory does not know, until it counts what became of the units."""

T = TypeVar("T")


class _TooMany(Exception):
    """The directory names more units than there are."""


def begin_asking(*, actor: Actor, directory: str, care_givers: Iterable[str], now: datetime) -> ImportRun:
    """Begin a run that asks about the care givers' units, or those of all that the catalogue knows.

    The job does the asking. Refuses staff who do not keep the catalogue; the run tells where another one runs.
    """
    if isinstance(actor, Staff):
        check_catalogue_admin(actor=actor)
    asked = sorted(set(care_givers)) or [one.hsa_id for one in all_care_givers()]
    run = begin_run(actor=actor, name=directory, digest="", care_givers=asked, now=now)
    if run.state == RunState.FAILED:
        end_run(run=run, actor=actor, now=now)
    release_run(run=run)
    return run


def ask_on(*, run: ImportRun, actor: Actor, directory: Directory, now: datetime) -> bool:
    """One step of a run that asks, or the last of them and the first of its writing; whether nobody else takes it.

    Records care_finder.imported when it ends.
    """
    if not hold_run(run=run, now=now):
        return False
    try:
        _step(run, directory, now)
    except RunTaken:
        return False
    except RivtaError as error:
        stop_run(run=run, reason=next(why for kind, why in WHY if isinstance(error, kind)))
    except _TooMany:
        stop_run(run=run, reason=TOO_MANY)
    if run.state == RunState.RUNNING and run.reached is None:
        release_run(run=run)
        return True
    AskedUnit.objects.filter(run=run.id).delete()
    if run.state == RunState.RUNNING:
        go_on(run=run, actor=actor, now=now, most_seconds=0)
    else:
        run.counts.pop(UNKNOWN, None)
        end_run(run=run, actor=actor, now=now)
    return True


def _step(run: ImportRun, directory: Directory, now: datetime) -> None:
    if run.units is None:
        _list(run, directory)
        return
    began = monotonic()
    waiting = AskedUnit.objects.filter(run=run.id, is_told=False).order_by("id")
    if rows := list(waiting[:AT_ONCE]):
        _ask_further(run, directory, rows)
    if not waiting.exists() and monotonic() - began < SHORT:
        _plan(run, now)


def _list(run: ImportRun, directory: Directory) -> None:
    """Which health care units the directory names, kept before any of them is asked about."""
    told = BACKGROUND.run(lambda http: _ask(run.care_givers, partial(_provided, http, directory))).result()
    if len(told) < len(run.care_givers):
        raise errors.TimedOut
    unknown = sorted(one for one, provided in told.items() if provided is None)
    rows = [
        _row(run, one.hsa_id, provided.care_giver, one.hsa_id)
        for provided in told.values()
        if provided
        for one in provided.units
    ]
    if not rows:
        stop_run(run=run, reason=NOBODY)
        return
    run.care_givers = [one for one in run.care_givers if one not in unknown]
    run.counts = {UNKNOWN: unknown} if unknown else {}
    with transaction.atomic():
        lock_catalogue(run=run)
        # Only one run is running: what others have left behind is of those that were given up.
        AskedUnit.objects.all().delete()
        _put(run, rows)
        run.save(force_update=True, update_fields=["units", "care_givers", "counts"])


def _ask_further(run: ImportRun, directory: Directory, rows: list[AskedUnit]) -> None:
    """What it tells of each of the units, as far as there is time; their members are asked about after them."""
    by_unit = {row.unit: row for row in rows}
    told = BACKGROUND.run(lambda http: _ask(by_unit, partial(_unit, http, directory, by_unit))).result()
    if not told:
        raise errors.TimedOut
    further = []
    for name, (unit, members) in told.items():
        row = by_unit[name]
        giver = Named(hsa_id=row.care_giver, name=row.care_giver_name)
        row.attributes = attributes_of(unit=unit, care_giver=giver, part_of=row.part_of) if unit else {}
        row.is_told = True
        further += [_row(run, one.hsa_id, giver, name) for one in members]
    with transaction.atomic():
        lock_catalogue(run=run)
        AskedUnit.objects.bulk_update([by_unit[name] for name in told], ["attributes", "is_told"], batch_size=200)
        run.lines = AskedUnit.objects.filter(run=run.id, is_told=True).count()
        _put(run, further)
        run.save(force_update=True, update_fields=["units", "lines"])


def _put(run: ImportRun, rows: list[AskedUnit]) -> None:
    """Keep them to be asked about; one that two name is kept as the first named it."""
    AskedUnit.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    run.units = AskedUnit.objects.filter(run=run.id).count()
    if run.units > MOST_LINES:
        raise _TooMany


def _row(run: ImportRun, unit: str, giver: Named, above: str) -> AskedUnit:
    whole = {"care_giver": giver.hsa_id[:40], "care_giver_name": giver.name[:200], "part_of": above[:40]}
    return AskedUnit(run=run.id, unit=unit[:40], **whole)


def _plan(run: ImportRun, now: datetime) -> None:
    rows = AskedUnit.objects.filter(run=run.id).order_by("id")
    lines = [
        Line(number=number, attributes=row.attributes or {"hsaIdentity": [row.unit]}, is_untold=not row.attributes)
        for number, row in enumerate(rows, start=1)
    ]
    unknown = care_givers_with_units(hsa_ids=run.counts.get(UNKNOWN, []))
    faults = [Change(unit=one, name="", what=What.REFUSED, reason=NOT_KNOWN) for one in unknown]
    run.counts = {}
    plan_import(run=run, lines=lines, faults=faults, now=now)


async def _provided(http: aiohttp.ClientSession, directory: Directory, care_giver: str) -> Provided | None:
    return await directory.provided(http=http, care_giver=care_giver)


async def _unit(
    http: aiohttp.ClientSession, directory: Directory, rows: Mapping[str, AskedUnit], name: str
) -> tuple[Unit | None, tuple[Named, ...]]:
    """A unit, and those that belong to it where it is a health care unit."""
    unit = await directory.unit(http=http, hsa_id=name)
    is_health_care_unit = rows[name].part_of == name
    members = await directory.members(http=http, unit=name) if is_health_care_unit and unit else None
    return unit, members.members if members else ()


async def _ask(names: Iterable[str], one: Callable[[str], Coroutine[Any, Any, T]]) -> dict[str, T]:
    """Ask about each, some beside each other, as far as there is time; the first that fails ends it."""
    told: dict[str, T] = {}
    waiting = iter(list(names))

    async def one_after_another() -> None:
        for name in waiting:
            told[name] = await one(name)

    try:
        async with asyncio.timeout(STEP_SECONDS), asyncio.TaskGroup() as group:
            for _ in range(BESIDE):
                group.create_task(one_after_another())
    except TimeoutError:
        pass
    except ExceptionGroup as several:
        raise several.exceptions[0] from None
    return told
