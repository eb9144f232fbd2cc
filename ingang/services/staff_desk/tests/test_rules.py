"""Where a line stands on the desk."""

from datetime import datetime, timedelta

import pytest

from ingang.services.staff_desk.rules import DeskLine, Group, group_of, grouped

# The clock of the tests: Thursday at noon in Sweden.
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("shift", "group"),
    [
        (-DAY, Group.LATE),
        (timedelta(), Group.LATE),
        (MINUTE, Group.TODAY),
        (timedelta(hours=11, minutes=59), Group.TODAY),
        (timedelta(hours=12), Group.WEEK),
        (3 * DAY, Group.WEEK),
        (3 * DAY + timedelta(hours=12), Group.LATER),
    ],
)
def test_work_stands_by_when_it_is_due_in_sweden(shift: timedelta, group: Group, now: datetime) -> None:
    assert group_of(due_at=now + shift, urgent=False, now=now) is group


@pytest.mark.parametrize("shift", [-DAY, 30 * DAY])
def test_urgent_work_stands_first_whenever_it_is_due(shift: timedelta, now: datetime) -> None:
    assert group_of(due_at=now + shift, urgent=True, now=now) is Group.URGENT


def test_what_has_no_time_is_for_today(now: datetime) -> None:
    assert group_of(due_at=None, urgent=False, now=now) is Group.TODAY


def test_headings_come_in_order_and_only_where_there_are_lines() -> None:
    lines = [DeskLine(title=title, address="/", group=group) for title, group in (("a", Group.WEEK), ("b", Group.LATE))]

    assert [(one.group, [line.title for line in one.lines]) for one in grouped(lines=lines)] == [
        (Group.LATE, ["b"]),
        (Group.WEEK, ["a"]),
    ]
