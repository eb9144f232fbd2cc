"""`make bench`: every measurement, one after the other. `python -m benchmarks page_weight` runs one.

A number is handed on to the measurement: `python -m benchmarks notices 2000`.
"""

import sys
from importlib import import_module

MEASUREMENTS = (
    "page_weight", "start", "hot_time", "audit_sealing", "notices", "bookings", "pages", "contention", "unusual",
    "searching", "fhir_read", "published", "arrivals", "taking", "long_journal", "volumes", "queries", "editors",
)  # fmt: skip


def main(names: list[str]) -> int:
    """Run the named measurements, or all; the exit status tells whether every promise held."""
    kept = True
    wanted = [name for name in names if not name.isdecimal()] or list(MEASUREMENTS)
    numbers = [int(name) for name in names if name.isdecimal()]
    for name in wanted:
        module = import_module(f"benchmarks.{name}")
        print(f"\n== {(module.__doc__ or name).splitlines()[0]}", flush=True)
        kept = bool(module.main(*numbers)) and kept
    print("\nEvery promise held." if kept else "\nA promise was broken: see above.")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
