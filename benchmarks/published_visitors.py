"""Readers of the public page, so many a second until a line comes: `python -m benchmarks.published_visitors PORT RATE`.

Each keeps its connection open and asks again when its time comes. Prints how many a second it was.
"""

import sys
import threading
import time
from http.client import HTTPConnection

from benchmarks.published import HEADERS

READERS = 10


def main(port: int, rate: int) -> None:
    """Read until somebody writes a line."""
    ended, counts = threading.Event(), [0] * READERS
    threads = [
        threading.Thread(target=_read, args=(port, rate / READERS, number, counts, ended)) for number in range(READERS)
    ]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    sys.stdin.readline()
    ended.set()
    for thread in threads:
        thread.join()
    print(round(sum(counts) / (time.monotonic() - began)))


def _read(port: int, rate: float, number: int, counts: list[int], ended: threading.Event) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    due = time.monotonic() + number / READERS / rate
    while not ended.wait(max(0.0, due - time.monotonic())):
        connection.request("GET", "/", headers=HEADERS)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"the page answered {answer.status}")
        counts[number] += 1
        due += 1 / rate
    connection.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
