"""Databases of a test's own: committed, shared by processes, and open to tampering; one of each kind."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connections

from ingang.foundation.personal.cursors import forget_database
from ingang.project.settings import environment
from tests.postgres import ROOT, Cluster


@dataclass
class OwnDatabase:
    """An empty, migrated database at `address`; `server` and `name` are PostgreSQL's, `path` is SQLite's."""

    address: str
    path: Path | None = None
    server: Cluster | None = None
    name: str = ""
    started: list["subprocess.Popen[str]"] = field(default_factory=list)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Let Django in this process use it instead of the tests' own."""
        before, settings = connections["default"], connections.settings["default"]
        connections.settings = connections.configure_settings({"default": environment.database(self.address)})
        connections["default"] = connections.create_connection("default")
        forget_database()
        try:
            yield
        finally:
            connections["default"].close()
            connections.settings["default"] = settings
            connections["default"] = before
            forget_database()

    def tamper(self, statement: str) -> None:
        """Run a statement as one who owns the whole database and has put its refusals aside."""
        if self.server:
            self.server.sql(f"SET session_replication_role = replica; {statement}", database=self.name)
            return
        assert self.path
        with sqlite3.connect(self.path) as connection:
            triggers = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
            for name in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            connection.executescript(statement)
        connection.close()

    def start(self, *command: str) -> "subprocess.Popen[str]":
        """Start a Python process on this database, in a group of its own."""
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=process_environment(self.address),
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def end_all(self) -> None:
        """Kill what this database's test started and did not end."""
        for process in self.started:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            if process.stdout:
                process.stdout.close()


def process_environment(address: str) -> dict[str, str]:
    """The surroundings of a process that serves this database under the tests' settings."""
    return os.environ | {
        "INGANG_DATABASE": address,
        "DJANGO_SETTINGS_MODULE": "ingang.project.settings.test",
        "PYTHONPATH": str(ROOT),
    }


def copy_of(template: Path, *, to: Path) -> OwnDatabase:
    """A SQLite database like the migrated template."""
    shutil.copy(template, to)
    return OwnDatabase(address=f"sqlite:{to}", path=to)
