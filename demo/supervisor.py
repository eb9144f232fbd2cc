"""Starts processes, keeps them together, and ends them together."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE_SECONDS = 30
GRACE_SECONDS = 8


class Supervisor:
    """A few child processes with one fate: when one ends, all end."""

    def __init__(self, *, folder: Path) -> None:
        self.folder = folder
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.asked_to_stop = False
        signal.signal(signal.SIGTERM, self._stop_asked)
        signal.signal(signal.SIGINT, self._stop_asked)

    def start(self, name: str, program: str, *arguments: str) -> None:
        """Start a program of this environment, in a process group of its own so that Ctrl-C reaches us first."""
        path = Path(sys.executable).with_name(program)
        self.children[name] = subprocess.Popen(
            [str(path), *arguments], cwd=self.folder, start_new_session=True, env=os.environ.copy()
        )

    def wait_for(self, address: str) -> bool:
        """Whether the address answers before patience ends."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until and not self.asked_to_stop:
            if self._ended():
                return False
            try:
                with urlopen(address, timeout=2):  # noqa: S310  an address of our own
                    return True
            except (URLError, OSError):
                time.sleep(0.1)
        return False

    def stay(self) -> int:
        """Stay until asked to stop or until a child ends by itself; then end the others. Gives the exit status."""
        while not self.asked_to_stop and not self._ended():
            time.sleep(0.3)
        ended = self._ended()
        if ended and not self.asked_to_stop:
            print(f"{ended} ended unexpectedly; ending the rest.", flush=True)
        self.stop()
        return 0 if self.asked_to_stop else 1

    def stop(self) -> None:
        """Ask every child to end, which ends its own children, and kill what has not ended in time."""
        for child in self.children.values():
            child.terminate()
        until = time.monotonic() + GRACE_SECONDS
        for child in self.children.values():
            try:
                child.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        for child in self.children.values():
            # What a killed child left behind would hold its port.
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
        print("Ended.", flush=True)

    def _ended(self) -> str:
        return next((name for name, child in self.children.items() if child.poll() is not None), "")

    def _stop_asked(self, *_: object) -> None:
        self.asked_to_stop = True
