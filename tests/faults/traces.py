"""What stands for the time that an answer takes, without a clock: what was asked of the database and of other systems.

A page's time is nearly all questions and the making of what they gave. Two answers to one reader are of the same timing
class when they took the same statements as often, each known by its whole text without the values in it, and the same
calls to other systems. A clock on a machine that is shared could only say this with luck.

Not covered: how many rows there are behind one statement, how many values stand in one list of it, how large the texts
are that are opened and cut, and how long the sealed answers of other systems are. They differ by microseconds for each
closed record, less than a statement takes by itself.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import connection

from ingang.connectors.background import Background

Trace = Counter[str]

NAMED = re.compile(r'((?:SAVEPOINT|DECLARE|CLOSE) )"?\w+"?')
VALUES = re.compile(r"'[^']*'|\b\d+\b")
LISTED = re.compile(r"\((%s(, )?)+\)(, \((%s(, )?)+\))*")
KEPT = ('FROM "entrance_banner"', 'FROM "systems_maintenance"')
"""What the process reads once in some seconds, whoever asks: it tells when a page was asked for, and nothing else."""


@contextmanager
def traced() -> Iterator[Trace]:
    """Counts what is asked inside, by this thread's connection and on the background loop."""
    found, run = Trace(), Background.run

    def ask(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if not any(table in sql for table in KEPT):
            found[statement(sql)] += 1
        return execute(sql, *rest)

    def call(self: Background, work: Any) -> Future[Any]:
        found[f"outside: {getattr(work, 'func', work).__qualname__}"] += 1
        return run(self, work)

    with connection.execute_wrapper(ask), patch.object(Background, "run", call):
        yield found


def statement(sql: str) -> str:
    """The statement without its values: of a list only that there is one, of a savepoint not its name."""
    return LISTED.sub("(…)", VALUES.sub("…", NAMED.sub(r"\1…", sql)))


def differing(one: Trace, other: Trace) -> dict[str, int]:
    """How many more times the one has each statement; below zero where the other has it more often."""
    return {asked: one[asked] - other[asked] for asked in one | other if one[asked] != other[asked]}
