"""`make demo` to a served page: at most 6 s for a later start; a first start without the installation beside it."""

import statistics
import tempfile
import time
from pathlib import Path

from tests.journeys.running import running

LIMIT_SECONDS = 6.0
ROUNDS = 5


def main() -> bool:
    """One first start with new data, then five later ones; the median counts."""
    with tempfile.TemporaryDirectory(prefix="ingang-bench-") as folder:
        print(f"  first start, tables and nation included: {_seconds_to_first_page(Path(folder)):.1f} s")
        later = [_seconds_to_first_page(Path(folder)) for _ in range(ROUNDS)]
    print(
        f"  later starts: median {statistics.median(later):.1f} s, longest {max(later):.1f} s (limit {LIMIT_SECONDS})"
    )
    return statistics.median(later) <= LIMIT_SECONDS


def _seconds_to_first_page(var: Path) -> float:
    started = time.monotonic()
    with running(var=var):
        return time.monotonic() - started


if __name__ == "__main__":
    main()
