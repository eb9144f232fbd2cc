"""How the unit's work is laid out: the urgent first, then by when it is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from ingang.kernel.periods import local_date
from ingang.kernel.words import marked


class Group(StrEnum):
    """Where a line stands, in this order."""

    URGENT = "urgent"
    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


WORDS = {
    Group.URGENT: marked("Urgent"),
    Group.LATE: marked("Late"),
    Group.TODAY: marked("Today"),
    Group.WEEK: marked("This week"),
    Group.LATER: marked("Later"),
}


@dataclass(frozen=True, kw_only=True)
class DeskLine:
    """A line of the desk. `item` is the work item behind it, or None for what a service itself lists."""

    title: str
    address: str
    group: Group
    due: str = ""
    due_at: datetime | None = None
    person: str = ""
    item: UUID | None = None
    taken_by: str = ""
    is_mine: bool = False
    is_late: bool = False

    @property
    def is_free(self) -> bool:
        """Whether anybody may take it with one press."""
        return self.item is not None and not self.taken_by


@dataclass(frozen=True, kw_only=True)
class LineGroup:
    """The lines that stand together under a heading."""

    group: Group
    title: str
    lines: tuple[DeskLine, ...]


def group_of(*, due_at: datetime | None, urgent: bool, now: datetime) -> Group:
    """Urgent, late, today, this week (to Sunday, in Sweden) or later. What has no time is for today."""
    if urgent:
        return Group.URGENT
    if due_at is None:
        return Group.TODAY
    if due_at <= now:
        return Group.LATE
    today, due = local_date(now), local_date(due_at)
    if due == today:
        return Group.TODAY
    return Group.WEEK if due <= today + timedelta(days=6 - today.weekday()) else Group.LATER


def grouped(*, lines: Iterable[DeskLine]) -> tuple[LineGroup, ...]:
    """The lines under their headings, each heading's in the order given; no heading without lines."""
    found: dict[Group, list[DeskLine]] = {group: [] for group in Group}
    for line in lines:
        found[line.group].append(line)
    return tuple(
        LineGroup(group=group, title=WORDS[group], lines=tuple(those)) for group, those in found.items() if those
    )
