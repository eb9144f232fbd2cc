"""What care givers' own logs have told this log-in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from ingang.connectors.access_logs.reports import LogRow
from ingang.foundation.audit.queries import Entry
from ingang.foundation.identity.keeping import Keeper, Lock
from ingang.foundation.personal.scope import query
from ingang.kernel.actor import Resident
from ingang.kernel.grant import Grant
from ingang.services.access_log.elsewhere.models import WAITING, AskedLog, LogService, State
from ingang.services.access_log.elsewhere.rules import entry_of
from ingang.services.access_log.errors import LineUnknown


@dataclass(frozen=True, kw_only=True)
class AskedElsewhere:
    """One care giver: how far it has come, what it holds where it says so, and its lines, the latest first."""

    code: str
    name: str
    state: State
    since: datetime
    until: datetime
    answered_at: datetime | None
    held_since: datetime | None
    held_until: datetime | None
    entries: tuple[Entry, ...]

    @property
    def is_waiting(self) -> bool:
        """Whether it is still asked."""
        return self.state in WAITING


@query
def asked_elsewhere(*, grant: Grant, keeper: Keeper) -> list[AskedElsewhere]:
    """What was asked in this log-in, by the care giver's name. Nobody's but the person's own: see the README."""
    if not isinstance(grant.actor, Resident):
        return []
    rows = AskedLog.under(grant).filter(log_in=keeper.log_in)
    names = dict(LogService.objects.filter(is_on=True).values_list("code", "name"))
    found = [_asked(row, names, keeper) for row in rows if row.service in names]
    return sorted(found, key=lambda one: (one.name, one.code))


@query
def lines_elsewhere(*, grant: Grant, keeper: Keeper) -> list[Entry]:
    """Every line that care givers' own logs have told this log-in, the latest first."""
    lines = {entry.id: entry for one in asked_elsewhere(grant=grant, keeper=keeper) for entry in one.entries}
    return sorted(lines.values(), key=lambda entry: (entry.at, entry.id), reverse=True)


@query
def line_elsewhere(*, grant: Grant, keeper: Keeper, number: int) -> Entry:
    """One of these lines. Refuses one that this log-in was not told."""
    found = next((one for one in lines_elsewhere(grant=grant, keeper=keeper) if one.id == number), None)
    if found is None:
        raise LineUnknown()
    return found


def _asked(row: AskedLog, names: Mapping[str, str], keeper: Keeper) -> AskedElsewhere:
    return AskedElsewhere(
        code=row.service,
        name=names[row.service],
        state=State(row.state),
        since=row.since,
        until=row.until,
        answered_at=row.answered_at,
        held_since=row.held_since,
        held_until=row.held_until,
        entries=_entries(row, keeper),
    )


def _entries(row: AskedLog, keeper: Keeper) -> tuple[Entry, ...]:
    lock = Lock(public=bytes(row.public), key=bytes(row.key))
    opened = keeper.unlocked(lock=lock, locked=row.locked) if row.locked else None
    rows = msgspec.json.decode(opened, type=list[LogRow]) if opened else []
    found = {entry.id: entry for entry in (entry_of(row=one, service=row.service) for one in rows)}
    return tuple(sorted(found.values(), key=lambda entry: (entry.at, entry.id), reverse=True))
