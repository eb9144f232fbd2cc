"""The inbox and the overview, beside pgbench with the statements of the same pages.

1,000 logged-in residents with twelve messages and two coming times each read the page, 64 at a time over HTTP; else as
for the bookings. Promise: the inbox at most 6 times, the overview at most 12 times slower than pgbench.
`python -m benchmarks pages 400 320 2` makes fewer residents, shorter turns and fewer rounds of it.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.beside import WARM, Contest, verdict, written
from benchmarks.crowd import request
from benchmarks.serving import durable_cluster

RESIDENTS, TURN, ROUNDS = 1_000, 640, 5
MOST_SLOWER = {"/min/inkorg/": 6.0, "/min/": 12.0}
SHOWN = 200


def main(residents: int = RESIDENTS, turn: int = TURN, rounds: int = ROUNDS) -> bool:
    """Measure each page in turns, and give back whether both promises held."""
    kept = True
    with durable_cluster() as server, tempfile.TemporaryDirectory(prefix="ingang-bench-") as name:
        browsers = written(server, Path(name), kind="readers", count=residents)
        for path, most_slower in MOST_SLOWER.items():
            print(f"  {path}")
            requests = [request(path, session=one["session"]) for one in browsers]
            contest = Contest(
                server=server,
                folder=Path(name),
                template="readers",
                requests=requests[:turn],
                warming=requests[-WARM:],
                status=SHOWN,
            )
            kept = verdict(contest.rounds(rounds), most_slower=most_slower) and kept
    return kept


if __name__ == "__main__":
    sys.exit(0 if main(*map(int, sys.argv[1:])) else 1)
