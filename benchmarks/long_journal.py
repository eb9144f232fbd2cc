"""A journal of 10,000 entries on PostgreSQL: its first screen, and searching it; one reader, over HTTP.

Promises: the first screen within 300 ms, a search within 100 ms, by p95. `python -m benchmarks long_journal 1000` has
fewer entries.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.beside import PAGES, written
from benchmarks.crowd import crowd, request
from benchmarks.serving import durable_cluster, served

ENTRIES, TIMES = 10_000, 60
FIRST_SCREEN, SEARCH = 0.3, 0.1
ASKED = {
    "first screen": ("/min/journalen/", FIRST_SCREEN),
    "search, many found": ("/min/journalen/?sok=bes%C3%B6ksanteckning", SEARCH),
    "search, few found": ("/min/journalen/?sok=diagnos+137", SEARCH),
    "search in texts": ("/min/journalen/?sok=blodtryck+sover", SEARCH),
    "search, nothing found": ("/min/journalen/?sok=zebra", SEARCH),
}


def main(entries: int = ENTRIES) -> bool:
    """Measure each, print, and give back whether the promises held."""
    with durable_cluster() as server, tempfile.TemporaryDirectory(prefix="ingang-bench-") as name:
        folder = Path(name)
        module = "benchmarks.long_journal_writer"
        (browser,) = written(server, folder, kind="journals", count=entries, module=module)
        address = server.migrated(PAGES, template="journals")
        with served(address, folder, workers=1) as port:
            return all([_kept(what, port, browser["session"]) for what in ASKED])  # noqa: C419 - all are told


def _kept(what: str, port: int, session: str) -> bool:
    path, limit = ASKED[what]
    asked = request(path, session=session)
    crowd(port=port, requests=[asked] * 3, browsers=1)
    answers = crowd(port=port, requests=[asked] * TIMES, browsers=1)
    if answers.statuses != {200: TIMES}:
        raise RuntimeError(f"not every request got its answer: {answers.statuses}")
    slow = statistics.quantiles(answers.latencies, n=20)[-1]
    print(f"  {what}: median {statistics.median(answers.latencies) * 1000:.0f} ms, p95 {slow * 1000:.0f} ms", end=" ")
    print(f"(promise {limit * 1000:.0f} ms)", flush=True)
    return slow <= limit


if __name__ == "__main__":
    sys.exit(0 if main(*map(int, sys.argv[1:])) else 1)
