"""Confirmed bookings per second: 64 residents at a time over HTTP, beside pgbench with the same statements.

10,000 free times, each held by a logged-in resident of its own, who confirms it. The pages are served by granian under
production's settings; PostgreSQL is durable; server, database and browsers share the machine. What a confirmation asks
the database is written down by the database itself, and pgbench sends the very same: log-in, grant, audit and outbox
included. Promise: at most 2.6 times slower than pgbench, and at least 300 bookings a second.
`python -m benchmarks bookings 3000 1280 3` makes fewer times, shorter turns and fewer rounds of it.
"""

import sys
import tempfile
from pathlib import Path

import psycopg

from benchmarks.beside import PAGES, WARM, Contest, verdict, written
from benchmarks.crowd import request
from benchmarks.serving import durable_cluster
from tests.postgres import Cluster

TIMES, TURN, ROUNDS = 10_000, 2_560, 9
MOST_SLOWER, LEAST = 2.6, 300
BOOKED = 302


def main(times: int = TIMES, turn: int = TURN, rounds: int = ROUNDS) -> bool:
    """Measure in turns, print the table, and give back whether the promise held."""
    with durable_cluster() as server, tempfile.TemporaryDirectory(prefix="ingang-bench-") as name:
        held = written(server, Path(name), kind="held", count=times)
        requests = [request(one["path"], session=one["session"], form_token=one["form_token"]) for one in held]
        contest = Contest(
            server=server,
            folder=Path(name),
            template="held",
            requests=requests[:turn],
            warming=requests[-WARM:],
            status=BOOKED,
            check=lambda: _check_claims(server, turn + WARM),
        )
        found = contest.rounds(rounds)
    return verdict(found, most_slower=MOST_SLOWER, least=LEAST)


def _check_claims(server: Cluster, expected: int) -> None:
    with psycopg.connect(f"host={server.folder} dbname={PAGES} user=postgres") as owner:
        (booked,) = owner.execute("SELECT count(*) FROM booking_claim WHERE released_at IS NULL").fetchone() or (0,)
    if booked != expected:
        raise RuntimeError(f"{booked} claims for {expected} confirmations")


if __name__ == "__main__":
    sys.exit(0 if main(*map(int, sys.argv[1:])) else 1)
