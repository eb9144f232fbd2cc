"""Unusual look-ups: false alarms per 10,000 ordinary ones over the demonstration nation, and how many odd are found."""

import os
import subprocess
import sys

from tests.postgres import ROOT, cluster


def main(look_ups: int = 10_000) -> bool:
    """Seed the nation in a database of its own, and run the measurement in it."""
    with cluster() as server:
        address = server.migrated("unusual")
        settings = {"INGANG_DATABASE": address, "DJANGO_SETTINGS_MODULE": "ingang.project.settings.test"}
        run = [sys.executable, "-m", "benchmarks.unusual_nation", str(look_ups)]
        return subprocess.run(run, cwd=ROOT, env=os.environ | settings, check=False).returncode == 0


if __name__ == "__main__":
    main()
