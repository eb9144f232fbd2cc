"""Taking a journal of 10,000 entries along: half from the house, half from five other systems; in each form."""

import json
import os
import subprocess
import sys

from benchmarks.hot_time import fresh_database
from tests.house.source import ROOT

ENTRIES = 10_000
DATABASES = ("sqlite", "postgresql")
SECONDS, MEGABYTES = 60.0, 300.0


def main(entries: int = ENTRIES) -> bool:
    """Measure on each database in a process of its own, as a worker has."""
    return all([_measure(database, entries) for database in DATABASES])  # noqa: C419 - both are measured


def _measure(database: str, entries: int) -> bool:
    with fresh_database(database, fsync=True) as address:
        environment = os.environ | {
            "INGANG_DATABASE": address,
            "DJANGO_SETTINGS_MODULE": "ingang.project.settings.test",
        }
        command = [sys.executable, "-m", "benchmarks.taking_worker", str(entries)]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout.splitlines()[-1])
    print(f"  {database}: {entries} entries, limits {SECONDS:.0f} s and {MEGABYTES:.0f} MB")
    return all([_kept(form, one) for form, one in found.items()])  # noqa: C419 - all are told


def _kept(form: str, one: dict[str, float]) -> bool:
    turns = f"{one['runs']:.0f} turns of at most {one['longest']:.1f} s, {one['steps']:.0f} steps"
    memory = f"worker {one['worker']:.0f} MB, setter {one['setter']:.0f} MB"
    print(f"    {form:<5}{one['seconds']:.1f} s in {turns}; file {one['size'] / 1e6:.1f} MB; {memory}")
    return one["seconds"] <= SECONDS and max(one["worker"], one["setter"]) <= MEGABYTES


if __name__ == "__main__":
    main()
