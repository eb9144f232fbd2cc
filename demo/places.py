"""Where the demonstration's processes listen: all on loopback, one after the other from one port."""

import os
from pathlib import Path

BASE = int(os.environ.get("INGANG_DEMO_PORT", "1177"))
PAGES_PORT, STREAMS_PORT, SIMULATORS_PORT = BASE, BASE + 1, BASE + 3
PAGES = f"http://localhost:{PAGES_PORT}"
STREAMS = f"http://localhost:{STREAMS_PORT}"
SIMULATORS = f"http://localhost:{SIMULATORS_PORT}"
PORTS = (PAGES_PORT, STREAMS_PORT, *range(SIMULATORS_PORT, SIMULATORS_PORT + 15))
PHONE = f"{SIMULATORS}/phone"
MAIL = f"http://localhost:{SIMULATORS_PORT + 4}"
SMS = f"http://localhost:{SIMULATORS_PORT + 6}"
FHIR = f"http://localhost:{SIMULATORS_PORT + 11}"
RECORDS = f"https://localhost:{SIMULATORS_PORT + 12}"
PUSH = f"http://localhost:{SIMULATORS_PORT + 9}"


def pages_command() -> list[str]:
    """granian's arguments for the pages: WSGI, as many threads as a laptop needs."""
    return _granian("wsgi", PAGES_PORT, "--blocking-threads", "4", "ingang.project.wsgi:application")


def streams_command() -> list[str]:
    """granian's arguments for the streams: ASGI, a small process of its own."""
    return _granian("asginl", STREAMS_PORT, "ingang.project.asgi:application")


def simulators_command(
    *, cast: Path, clients: Path, people: Path, systems: Path, holdings: Path, directory: Path, tls: Path
) -> list[str]:
    """The simulators of every outside system, in one process."""
    ports = ["--port-base", str(SIMULATORS_PORT)]
    files = ["--cast", str(cast), "--clients", str(clients), "--people", str(people), "--systems", str(systems)]
    files += ["--holdings", str(holdings), "--directory", str(directory), "--tls-folder", str(tls)]
    return ["-m", "demo.simulators", *ports, *files]


def _granian(interface: str, port: int, *rest: str) -> list[str]:
    address = ["--interface", interface, "--host", "127.0.0.1", "--port", str(port)]
    # An open stream would otherwise keep its server from ending.
    return [*address, "--no-ws", "--log-level", "warning", "--workers-kill-timeout", "2", *rest]
