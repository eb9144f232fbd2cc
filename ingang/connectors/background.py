"""One event loop on a thread of its own, for calls to many outside systems at once.

Pages are synchronous and streams are not; both ask here and get futures, so a slow system holds no page's thread.
"""

import asyncio
import ssl
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from functools import cache
from typing import Any, TypeVar

import aiohttp

from ingang.connectors.http import Tls

T = TypeVar("T")

MOST_CONNECTIONS = 200
MOST_PER_SYSTEM = 20

Work = Callable[[aiohttp.ClientSession], Coroutine[Any, Any, T]]


class Background:
    """The loop, its thread, and the one session of connections that all calls share. Begins at the first call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._http: aiohttp.ClientSession | None = None

    def run(self, work: Work[T]) -> "Future[T]":
        """Begin the work, which gets the session; the future tells how it ended."""
        return asyncio.run_coroutine_threadsafe(self._with_session(work), self._running())

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="background", daemon=True).start()
        return self._loop

    async def _with_session(self, work: Work[T]) -> T:
        if self._http is None:
            self._http = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=MOST_CONNECTIONS, limit_per_host=MOST_PER_SYSTEM),
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
            )
        return await work(self._http)


@cache
def tls_context(tls: Tls) -> ssl.SSLContext:
    """Our certificate and whom we trust; read once, since connections are kept by it."""
    context = ssl.create_default_context(cafile=str(tls.ca_bundle) if tls.ca_bundle else None)
    if tls.client_certificate is not None:
        context.load_cert_chain(tls.client_certificate, tls.client_key)
    return context


BACKGROUND = Background()
"""The process's own."""
