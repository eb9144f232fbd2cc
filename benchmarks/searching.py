"""Searching among 60,000 units, on both databases: p95 of one search at most 60 ms.

`python -m benchmarks searching 6000` searches among fewer.
"""

import json
import os
import subprocess
import sys

from benchmarks.hot_time import DATABASES, fresh_database
from tests.postgres import ROOT

UNITS, MILLISECONDS = 60_000, 60.0


def main(units: int = UNITS) -> bool:
    """Measure on each database in a process of its own, since Django's settings know one."""
    return all([_measure(database, units) for database in DATABASES])  # noqa: C419 - both are measured


def _measure(database: str, units: int) -> bool:
    with fresh_database(database, fsync=True) as address:
        environment = os.environ | {
            "INGANG_DATABASE": address,
            "DJANGO_SETTINGS_MODULE": "ingang.project.settings.test",
        }
        command = [sys.executable, "-m", "benchmarks.searching_reader", str(units)]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    print(
        f"  {database:<11}{found['units']} units, {found['words']} words, written in {found['written']:.0f} s; "
        f"{found['searches']} searches: median {found['search'][0]:.0f} ms, p95 {found['search'][1]:.0f} ms, "
        f"slowest {found['search'][2]:.0f} ms (limit for p95 {MILLISECONDS:.0f} ms)"
    )
    print(
        f"  {'':<11}with what each unit offers, read live: median {found['offers'][0]:.0f} ms, "
        f"p95 {found['offers'][1]:.0f} ms"
    )
    print(
        f"  {'':<11}in Hitta vård, read live: median {found['care'][0]:.0f} ms, p95 {found['care'][1]:.0f} ms "
        f"(limit for p95 {MILLISECONDS:.0f} ms)"
    )
    return bool(max(found["search"][1], found["care"][1]) <= MILLISECONDS)


if __name__ == "__main__":
    main()
