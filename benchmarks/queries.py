"""What people type, misspelt and colloquial: in 95 % of the searches the right answer is among the first three.

The demonstration nation is searched, by somebody of whom it is not known where she is. The list is data/queries.csv.
"""

import os
import subprocess
import sys

from benchmarks.hot_time import fresh_database
from tests.postgres import ROOT


def main() -> bool:
    """Seed the nation in a database of its own, and search in it; both databases give the same answers."""
    with fresh_database("sqlite", fsync=False) as address:
        settings = {"INGANG_DATABASE": address, "DJANGO_SETTINGS_MODULE": "ingang.project.settings.test"}
        run = [sys.executable, "-m", "benchmarks.queries_reader"]
        return subprocess.run(run, cwd=ROOT, env=os.environ | settings, check=False).returncode == 0


if __name__ == "__main__":
    main()
