"""Databases that fail at a chosen statement, and worlds that are thrown away afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction

FAULTS = (OperationalError("database is locked"), InterfaceError("connection already closed"))
# What takes a failed transaction back is left alone, as it is where a database goes away.
TAKING_BACK = ("ROLLBACK", "RELEASE")


@contextmanager
def failing_at(number: int) -> Iterator[list[int]]:
    """The statement of this number, counted from one, fails; gives a list of how many there have been."""
    seen = [0]

    def fail(execute: Any, *arguments: Any) -> Any:
        if not arguments[0].startswith(TAKING_BACK):
            seen[0] += 1
            if seen[0] == number:
                raise FAULTS[0]
        return execute(*arguments)

    with connection.execute_wrapper(fail):
        yield seen


@contextmanager
def thrown_away() -> Iterator[None]:
    """Whatever is written within is gone afterwards: what is durable is only so within, as in every test."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]
    with block:
        yield
        transaction.set_rollback(True)
