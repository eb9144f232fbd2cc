"""Collecting what waits at a unit: its work items, and what every service with a work list names."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from ingang.foundation.work_items.part import KIND
from ingang.foundation.work_items.queries import Whose, WorkLine, work_page
from ingang.kernel.grant import OPERATION, Grant
from ingang.kernel.registry import current, resolve
from ingang.kernel.service import Service, WorkEntry
from ingang.services.staff_desk.rules import DeskLine, LineGroup, group_of, grouped

PAGE = 50

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A page of the desk. `failed` names services whose list did not come: silence is never "nothing waits"."""

    groups: tuple[LineGroup, ...]
    counts: Mapping[Whose, int]
    kinds: Mapping[str, int]
    has_more: bool
    failed: tuple[str, ...]


def listed_kinds() -> tuple[str, ...]:
    """The kinds of data that the work lists of all services need."""
    declared = {kind.code for service in _lists() for kind in service.data_kinds}
    return tuple(sorted(declared | {KIND}))


def desk(*, grant: Grant, whose: Whose, kind: str, page: int, now: datetime) -> Desk:
    """One page of the chosen part of the work. What services list themselves stands on the first page of all."""
    found = work_page(grant=grant, whose=whose, kind=kind, skip=(page - 1) * PAGE, size=PAGE, now=now)
    lines = [_of_work(line, now) for line in found.lines]
    failed: list[str] = []
    if whose is Whose.ALL and not kind and page == 1 and grant.unit != OPERATION:
        for service in _lists():
            lines += _of_service(service, grant, now, failed)
    return Desk(
        groups=grouped(lines=lines),
        counts=found.counts,
        kinds=found.kinds,
        has_more=found.has_more,
        failed=tuple(failed),
    )


def _lists() -> list[Service]:
    return [service for service in current().services if service.work_list]


def _of_work(line: WorkLine, now: datetime) -> DeskLine:
    page = line.kind.page if line.kind else ""
    return DeskLine(
        title=gettext(line.title),
        address=reverse(page or "staff_desk:item", kwargs={"item": line.item.id}),
        group=group_of(due_at=line.item.due_at, urgent=line.is_urgent, now=now),
        due_at=line.item.due_at,
        person=line.person,
        item=line.item.id,
        taken_by=line.taken_by,
        is_mine=line.is_mine,
        is_late=line.is_late,
    )


def _of_service(service: Service, grant: Grant, now: datetime, failed: list[str]) -> list[DeskLine]:
    try:
        entries = resolve(service.work_list)(grant, now)
    except Exception as error:  # whatever a service's list raises: the rest of the desk is still true
        log.error("the work list of %s failed: %s", service.name, type(error).__name__)
        failed.append(gettext(service.title))
        return []
    return [_of_entry(entry, now) for entry in entries]


def _of_entry(entry: WorkEntry, now: datetime) -> DeskLine:
    return DeskLine(
        title=entry.title,
        address=entry.address,
        group=group_of(due_at=entry.due_at, urgent=entry.urgent, now=now),
        due=entry.due,
        due_at=entry.due_at,
        is_late=entry.due_at is not None and entry.due_at <= now,
    )
