"""A line of a care giver's own log as a line of ours, and the times that can be asked about. Pure."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

import msgspec

from ingang.connectors.access_logs.reports import LogRow
from ingang.foundation.audit.queries import Entry
from ingang.kernel.grant import Purpose
from ingang.kernel.periods import start_of_day

READ_ELSEWHERE = "access_log.read_elsewhere"
"""The event of such a line: it stands in no audit log of ours."""
WAY = "care_giver"
QUALITY_REGISTER, NOT_TOLD = "quality_register", "not_told"
HELD_DAYS = 548
"""How far back a log service holds its lines ready: 18 months (records 1)."""

# The contract's own words for purposes (PDL 2:4, 7:4).
PURPOSES = {
    "vård och behandling": Purpose.CARE,
    "kvalitetssäkring": Purpose.QUALITY,
    "annan dokumentation enligt lag": Purpose.OTHER_DOCUMENTATION,
    "statistik": Purpose.STATISTICS,
    "administration": Purpose.ADMINISTRATION,
    "kvalitetsregister": QUALITY_REGISTER,
}


@dataclass(frozen=True, kw_only=True)
class Interval:
    """Whole days, both included."""

    first: date
    last: date

    @property
    def since(self) -> datetime:
        return start_of_day(self.first)

    @property
    def until(self) -> datetime:
        return start_of_day(self.last + timedelta(days=1)) - timedelta(seconds=1)


def earliest(*, today: date) -> date:
    """The first day that can be asked about."""
    return today - timedelta(days=HELD_DAYS)


def entry_of(*, row: LogRow, service: str) -> Entry:
    """The row in the shape of our own lines, with a number below zero that it has each time that it is told."""
    return Entry(
        id=_number(row, service),
        at=row.at,
        event=READ_ELSEWHERE,
        outcome="done",
        persons=frozenset[UUID](),
        kinds=(),
        purpose=PURPOSES.get(row.purpose.casefold(), NOT_TOLD),
        ground="",
        actor_kind="staff",
        actor=row.user,
        actor_name=row.user_name,
        actor_role=row.user_title,
        acting_for=None,
        unit=row.unit,
        care_giver=row.care_giver,
        way=WAY,
        details={"unit_name": row.unit_name or row.care_giver_name or row.unit, "resource": row.resource},
    )


def is_elsewhere(*, entry: Entry) -> bool:
    """Whether the line is of a care giver's own log."""
    return entry.event == READ_ELSEWHERE


def _number(row: LogRow, service: str) -> int:
    written = msgspec.json.encode([service, *map(str, asdict(row).values())])
    return -(int.from_bytes(sha256(written).digest()[:7]) + 1)
