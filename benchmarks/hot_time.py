"""One hot time, 200 clients at once, killed and retried at every step: one booking, a clear answer for all within 2 s.

Each client is a process with a connection of its own; the first to reach a step is killed there with SIGKILL and tries
again with the same token, as a browser would. A careless booking beside it shows that the harness can see doubles.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.postgres import ROOT, cluster, migrate

CLIENTS = 200
SECONDS = 2.0
DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a race: rows in the database, and what the clients were told. Seconds are per answer."""

    appointments: int
    claims: int
    events: int
    audited: int
    winners: int
    told_taken: int
    unclear: int
    kills: int
    seconds: list[float]

    @property
    def is_exactly_one(self) -> bool:
        """One booking by every count, and a clear answer for every client."""
        counts = (self.appointments, self.claims, self.events, self.audited, self.winners)
        return counts == (1, 1, 1, 1, 1) and self.told_taken == CLIENTS - 1 and self.unclear == 0


def main() -> bool:
    """Race on both databases, and the careless control after each."""
    kept = True
    for database in DATABASES:
        with fresh_database(database, fsync=True) as address:
            outcome, careless = race(address=address), race(address=address, careless=True)
        slowest = max(outcome.seconds)
        kept = kept and outcome.is_exactly_one and slowest <= SECONDS and careless.appointments > 1
        middle = sorted(outcome.seconds)[len(outcome.seconds) // 2]
        print(
            f"  {database:<11}{outcome.appointments} booking, {outcome.told_taken} told that it is taken, "
            f"{outcome.unclear} without a clear answer, {outcome.kills} killed and tried again; "
            f"median {middle:.2f} s, slowest {slowest:.2f} s (limit {SECONDS:.0f} s)"
        )
        print(f"  {'':<11}careless control: {careless.appointments} bookings of the one time")
    return kept


def race(*, address: str, careless: bool = False) -> Outcome:
    """Run one race in a process of its own, since Django's settings know one database."""
    environment = os.environ | {
        "INGANG_DATABASE": address,
        "DJANGO_SETTINGS_MODULE": "ingang.project.settings.test",
    }
    command = [sys.executable, "-m", "benchmarks.hot_time_clients", str(CLIENTS), *(["careless"] if careless else [])]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return Outcome(**json.loads(done.stdout))


@contextmanager
def fresh_database(kind: str, *, fsync: bool = False) -> Iterator[str]:
    """The address of a migrated database that nobody else uses."""
    if kind == "postgresql":
        with cluster(fsync=fsync) as server:
            yield server.migrated("hot_time")
        return
    with tempfile.TemporaryDirectory(prefix="ingang-hot-") as folder:
        address = f"sqlite:{Path(folder) / 'hot.sqlite3'}"
        migrate(address)
        yield address


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
