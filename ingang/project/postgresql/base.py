"""The database backend that the settings name; Django looks for `DatabaseWrapper` here."""

import select
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as PostgresqlWrapper

from ingang.project.postgresql import driver


class DatabaseWrapper(PostgresqlWrapper):
    """A connection that waits between two requests is asked whether it stands without asking the server.

    When the server has ended it, by a failover, a restart or an administrator, that is there to be read on the socket;
    only then the server is asked, as Django does before every request. Of a server that is silent nothing is asked.
    """

    Database = driver

    def get_new_connection(self, conn_params: Any) -> Any:
        """A connection; none is tried while the database is silent."""
        driver.check_heard()
        return super().get_new_connection(conn_params)

    def is_usable(self) -> bool:
        """Whether the connection still stands."""
        if self.connection is None or self.errors_occurred or self._has_something_to_read():
            return bool(super().is_usable())
        return not self.connection.closed

    def _has_something_to_read(self) -> bool:
        try:
            readable = select.poll()
            readable.register(self.connection.fileno(), select.POLLIN)
            return bool(readable.poll(0))
        except self.Database.Error:
            return True
