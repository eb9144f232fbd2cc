"""Many browsers at once for little work of our own: sockets that stay open, requests that are written beforehand."""

import selectors
import socket
import statistics
import time
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What came back: how many of each status, how long each took, and how long all of them together."""

    statuses: Counter[int]
    latencies: list[float]
    seconds: float

    @property
    def rate(self) -> float:
        """Answers per second."""
        return len(self.latencies) / self.seconds

    @property
    def in_words(self) -> str:
        """Middle and slow answers in milliseconds."""
        hundredths = statistics.quantiles(self.latencies, n=100)
        return f"median {hundredths[49] * 1000:.0f} ms, p99 {hundredths[98] * 1000:.0f} ms"


@dataclass
class _Browser:
    """One connection, and what it waits for."""

    wire: socket.socket
    asked_at: float = 0.0
    got: bytearray = field(default_factory=bytearray)


def request(path: str, *, session: str, form_token: str = "") -> bytes:
    """A request as a browser behind the TLS proxy sends it; with a form's token a POST."""
    lines = [
        f"{'POST' if form_token else 'GET'} {path} HTTP/1.1",
        "Host: localhost",
        "X-Forwarded-Proto: https",
        "Accept: text/html",
        "Accept-Language: sv",
        f"Cookie: __Host-ingang_session={session}",
    ]
    body = f"csrfmiddlewaretoken={form_token}" if form_token else ""
    if form_token:
        lines += [f"Referer: https://localhost{path}", "Content-Type: application/x-www-form-urlencoded"]
        lines += [f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def crowd(*, port: int, requests: Iterable[bytes], browsers: int) -> Answers:
    """Let so many browsers send the requests, each its next one as soon as it has its answer."""
    waiting, statuses, latencies = deque(requests), Counter[int](), list[float]()
    chooser = selectors.DefaultSelector()
    for _ in range(min(browsers, len(waiting))):
        wire = socket.create_connection(("127.0.0.1", port))
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        chooser.register(wire, selectors.EVENT_READ, _Browser(wire))
    started = time.perf_counter()
    for key in list(chooser.get_map().values()):
        _ask(key.data, waiting.popleft())
    while chooser.get_map():
        for key, _ in chooser.select():
            browser: _Browser = key.data
            if (status := _answer(browser)) is None:
                continue
            statuses[status] += 1
            latencies.append(time.perf_counter() - browser.asked_at)
            if waiting:
                _ask(browser, waiting.popleft())
            else:
                chooser.unregister(browser.wire)
                browser.wire.close()
    return Answers(statuses=statuses, latencies=latencies, seconds=time.perf_counter() - started)


def _ask(browser: _Browser, what: bytes) -> None:
    browser.got.clear()
    browser.asked_at = time.perf_counter()
    browser.wire.sendall(what)


def _answer(browser: _Browser) -> int | None:
    """The status once the whole answer is here."""
    piece = browser.wire.recv(1 << 16)
    if not piece:
        raise ConnectionError(f"the server hung up after {bytes(browser.got[:200])!r}")
    browser.got += piece
    end = browser.got.find(b"\r\n\r\n")
    if end < 0 or len(browser.got) < end + 4 + _length(bytes(browser.got[:end]).lower()):
        return None
    return int(browser.got[9:12])


def _length(head: bytes) -> int:
    name = b"content-length:"
    at = head.find(name)
    if at < 0:
        raise ConnectionError(f"an answer without its length: {head!r}")
    return int(head[at + len(name) :].split(b"\r\n", 1)[0])
