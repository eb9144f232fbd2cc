"""A kind of request beside its limit: over HTTP, and by pgbench with the very same statements, in turns."""

import json
import os
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.crowd import Answers, crowd
from benchmarks.limit import Script, limit, prepare
from benchmarks.recording import record, write_down
from benchmarks.serving import THREADS, WORKERS, log_of, program, served
from tests.postgres import Cluster

CLIENTS, WARM = 64, 200
PAGES = "pages"
"""The database that the pages of a turn are served from."""


def written(
    server: Cluster, folder: Path, *, kind: str, count: int, module: str = "benchmarks.residents"
) -> list[dict[str, str]]:
    """Make the database of this name, which every turn begins with a copy of; gives what each browser holds."""
    address = server.migrated(kind)
    for command in (["compile_messages"], ["collectstatic", "--no-input", "-v0"]):
        program(address, folder, "manage.py", *command)
    lines = program(address, folder, "-m", module, kind, str(count)).splitlines()
    server.sql("VACUUM ANALYZE", database=kind)
    return [json.loads(line) for line in lines]


ALONE = {"INGANG_PUBLISHED_LOOK_SECONDS": "0"}
"""While requests are recorded the process asks nothing by itself, which would count as a request's own statement."""


@dataclass(frozen=True, kw_only=True)
class Contest:
    """Requests of one kind, each of a resident of its own, and the answer that each of them gets.

    `check` looks afterwards at the database that the pages of a turn were served from.
    """

    server: Cluster
    folder: Path
    template: str
    requests: list[bytes]
    warming: list[bytes]
    status: int
    check: Callable[[], None] = lambda: None

    def rounds(self, count: int) -> list[tuple[float, float]]:
        """Requests per second over HTTP and by pgbench, in turns, each on a fresh copy."""
        script = self._recorded()
        print(f"  one request is {script.statements} statements; {os.cpu_count()} cores for everything")
        served_by = f"granian with {WORKERS} processes of {THREADS} threads"
        print(f"  {served_by}; {CLIENTS} clients, {len(self.requests)} a turn")
        return [self._round(script) for _ in range(count)]

    def _recorded(self) -> Script:
        """Each request's statements, written down one by one, and the database in which pgbench repeats them."""
        address = self.server.migrated("recording", template=self.template)
        write_down(self.server, database="recording")
        with served(address, self.folder, workers=1, threads=1, more=ALONE) as port:
            crowd(port=port, requests=self.warming, browsers=1)
            sending = [partial(crowd, port=port, requests=[one], browsers=1) for one in self.requests]
            found = record(self.server, database="recording", log=log_of(self.server), requests=sending)
        self.server.migrated("recorded", template=self.template)
        return prepare(self.server, database="recorded", conversations=found)

    def _round(self, script: Script) -> tuple[float, float]:
        answers = self._over_http()
        self.server.migrated("replay", template="recorded")
        fastest = limit(self.server, database="replay", script=script, clients=CLIENTS, folder=self.folder)
        print(f"  {answers.rate:>8.0f}/s over HTTP, {answers.in_words}; pgbench {fastest:.0f}/s", flush=True)
        return answers.rate, fastest

    def _over_http(self) -> Answers:
        address = self.server.migrated(PAGES, template=self.template)
        with served(address, self.folder) as port:
            crowd(port=port, requests=self.warming, browsers=CLIENTS)
            answers = crowd(port=port, requests=self.requests, browsers=CLIENTS)
        if answers.statuses != {self.status: len(self.requests)}:
            raise RuntimeError(f"not every request got its answer: {answers.statuses}")
        self.check()
        return answers


def verdict(rounds: list[tuple[float, float]], *, most_slower: float, least: float = 0) -> bool:
    """Print the medians beside what is promised, and tell whether it is kept."""
    pages, fastest = (statistics.median(column) for column in zip(*rounds, strict=True))
    slower = statistics.median(limit / rate for rate, limit in rounds)
    print(f"  median {pages:.0f}/s (promise {least:.0f}), pgbench {fastest:.0f}/s")
    print(f"  {slower:.2f} times slower than pgbench (promise: at most {most_slower})")
    return slower <= most_slower and pages >= least
