"""A PostgreSQL of our own for tests and measurements: Debian's binaries, a temporary folder, a socket, no network.

Two roles as in production: `ingang_owner` migrates, `ingang_app` serves and is held by row security.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OWNER, APP = "ingang_owner", "ingang_app"


class PostgresMissing(RuntimeError):
    """No PostgreSQL binaries are installed: apt install postgresql."""


@dataclass(frozen=True)
class Cluster:
    """A running server; `folder` holds its socket."""

    folder: Path
    binaries: Path
    options: str = ""

    def address(self, database: str, *, role: str = APP) -> str:
        """The setting INGANG_DATABASE for this database and role."""
        return f"postgresql://{role}@/{database}?host={self.folder}"

    def sql(self, statement: str, *, database: str = "postgres") -> None:
        """Run one statement as the superuser."""
        command = [self.binaries / "psql", "-qX", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-U", "postgres"]
        subprocess.run([*command, "-d", database, "-c", statement], check=True, capture_output=True)

    def migrated(self, database: str, *, template: str | None = None) -> str:
        """Make a database with every table, owned by the owner; give back the serving role's address."""
        source = f" TEMPLATE {template}" if template else ""
        self.sql(f"DROP DATABASE IF EXISTS {database}")
        self.sql(f"CREATE DATABASE {database} OWNER {OWNER}{source}")
        if not template:
            migrate(self.address(database, role=OWNER))
        return self.address(database)


def migrate(address: str) -> None:
    """Run every migration on the database, in a process of its own."""
    environment = os.environ | {
        "INGANG_DATABASE": address,
        "DJANGO_SETTINGS_MODULE": "ingang.project.settings.test",
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, cwd=ROOT, env=environment)


def binaries() -> Path:
    """Where Debian keeps the newest server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise PostgresMissing("apt install postgresql")
    return found[-1].parent


@contextmanager
def cluster(
    *, fsync: bool = False, connections: int = 300, settings: Mapping[str, str] | None = None
) -> Iterator[Cluster]:
    """Start a server and stop it at the end. `fsync` is on for measurements only; `settings` are further ones."""
    programs = binaries()
    folder = Path(tempfile.mkdtemp(prefix="ingang-pg-"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    try:
        _as_server_user(
            programs / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8"
        )
        options = (
            f"-k {folder} -c listen_addresses= -c fsync={'on' if fsync else 'off'} -c max_connections={connections}"
        ) + "".join(f" -c {name}={value}" for name, value in (settings or {}).items())
        _as_server_user(programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start")
        running = Cluster(folder, programs, options)
        for role in (OWNER, APP):
            running.sql(f"CREATE ROLE {role} LOGIN")
        yield running
    finally:
        _as_server_user(programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def stopped(server: Cluster) -> Iterator[None]:
    """The server does not run; it does again afterwards."""
    control = (server.binaries / "pg_ctl", "-D", server.folder / "data", "-w", "-l", server.folder / "log")
    _as_server_user(*control, "-m", "immediate", "stop")
    try:
        yield
    finally:
        _as_server_user(*control, "-o", server.options, "start")


@contextmanager
def silent(server: Cluster) -> Iterator[None]:
    """The server's machine takes what comes and answers nothing; it goes on afterwards where it was."""
    _signal(server, signal.SIGSTOP)
    try:
        yield
    finally:
        _signal(server, signal.SIGCONT)


def _signal(server: Cluster, what: signal.Signals) -> None:
    """To the server first, so that it starts nothing new meanwhile, and to all that it has started."""
    first = int((server.folder / "data" / "postmaster.pid").read_text().split()[0])
    os.kill(first, what)
    started = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    for one in started:
        with suppress(ProcessLookupError):
            os.kill(int(one), what)


def _as_server_user(*command: object, check: bool = True) -> None:
    # initdb refuses root, so root hands over to the postgres user that Debian's package made.
    prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run(
        [*prefix, *map(str, command)], check=check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/"
    )
