"""The journal from 26 systems: 21 answer in 20-2,000 ms, three hang, two refuse; and the pages of others meanwhile.

A reader opens the journal and listens to the stream, one reader after the other. Meanwhile somebody else reads the
inbox in the one process of the pages. Promises: first data from another system within 300 ms; complete within the
slowest permitted answer and 100 ms; p95 of the other's pages at most 1.3 times what it is when nobody opens a journal.
`python -m benchmarks arrivals 4` opens it for fewer readers.
"""

import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.arriving_sources import ANSWERING, HANGING, REFUSING
from benchmarks.beside import PAGES, written
from benchmarks.serving import durable_cluster, free_port, served, streaming
from tests.postgres import ROOT

READERS, OTHERS = 20, 400
PERMITTED = 3
"""Seconds that a system may take here; in production 27."""
FIRST_WITHIN, COMPLETE_WITHIN, MOST_SLOWER = 0.3, PERMITTED + 0.1, 1.3


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Seconds from the click until something from another system was there, and until everything was."""

    first: float
    complete: float


def main(readers: int = READERS) -> bool:
    """Measure, print, and give back whether the promises held."""
    with durable_cluster() as server, tempfile.TemporaryDirectory(prefix="ingang-bench-") as name, _sources() as port:
        folder, limits = Path(name), {"INGANG_JOURNAL_SOURCE_SECONDS": str(PERMITTED)}
        browsers = written(server, folder, kind="journals", count=readers + 2)
        server.sql(_connected(port), database="journals")
        address = server.migrated(PAGES, template="journals")
        with (
            served(address, folder, workers=1, threads=4, more=limits) as pages,
            streaming(address, folder, more=limits) as streams,
        ):
            return _measured([one["session"] for one in browsers], pages, streams)


def _measured(sessions: list[str], pages: int, streams: int) -> bool:
    other, warm, *readers = sessions
    _open(warm, pages, streams)
    idle = _p95(_read_inbox(other, pages, OTHERS))
    openings: list[Opening] = []
    opening = threading.Thread(target=lambda: openings.extend(_open(one, pages, streams) for one in readers))
    opening.start()
    busy = _p95(_read_inbox(other, pages, OTHERS, while_alive=opening))
    opening.join()
    firsts, completes = [one.first for one in openings], [one.complete for one in openings]
    print(f"  {ANSWERING} systems answer, {HANGING} hang, {REFUSING} refuse; {len(readers)} readers, one by one")
    print(f"  first data, seconds: {_middle_and_slowest(firsts)} (promise {FIRST_WITHIN})")
    print(f"  complete, seconds: {_middle_and_slowest(completes)} (promise {COMPLETE_WITHIN:.1f})")
    print(f"  another's inbox, p95: {busy * 1000:.1f} ms, when idle {idle * 1000:.1f} ms (promise {MOST_SLOWER} times)")
    slowest_first, slowest = max(firsts), max(completes)
    return slowest_first <= FIRST_WITHIN and slowest <= COMPLETE_WITHIN and busy <= MOST_SLOWER * idle


def _middle_and_slowest(times: list[float]) -> str:
    return f"median {statistics.median(times):.3f}, slowest {max(times):.3f}"


def _open(session: str, pages: int, streams: int) -> Opening:
    """The page, and then the stream until it says that everything has come."""
    began = time.perf_counter()
    _get(session, pages, "/min/journalen/")
    page = time.perf_counter() - began
    first = 0.0
    lines = []
    connection = HTTPConnection("127.0.0.1", streams, timeout=60)
    connection.request("GET", "/stream/journalen/", headers=_headers(session))
    for line in connection.getresponse():
        if line.startswith(b"data:") and b"Prov " in line and not first:
            first = time.perf_counter() - began
        if line.startswith(b"event:"):
            lines.append((line[7:-1].decode(), round((time.perf_counter() - began) * 1000)))
        if line.startswith(b"event: complete"):
            print(f"page {page * 1000:.0f}", lines[:2], lines[-8:], flush=True)
            return Opening(first=first, complete=time.perf_counter() - began)
    raise ConnectionError("the stream ended before everything had come")


def _read_inbox(session: str, port: int, count: int, while_alive: threading.Thread | None = None) -> list[float]:
    """How long each of so many readings took, ten in a second; no longer than the thread lives."""
    times = []
    for _ in range(count):
        if while_alive is not None and not while_alive.is_alive():
            break
        began = time.perf_counter()
        _get(session, port, "/min/inkorg/")
        times.append(time.perf_counter() - began)
        time.sleep(max(0.0, 0.05 - times[-1]))
    return times


def _get(session: str, port: int, path: str) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=_headers(session))
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise ConnectionError(f"{path} answered {answer.status}")


def _headers(session: str) -> dict[str, str]:
    return {
        "Host": "localhost", "X-Forwarded-Proto": "https", "Accept-Language": "sv",
        "Cookie": f"__Host-ingang_session={session}",
    }  # fmt: skip


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _connected(port: int) -> str:
    """SQL that connects every system."""
    rows = ", ".join(
        f"('SE0000000099-S{number:03}', 'Region {number:02}', 'SE0000000099-G{number:03}', 'fhir',"
        f" 'http://127.0.0.1:{port}/{number}', true)"
        for number in range(ANSWERING + HANGING + REFUSING)
    )
    return f"INSERT INTO journal_connectedsystem (code, name, care_giver, protocol, url, is_on) VALUES {rows}"


@contextmanager
def _sources() -> Iterator[int]:
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.arriving_sources", str(port)], cwd=ROOT)
    try:
        yield port
    finally:
        process.kill()
        process.wait(10)


if __name__ == "__main__":
    sys.exit(0 if main(*map(int, sys.argv[1:])) else 1)
