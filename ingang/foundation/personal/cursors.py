"""Cursors that stay open with their connection, one for each statement that is asked at every turn.

What psycopg has learned of a statement's types is kept with the cursor that asked it last: another statement on the
same cursor, or a new cursor, learns it anew, which takes as long as the statement itself. Whoever asks reads all of
the answer before the statement is asked again.
"""

import threading
from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.types.datetime import TimestamptzLoader


class _Cursors(threading.local):
    """This thread's database, and its cursors by their statement, as long as the connection is the same."""

    database: BaseDatabaseWrapper | None = None
    connection: Any = None

    def __init__(self) -> None:
        self.by_statement: dict[str, Any] = {}


_kept = _Cursors()


def database() -> BaseDatabaseWrapper:
    """This thread's database itself: Django's own proxies look at every word, and for a loop of events each time."""
    if _kept.database is None:
        _kept.database = connections[DEFAULT_DB_ALIAS]
    return _kept.database


def forget_database() -> None:
    """Django has been given another database for this thread, as by a test."""
    _kept.database = None


def ask(here: BaseDatabaseWrapper, sql: str, values: Sequence[Any] = ()) -> list[Any]:
    """Every row that the statement gives."""
    with here.wrap_database_errors:
        found: list[Any] = _executed(here, sql, values).fetchall()
    return found


def tell(here: BaseDatabaseWrapper, sql: str, values: Sequence[Any] = ()) -> int:
    """Let the statement change rows; how many there were."""
    with here.wrap_database_errors:
        return int(_executed(here, sql, values).rowcount)


def _executed(here: BaseDatabaseWrapper, sql: str, values: Sequence[Any]) -> Any:
    """The driver's own cursor, which has executed the statement as Django's would. Its errors are the driver's."""
    if here.force_debug_cursor or here.execute_wrappers:
        # Somebody counts the statements, or forbids them.
        cursor = here.cursor()
        cursor.execute(sql, values)
        return cursor
    if not here.health_check_done:  # type: ignore[attr-defined]  # the stubs lack it
        here.close_if_health_check_failed()
    here.validate_no_broken_transaction()
    cursor = _open_cursor(here, sql)
    cursor.execute(sql, values)
    return cursor


def _open_cursor(here: BaseDatabaseWrapper, sql: str) -> Any:
    """This thread's cursor for the statement; a new one where the connection or the statement is new."""
    if _kept.connection is not here.connection or here.connection is None:
        here.ensure_connection()
        _kept.connection, _kept.by_statement = here.connection, {}
    if sql not in _kept.by_statement:
        cursor = _kept.by_statement[sql] = here.create_cursor()
        if here.vendor == "postgresql":
            # Django's loader is Python; the connection speaks UTC as it is, and psycopg's own reads that in C.
            cursor.adapters.register_loader("timestamptz", TimestamptzLoader)
    return _kept.by_statement[sql]
