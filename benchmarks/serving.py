"""The pages as production serves them: granian and production's settings on a PostgreSQL that survives a crash."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from tests.postgres import ROOT, Cluster, cluster

# Two cores: a process for each, of which one thread works while the other waits for the disk. Twice as many processes
# are in each other's way: reading is a fifth slower.
WORKERS, THREADS = 2, 2
PATIENCE = 60
RECORD = "record.json"
SYSTEMS = "systems.json"
"""The setting of this name, in a measurement's folder."""

# What survives a crash is on, as PostgreSQL has it from the start; all else is PostgreSQL's default too.
DURABLE = {"synchronous_commit": "on", "full_page_writes": "on"}
# The server writes down what it was asked, for the sessions that a recording asks it to (see recording.py).
LOGS = {
    "logging_collector": "on",
    "log_destination": "jsonlog",
    "log_filename": "record",
    "log_rotation_age": "0",
    "log_rotation_size": "0",
}


def durable_cluster() -> AbstractContextManager[Cluster]:
    """A PostgreSQL of our own with production's durability."""
    return cluster(fsync=True, settings=DURABLE | LOGS)


def log_of(server: Cluster) -> Path:
    """Where the server writes down what it was asked."""
    return server.folder / "data" / "log" / RECORD


def environment(address: str, folder: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Production's settings on this database and `more`, with the systems that the folder names, if any.

    The secrets are of no worth anywhere else.
    """
    systems = {"INGANG_FHIR_SYSTEMS_FILE": str(folder / SYSTEMS)} if (folder / SYSTEMS).exists() else {}
    return {name: value for name, value in os.environ.items() if not name.startswith("INGANG_")} | {
        "DJANGO_SETTINGS_MODULE": "ingang.project.settings.production",
        "INGANG_DATABASE": address,
        "INGANG_HOSTS": "localhost",
        "INGANG_SECRET_KEY": "of the benchmark alone " * 3,
        "INGANG_AUDIT_SEAL_SECRET": "of the benchmark alone " * 3,
        "INGANG_AUDIT_ROOTS_FILE": str(folder / "roots"),
        "INGANG_VAR": str(folder),
        "PYTHONPATH": str(ROOT),
        **systems,
        **(more or {}),
    }


def program(address: str, folder: Path, *command: str) -> str:
    """Run one Python command under production's settings and give back what it printed."""
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment(address, folder), check=True, stdout=subprocess.PIPE
    )
    return done.stdout.decode()


@contextmanager
def served(
    address: str,
    folder: Path,
    *,
    workers: int = WORKERS,
    threads: int = THREADS,
    more: Mapping[str, str] | None = None,
) -> Iterator[int]:
    """Serve the pages on a free port, which is given; ended afterwards."""
    serving = ["--interface", "wsgi", "--workers", str(workers), "--blocking-threads", str(threads)]
    with _granian(environment(address, folder, more), folder, *serving, "ingang.project.wsgi:application") as port:
        yield port


@contextmanager
def streaming(address: str, folder: Path, *, more: Mapping[str, str] | None = None) -> Iterator[int]:
    """Serve the streams, in the small process of their own, on a free port, which is given; ended afterwards."""
    with _granian(
        environment(address, folder, more), folder, "--interface", "asginl", "ingang.project.asgi:application"
    ) as port:
        yield port


@contextmanager
def _granian(environment: dict[str, str], folder: Path, *arguments: str) -> Iterator[int]:
    port = free_port()
    command = [str(Path(sys.executable).with_name("granian")), "--host", "127.0.0.1", "--port", str(port), "--no-ws"]
    command += ["--log-level", "warning", "--workers-kill-timeout", "2", *arguments]
    with (folder / "pages.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    address = Request(f"http://127.0.0.1:{port}/logga-in/", headers={"Host": "localhost", "X-Forwarded-Proto": "https"})
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            with urlopen(address, timeout=5):
                return
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("the pages did not start")


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
