"""Scheduled work: the directory's file when it is new, asking the directory, writing what was told, trying links."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from ingang.connectors.http import Limits, NoAnswer, Tls, call
from ingang.foundation.care_units.models import UnitPage
from ingang.kernel.grant import Grant
from ingang.services.care_finder.actions.asking import ask_on, begin_asking
from ingang.services.care_finder.actions.importing import import_directory
from ingang.services.care_finder.actions.running import ANOTHER_RUNS
from ingang.services.care_finder.actions.writing import go_on
from ingang.services.care_finder.models import ImportRun, LinkProbe, RunState
from ingang.services.care_finder.queries.runs import planned_run
from ingang.services.care_finder.rules import may_be_tried
from ingang.services.care_finder.the_directory import (
    care_givers_asked,
    directory_name,
    is_due,
    running,
    the_directory,
)

FIRST_SECONDS, SECONDS = 20.0, 60.0
"""So long a job writes: of the file that it has just read, and of what was planned before."""
AT_ONCE, AGAIN_AFTER = 100, timedelta(days=1)
LIMITS = Limits(connect_seconds=3.05, read_seconds=5)
MOVED_OR_FINE = range(200, 400)


def read_directory(*, grant: Grant, now: datetime) -> int:
    """Import the directory's file where it is another than last time; gives how many runs there were: none or one.

    Nothing where no file is named, or where it is not there: the transfer that lays it is watched by those who do it.
    """
    path = Path(settings.DIRECTORY_FILE)
    if not settings.DIRECTORY_FILE or not path.is_file():
        return 0
    content = path.read_bytes()
    newest = ImportRun.objects.exclude(digest="").exclude(reason=ANOTHER_RUNS).order_by("-id").first()
    if newest and newest.digest == sha256(content).hexdigest():
        return 0
    import_directory(
        actor=grant.actor, content=content, file_name=path.name, region="", now=now, most_seconds=FIRST_SECONDS
    )  # fmt: skip
    return 1


def write_on(*, grant: Grant, now: datetime) -> int:
    """Some steps of the run that is planned, or is being undone; 1 where there is one."""
    run = planned_run()
    if run is None:
        return 0
    go_on(run=run, actor=grant.actor, now=now, most_seconds=SECONDS)
    return 1


def ask_directory(*, grant: Grant, now: datetime) -> int:
    """One step of asking the directory: go on with the run that asks it, or begin one when it is due; 1 where it did.

    Nothing where no directory is configured.
    """
    directory = the_directory()
    if directory is None:
        return 0
    run = running()
    if run is None and is_due(now=now):
        run = begin_asking(
            actor=grant.actor, directory=directory_name(), care_givers=care_givers_asked(), now=now
        )  # fmt: skip
    if run is None or run.state != RunState.RUNNING:
        return 0
    return int(ask_on(run=run, actor=grant.actor, directory=directory, now=now))


def try_links(*, grant: Grant, now: datetime) -> int:
    """Try the units' web addresses, those that were tried longest ago first, some each time; gives how many.

    Nothing where the deployment does not want it: the addresses come from outside, and are reached from here.
    """
    if not settings.TRY_LINKS:
        return 0
    tried = {one.unit: one for one in LinkProbe.objects.all()}
    pages = UnitPage.objects.exclude(web="").filter(is_shown=True).order_by("unit")
    waiting = [page for page in pages if _is_due(tried.get(page.unit), page.web, now)]
    waiting.sort(key=lambda page: (page.unit in tried, tried[page.unit].tried_at if page.unit in tried else now))
    for page in waiting[:AT_ONCE]:
        why = _why_not(page.web)
        before = tried.get(page.unit)
        failures = (before.failures if before and before.web == page.web else 0) + 1 if why else 0
        LinkProbe.objects.update_or_create(
            unit=page.unit,
            defaults={"web": page.web, "tried_at": now, "works": not why, "why": why, "failures": failures},
        )
    return len(waiting[:AT_ONCE])


def _is_due(before: LinkProbe | None, web: str, now: datetime) -> bool:
    return before is None or before.web != web or now - before.tried_at >= AGAIN_AFTER


def _why_not(web: str) -> str:
    """Why the address does not work; empty where it does. Nothing of its answer is kept."""
    if not may_be_tried(web):
        return "not_allowed"
    try:
        answer = call(method="HEAD", url=web, limits=LIMITS, tls=Tls())
    except NoAnswer as fault:
        return type(fault).__name__[:20]
    # Some answer no HEAD, and some want a log-in: they are there.
    return "" if answer.status in MOVED_OR_FINE or answer.status in {401, 403, 405} else f"status_{answer.status}"
