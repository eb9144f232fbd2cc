"""Runs every check and test: `python -m tests.run` for all, `python -m tests.run quick` for the quick suite.

Stages that the machine can not run are named at the end; with INGANG_REQUIRE_ALL=1 they fail the run.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.postgres import ROOT, PostgresMissing, binaries, cluster

WORKERS = "2"
# Tests that share what takes long to make stay on one core (`xdist_group`).
BOTH_CORES = ("-n", WORKERS, "--dist", "loadgroup")
BOTH_CORES_BY_FILE = ("-n", WORKERS, "--dist", "loadfile")
CHROMIUM = Path("/usr/bin/chromium")
JOURNEYS = "tests/journeys"  # needs more than the development lock


@dataclass
class Run:
    """What was run, and how it went."""

    failed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def stage(self, name: str, *command: str, **environment: str) -> None:
        """Run one command; go on when it fails, so that one run tells everything."""
        print(f"\n=== {name}", flush=True)
        started = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=False)
        print(
            f"=== {name}: {'ok' if done.returncode == 0 else 'FAILED'}, {time.monotonic() - started:.0f} s", flush=True
        )
        if done.returncode:
            self.failed.append(name)

    def tests(self, name: str, *arguments: str, **environment: str) -> None:
        """Run pytest with these arguments."""
        self.stage(name, sys.executable, "-m", "pytest", "-q", *arguments, **environment)


def main(arguments: list[str]) -> int:
    """Run the named suite and tell what failed and what could not be run."""
    run = Run()
    if arguments == ["quick"]:
        _checks(run)
        run.tests("quick tests, SQLite", "-n", WORKERS, "-m", "not slow and not live", "--ignore", JOURNEYS)
    else:
        _everything(run)
    return _verdict(run)


def _everything(run: Run) -> None:
    _checks(run)
    run.stage("types", sys.executable, "-m", "mypy")
    run.tests("SQLite", *BOTH_CORES, "-m", "not live and not journey")
    _when(run, "PostgreSQL", _has_postgres, _postgres_tests)
    _when(run, "parallel clients and killed processes", _has_postgres, _live_tests)
    _when(run, "journeys in Chromium", CHROMIUM.exists, _journeys)


def _checks(run: Run) -> None:
    run.stage("lint", sys.executable, "-m", "ruff", "check")
    run.stage("format", sys.executable, "-m", "ruff", "format", "--check")
    run.stage("floors", str(Path(sys.executable).with_name("lint-imports")), "--no-cache")
    run.stage("templates", sys.executable, "-m", "djlint", "ingang", "--lint", "--quiet")


def _postgres_tests(run: Run) -> None:
    with cluster() as server:
        address = server.migrated("ingang")
        for worker in range(int(WORKERS)):
            server.migrated(f"ingang_gw{worker}", template="ingang")
        run.tests("PostgreSQL", *BOTH_CORES, "-m", "not live and not journey", INGANG_DATABASE=address)


def _live_tests(run: Run) -> None:
    run.tests("parallel clients and killed processes", *BOTH_CORES_BY_FILE, "-m", "live and not journey")


def _journeys(run: Run) -> None:
    run.tests("journeys in Chromium", *BOTH_CORES_BY_FILE, "-m", "journey", JOURNEYS)


def _when(run: Run, name: str, possible: Callable[[], bool], stage: Callable[[Run], None]) -> None:
    if possible():
        stage(run)
    else:
        run.missing.append(name)


def _has_postgres() -> bool:
    try:
        return binaries().exists()
    except PostgresMissing:
        return False


def _verdict(run: Run) -> int:
    print()
    for name in run.missing:
        print(f"not run, something is not installed: {name}")
    for name in run.failed:
        print(f"failed: {name}")
    required = os.environ.get("INGANG_REQUIRE_ALL") == "1"
    good = not run.failed and not (required and run.missing)
    print("All is well." if good else "Something is wrong: see above.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
