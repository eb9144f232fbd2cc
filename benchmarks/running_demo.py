"""A demonstration of its own for a measurement."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Demo:
    """Where the pages are, and how many seconds passed from the command to the first served page."""

    pages: str
    seconds: float


@contextmanager
def running_demo(*, var: Path | None = None) -> Iterator[Demo]:
    """Start `python -m demo` on free ports, with its data in `var` (a new folder unless given), and end it after."""
    folder = var or Path(tempfile.mkdtemp(prefix="ingang-bench-"))
    base = _free_port()
    environment = os.environ | {"INGANG_DEMO_PORT": str(base), "INGANG_VAR": str(folder), "PYTHONPATH": str(ROOT)}
    started = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "demo"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        pages = f"http://localhost:{base}"
        _wait_for(pages, process)
        yield Demo(pages, time.monotonic() - started)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    while process.poll() is None:
        try:
            with urlopen(address, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.02)
    raise RuntimeError("the demonstration ended before its first page")


def _free_port() -> int:
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            base = int(probe.getsockname()[1])
        if base < 60_000:
            return base
