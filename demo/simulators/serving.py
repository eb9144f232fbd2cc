"""Runs applications of aiohttp on given ports: in the foreground, or in a thread beside a test."""

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Self, TypeVar

from aiohttp import web

from demo.simulators.certificates import Pair

_T = TypeVar("_T")
Close = Callable[[], Awaitable[None]]


async def serve(
    *, app: web.Application, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None
) -> tuple[int, Close]:
    """Start one application; gives its port and how to end it. Port 0 lets the system choose."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port, ssl_context=tls)
        await site.start()
    except OSError:
        await runner.cleanup()
        raise
    return int(runner.addresses[0][1]), runner.cleanup


def mutual_tls(*, own: Pair, clients: Path) -> ssl.SSLContext:
    """A server's TLS that demands a client certificate from the given authority."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(clients))
    context.load_cert_chain(own.certificate, own.key)
    context.verify_mode = ssl.CERT_REQUIRED
    return context


class Beside:
    """An event loop in a thread of its own, with whatever servers a test starts on it."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._closes: list[Close] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        for close in reversed(self._closes):
            self.run(_closing(close))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, coroutine: Coroutine[Any, Any, _T]) -> _T:
        """Run on the loop and wait for the result."""
        future: Future[_T] = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        return future.result(timeout=30)

    def web(self, app: web.Application, *, tls: ssl.SSLContext | None = None) -> str:
        """Serve an application on a free port; gives its address."""
        port = self.keep(serve(app=app, tls=tls))
        return f"https://localhost:{port}" if tls else f"http://127.0.0.1:{port}"

    def keep(self, starting: Coroutine[Any, Any, tuple[int, Close]]) -> int:
        """Start any server and remember to end it; gives its port."""
        port, close = self.run(starting)
        self._closes.append(close)
        return port


async def _closing(close: Close) -> None:
    await close()
