"""Many attempts at few hot times while clients and database sessions are killed: nothing double, nothing lost.

`python -m benchmarks contention 20000 5` makes fewer attempts and kills. Clients hold, confirm, move, let go, cancel
and let lapse, each as a process of its own, on PostgreSQL. Half of the kills are SIGKILL of a client at any moment,
half end a database session under it. Afterwards the database is counted against itself and against what the clients
were told. Interrupted, it ends in good order and counts what was done until then.
Promise: of a million attempts with fifty kills, no time is sold twice and no confirmed booking is missing.
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from tests.postgres import ROOT, Cluster, cluster

ATTEMPTS, KILLS = 1_000_000, 50


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How much was tried, how much of it was won, and everything that is wrong afterwards, by name."""

    attempts: int
    kills: int
    booked: int
    cancelled: int
    moved: int
    seconds: float
    wrong: dict[str, int]

    @property
    def is_kept(self) -> bool:
        """Whether there was something to win, and nothing is wrong."""
        return self.booked > 0 and not any(self.wrong.values())


def main(attempts: int = ATTEMPTS, kills: int = KILLS) -> bool:
    """Contend once and tell what came of it."""
    with cluster(fsync=True) as server:
        outcome = contend(server, address=server.migrated("contention"), attempts=attempts, kills=kills)
    rate = outcome.attempts / outcome.seconds
    print(f"  {outcome.attempts} attempts, {rate:.0f} a second; {outcome.kills} kills")
    print(f"  {outcome.booked} times booked, {outcome.cancelled} of them cancelled again; {outcome.moved} moves")
    for name, count in outcome.wrong.items():
        print(f"  {count:>8}  {name}")
    if outcome.attempts < attempts or outcome.kills < kills:
        print(f"  stopped before {attempts} attempts and {kills} kills: no verdict")
        return False
    return outcome.is_kept


def contend(server: Cluster, *, address: str, attempts: int, kills: int) -> Outcome:
    """Contend in a process of its own, since Django's settings know one database."""
    environment = os.environ | {
        "INGANG_DATABASE": address,
        "DJANGO_SETTINGS_MODULE": "ingang.project.settings.test",
    }
    command = [sys.executable, "-m", "benchmarks.contention_clients", str(attempts), str(kills), str(server.folder)]
    # An interruption reaches the clients too: they end in good order, and we wait for their count.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, before)
    found: dict[str, Any] = json.loads(done.stdout)
    return Outcome(**found)


if __name__ == "__main__":
    sys.exit(0 if main(*map(int, sys.argv[1:])) else 1)
