"""Confirmed bookings per second: 64 residents at a time over HTTP, beside pgbench with the same statements.

10,000 free times, each held by a logged-in resident of its own, who confirms it. The pages are served by granian under
production's settings; PostgreSQL is durable; server, database and browsers share the machine. What a confirmation asks
the database is written down by the database itself, and pgbench sends the very same: log-in, grant, audit and outbox
included. Promise: at most 2.6 times slower than pgbench, and at least 300 bookings a second.
`python -m benchmarks bookings 3000 1280 3` makes fewer times, shorter turns and fewer rounds of it.
"""

import json
import os
import statistics
import sys
import tempfile
from functools import partial
from pathlib import Path

import psycopg

from benchmarks.crowd import Answers, crowd, request
from benchmarks.limit import Script, limit, prepare
from benchmarks.recording import record, write_down
from benchmarks.serving import THREADS, WORKERS, durable_cluster, log_of, program, served
from tests.postgres import Cluster

TIMES, TURN, ROUNDS = 10_000, 2_560, 5
CLIENTS, WARM = 64, 200
MOST_SLOWER, LEAST = 2.6, 300
BOOKED = 302


def main(times: int = TIMES, turn: int = TURN, rounds: int = ROUNDS) -> bool:
    """Measure in turns, print the table, and give back whether the promise held."""
    with durable_cluster() as server, tempfile.TemporaryDirectory(prefix="ingang-bench-") as name:
        folder = Path(name)
        requests = _prepare(server, folder, times)
        script = _recorded(server, folder, requests[:turn], requests[-WARM:])
        print(f"  one confirmation is {script.statements} statements; {os.cpu_count()} cores for everything")
        print(f"  granian with {WORKERS} processes of {THREADS} threads; {CLIENTS} clients; {turn} bookings a turn")
        found = [_round(server, folder, requests[:turn], requests[-WARM:], script) for _ in range(rounds)]
    return _report(found)


def _prepare(server: Cluster, folder: Path, times: int) -> list[bytes]:
    """The database that every turn begins with a copy of, and each resident's request."""
    address = server.migrated("held")
    lines = program(address, folder, "-m", "benchmarks.residents", "held", str(times)).splitlines()
    server.sql("VACUUM ANALYZE", database="held")
    asked = [json.loads(line) for line in lines]
    return [request(one["path"], session=one["session"], form_token=one["form_token"]) for one in asked]


def _recorded(server: Cluster, folder: Path, requests: list[bytes], warming: list[bytes]) -> Script:
    """One turn's confirmations, written down one by one, and the database in which pgbench repeats them."""
    address = server.migrated("recording", template="held")
    write_down(server, database="recording")
    with served(address, folder, workers=1, threads=1) as port:
        crowd(port=port, requests=warming, browsers=1)
        sending = [partial(crowd, port=port, requests=[one], browsers=1) for one in requests]
        found = record(server, database="recording", log=log_of(server), requests=sending)
    server.migrated("recorded", template="held")
    return prepare(server, database="recorded", conversations=found)


def _round(
    server: Cluster, folder: Path, requests: list[bytes], warming: list[bytes], script: Script
) -> tuple[float, float]:
    """Bookings per second over HTTP, and by pgbench; each on a fresh copy."""
    answers = _over_http(server, folder, requests, warming)
    server.migrated("replay", template="recorded")
    fastest = limit(server, database="replay", script=script, clients=CLIENTS, folder=folder)
    print(f"  {answers.rate:>8.0f}/s over HTTP, {answers.in_words}; pgbench {fastest:.0f}/s", flush=True)
    return answers.rate, fastest


def _over_http(server: Cluster, folder: Path, requests: list[bytes], warming: list[bytes]) -> Answers:
    address = server.migrated("pages", template="held")
    with served(address, folder) as port:
        crowd(port=port, requests=warming, browsers=CLIENTS)
        answers = crowd(port=port, requests=requests, browsers=CLIENTS)
    with psycopg.connect(f"host={server.folder} dbname=pages user=postgres") as owner:
        (booked,) = owner.execute("SELECT count(*) FROM booking_claim WHERE released_at IS NULL").fetchone() or (0,)
    if answers.statuses != {BOOKED: len(requests)} or booked != len(requests) + WARM:
        raise RuntimeError(f"not every confirmation was booked: {answers.statuses}, {booked} claims")
    return answers


def _report(rounds: list[tuple[float, float]]) -> bool:
    pages, fastest = (statistics.median(column) for column in zip(*rounds, strict=True))
    slower = statistics.median(limit / rate for rate, limit in rounds)
    print(f"  median {pages:.0f} bookings/s (promise {LEAST}), pgbench {fastest:.0f}/s")
    print(f"  {slower:.2f} times slower than pgbench (promise: at most {MOST_SLOWER})")
    return slower <= MOST_SLOWER and pages >= LEAST


if __name__ == "__main__":
    sys.exit(0 if main(*map(int, sys.argv[1:])) else 1)
