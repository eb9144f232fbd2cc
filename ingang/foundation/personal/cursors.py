"""The cursor that stays open with its connection, for what is asked at every turn.

What psycopg has learned of the values' types is kept with the cursor: a new one for each statement learns it anew,
which takes as long as the statement. Whoever uses it reads all of the answer before anything else is asked.
"""

import threading
from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.types.datetime import TimestamptzLoader

_of_this_thread = threading.local()


def database() -> BaseDatabaseWrapper:
    """This thread's connection itself, to be looked up once: the proxy that Django gives looks at every word."""
    return connections[DEFAULT_DB_ALIAS]


def ask(here: BaseDatabaseWrapper, sql: str, values: Sequence[Any] = ()) -> list[Any]:
    """Every row that the statement gives."""
    cursor = _executed(here, sql, values)
    with here.wrap_database_errors:
        found: list[Any] = cursor.fetchall()
    return found


def tell(here: BaseDatabaseWrapper, sql: str, values: Sequence[Any] = ()) -> int:
    """Let the statement change rows; how many there were."""
    return int(_executed(here, sql, values).rowcount)


def _executed(here: BaseDatabaseWrapper, sql: str, values: Sequence[Any]) -> Any:
    """The driver's own cursor, which has executed the statement as Django's would."""
    if here.queries_logged or here.execute_wrappers:
        # Somebody counts the statements, or forbids them.
        cursor = here.cursor()
        cursor.execute(sql, values)
        return cursor
    here.close_if_health_check_failed()
    here.validate_no_broken_transaction()
    with here.wrap_database_errors:
        cursor = _open_cursor(here)
        cursor.execute(sql, values)
    return cursor


def _open_cursor(here: BaseDatabaseWrapper) -> Any:
    """This thread's cursor; a new one where the connection is new."""
    cursor = getattr(_of_this_thread, "cursor", None)
    if cursor is None or cursor.connection is not here.connection:
        here.ensure_connection()
        cursor = _of_this_thread.cursor = here.create_cursor()
        if here.vendor == "postgresql":
            # Django's loader is Python; the connection speaks UTC as it is, and psycopg's own reads that in C.
            cursor.adapters.register_loader("timestamptz", TimestamptzLoader)
    return cursor
