"""`make bench`: every measurement, one after the other. `python -m benchmarks page_weight` runs one."""

import sys
from importlib import import_module

MEASUREMENTS = ("page_weight", "start", "hot_time", "audit_sealing")


def main(names: list[str]) -> int:
    """Run the named measurements, or all; the exit status tells whether every promise held."""
    kept = True
    for name in names or MEASUREMENTS:
        module = import_module(f"benchmarks.{name}")
        print(f"\n== {(module.__doc__ or name).splitlines()[0]}", flush=True)
        kept = bool(module.main()) and kept
    print("\nEvery promise held." if kept else "\nA promise was broken: see above.")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
