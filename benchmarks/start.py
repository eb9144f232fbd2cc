"""`make demo` to a served page: at most 6 s for a later start; a first start without the installation beside it."""

import statistics
import tempfile
from pathlib import Path

from benchmarks.running_demo import running_demo

LIMIT_SECONDS = 6.0
ROUNDS = 5


def main() -> bool:
    """One first start with new data, then five later ones; the median counts."""
    with tempfile.TemporaryDirectory(prefix="ingang-bench-") as folder:
        with running_demo(var=Path(folder)) as first:
            print(f"  first start, tables and nation included: {first.seconds:.1f} s")
        later = []
        for _ in range(ROUNDS):
            with running_demo(var=Path(folder)) as demo:
                later.append(demo.seconds)
    print(
        f"  later starts: median {statistics.median(later):.1f} s, longest {max(later):.1f} s (limit {LIMIT_SECONDS})"
    )
    return statistics.median(later) <= LIMIT_SECONDS


if __name__ == "__main__":
    main()
