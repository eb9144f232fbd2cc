"""psycopg, with a connection on which nobody waits for a database that is silent."""

from collections.abc import Generator
from typing import Any

import psycopg
from psycopg import *  # noqa: F403  Django looks here for all that it knows of psycopg

from ingang.foundation.published.silence import must_give_up


class Silent(psycopg.OperationalError):
    """The database takes questions and answers none."""


AT_ONCE = 1.0
"""Nearly every answer comes within so many seconds, in which nobody is found silent."""


class Heard(psycopg.Connection[Any]):
    """Gives up what it waits for while the database is silent. What became of a commit is then not known here."""

    def wait(self, gen: Any, *arguments: Any, **options: Any) -> Any:
        """As psycopg's, which wakes up ten times a second; whether somebody is silent is asked when it takes long."""
        try:
            check_heard()
            if arguments or options:
                return super().wait(_while_heard(gen), *arguments, **options)
            try:
                return super().wait(gen, timeout=AT_ONCE)
            except psycopg.errors._WaitTimeout:
                return super().wait(_while_heard(gen))
        except Silent:
            self.pgconn.finish()
            raise


connect = Heard.connect


def check_heard() -> None:
    """Raise Silent where it would be in vain to ask."""
    if must_give_up():
        raise Silent("the database is silent")


def _while_heard(gen: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
    """The same, looking up each time that nothing has come."""
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if not ready:
                check_heard()
            wanted = gen.send(ready)
    except StopIteration as ended:
        return ended.value
