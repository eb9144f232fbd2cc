"""The cursor that stays open with its connection, for what is asked at every turn.

What psycopg has learned of the values' types is kept with the cursor: a new one for each statement learns it anew,
which takes as long as the statement. Whoever uses it reads all of the answer before anything else is asked.
"""

import threading
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

_of_this_thread = threading.local()


def database() -> BaseDatabaseWrapper:
    """This thread's connection itself: the proxy that Django gives looks it up anew at every word."""
    return connections[DEFAULT_DB_ALIAS]


def open_cursor() -> Any:
    """This thread's cursor; a new one where the connection is new, and where somebody counts the statements."""
    here = database()
    if here.queries_logged:
        return here.cursor()
    here.close_if_health_check_failed()
    cursor = getattr(_of_this_thread, "cursor", None)
    if cursor is None or cursor.connection is not here.connection:
        cursor = _of_this_thread.cursor = here.cursor()
    return cursor
