"""A whole demonstration on ports and data of its own, as `make demo` starts it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path
from shutil import copytree
from urllib.error import URLError
from urllib.request import urlopen

from tests.house.source import ROOT

PORTS_NEEDED = 18
PATIENCE_SECONDS = 240


@dataclass(frozen=True)
class Demo:
    """A running demonstration: where its pages and its simulators are, and its data."""

    base: int
    var: Path
    process: "subprocess.Popen[bytes]"

    @property
    def pages(self) -> str:
        return f"http://localhost:{self.base}"

    @property
    def phone(self) -> str:
        return f"http://localhost:{self.base + 3}"

    @property
    def ports(self) -> range:
        """Everything that a page of the demonstration may ask for lies here."""
        return range(self.base, self.base + PORTS_NEEDED)

    @property
    def log(self) -> str:
        return (self.var / "log").read_text(encoding="utf-8", errors="replace")

    def signal(self, program: str, number: signal.Signals) -> None:
        """Send a signal to the child whose command line holds these words, unless it has ended."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        for child in children.split():
            if program in Path(f"/proc/{child}/cmdline").read_text(encoding="utf-8").replace("\0", " "):
                os.killpg(int(child), number)


PREPARE = """
import django; django.setup()
from pathlib import Path; from demo.prepare import prepare
prepare(root=Path.cwd())
"""


def prepared(*, shared: Path, var: Path) -> Path:
    """The data of a demonstration, in this folder: copied from where the first who asked has had it written.

    Writing the synthetic nation takes as long as ten journeys, and is the same for all of them.
    """
    with (shared / "prepared.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        first, stamp = shared / "prepared", shared / "prepared.whole"
        if not stamp.exists():
            environment = _environment(first) | {"DJANGO_SETTINGS_MODULE": "ingang.project.settings.demo"}
            subprocess.run([sys.executable, "-c", PREPARE], cwd=ROOT, env=environment, check=True, capture_output=True)
            stamp.touch()
    copytree(first, var, dirs_exist_ok=True)
    return var


@contextmanager
def running(*, var: Path) -> Iterator[Demo]:
    """Start on free ports, wait for the first page, and end it all afterwards."""
    base = _free_base()
    environment = _environment(var) | {"INGANG_DEMO_PORT": str(base)}
    with (var / "log").open("ab") as log:
        process = subprocess.Popen([sys.executable, "-m", "demo"], cwd=ROOT, env=environment, stdout=log, stderr=log)
        demo = Demo(base, var, process)
        try:
            _wait_for(demo)
            yield demo
        finally:
            process.terminate()
            process.wait(timeout=20)


def _environment(var: Path) -> dict[str, str]:
    here = {name: value for name, value in os.environ.items() if not name.startswith(("INGANG_", "DJANGO_"))}
    return here | {"INGANG_VAR": str(var), "PYTHONPATH": str(ROOT)}


def _wait_for(demo: Demo) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while demo.process.poll() is None and time.monotonic() < until:
        try:
            with urlopen(demo.pages, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(demo.log)


def _free_base() -> int:
    """Some ports in a row that nobody uses, found by asking for one."""
    for _ in range(50):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            base = int(probe.getsockname()[1])
        if base < 60_000 and all(_is_free(base + offset) for offset in range(PORTS_NEEDED)):
            return base
    raise RuntimeError("no free ports")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
