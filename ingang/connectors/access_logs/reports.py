"""What a log service tells: rows, or that its report is not ready yet."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class LogRow:
    """That somebody read something, as the care giver's system wrote it. Names may be empty."""

    at: datetime
    care_giver: str
    care_giver_name: str
    unit: str
    unit_name: str
    user: str
    user_name: str
    user_title: str
    purpose: str
    resource: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """The rows of the interval. `since` and `until` are what the service says that it holds, where it says it."""

    rows: tuple[LogRow, ...]
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Queued:
    """The report is not ready: ask again with its id after so many seconds, or else a new one is queued."""

    report: str
    seconds: int
    is_begun: bool


Told = Report | Queued
