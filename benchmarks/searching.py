"""Searching among 60,000 units and 5,000 texts, on both databases: p95 of a search and of its page at most 60 ms.

`python -m benchmarks searching 6000` searches among fewer.
"""

import json
import os
import subprocess
import sys

from benchmarks.hot_time import DATABASES, fresh_database
from tests.postgres import ROOT

UNITS, TEXTS, MILLISECONDS = 60_000, 5_000, 60.0
TITLES = {
    "search": "units found",
    "offers": "with what each offers, read live",
    "care": "what Hitta vård's first page shows",
    "everything": "the one search's page, as a request",
    "care_page": "Hitta vård's page in a region, as a request",
    "filtered": "the same with a place and a kind of care, as a request",
}
TIMES = {
    "clock": "by the clock",
    "own": "computed",
    "process": "the pages' process alone",
    "database": "PostgreSQL alone",
}
"""Side by side, since others on the machine lengthen what the clock says."""


def main(units: int = UNITS) -> bool:
    """Measure on each database in a process of its own, since Django's settings know one."""
    return all([_measure(database, units) for database in DATABASES])  # noqa: C419 - both are measured


def _measure(database: str, units: int) -> bool:
    with fresh_database(database, fsync=True) as address:
        environment = os.environ | {
            "INGANG_DATABASE": address,
            "DJANGO_SETTINGS_MODULE": "ingang.project.settings.test",
        }
        command = [sys.executable, "-m", "benchmarks.searching_reader", str(units), str(TEXTS)]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    print(
        f"  {database:<11}{found['units']} units and {found['texts']} texts, {found['words']} words, written in "
        f"{found['written']:.0f} s with at most {found['writing']:.0f} MB; {found['searches']} searches a line, p95 at "
        f"most {MILLISECONDS:.0f} ms; the process had at most {found['megabytes']:.0f} MB"
    )
    print(f"  {'':<11}median / p95 / slowest in ms, the machine's load {os.getloadavg()[1]:.1f}:")
    for name, title in TITLES.items():
        said = "; ".join(f"{words} {_numbers(found[name][kind])}" for kind, words in TIMES.items())
        print(f"  {'':<11}{title}: {said}")
    return all(found[name]["clock"][1] <= MILLISECONDS for name in TITLES)


def _numbers(taken: tuple[float, float, float]) -> str:
    return " / ".join(f"{one:.0f}" for one in taken)


if __name__ == "__main__":
    main()
