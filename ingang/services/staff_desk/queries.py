"""Collecting what waits at a unit from every service that has a work list."""

from datetime import datetime

from ingang.kernel.grant import Grant
from ingang.kernel.registry import current, resolve
from ingang.kernel.service import WorkEntry


def listed_kinds() -> tuple[str, ...]:
    """The kinds of data that the work lists of all services need."""
    lists = [service for service in current().services if service.work_list]
    declared = {kind.code for service in lists for kind in service.data_kinds}
    return tuple(sorted(declared | {"work_items.item"}))


def what_waits(*, grant: Grant, now: datetime) -> list[WorkEntry]:
    """Everything that waits at the unit, the urgent first, otherwise in the order of the services."""
    entries = [
        entry for service in current().services if service.work_list for entry in resolve(service.work_list)(grant, now)
    ]
    return sorted(entries, key=lambda entry: not entry.urgent)
