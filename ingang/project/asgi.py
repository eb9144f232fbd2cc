"""Streams only: the ASGI application of its own small process."""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from django.core.asgi import get_asgi_application

from ingang.project.ready import make_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ingang.project.settings.demo")
_django: Any = get_asgi_application()
make_ready()

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
STREAMS = "/stream/"


async def application(scope: MutableMapping[str, Any], receive: Callable[[], Awaitable[Any]], send: Send) -> None:
    """Serve streams; everything else belongs to the pages' process and does not exist here."""
    if scope["type"] == "http" and scope["path"].startswith(STREAMS):
        await _django(scope, receive, send)
    elif scope["type"] == "http":
        await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})
