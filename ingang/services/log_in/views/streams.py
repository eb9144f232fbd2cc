"""A stream that tells an open page that its log-in has ended, wherever it was ended: another tab or device."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from http import HTTPStatus
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.identity.middleware import asks_by_itself
from ingang.foundation.identity.sessions import log_in_is_open
from ingang.services.log_in.views.parts import house
from ingang.ui.streams import event, event_stream, for_the_pages

LOOKS_EVERY = 2.0
BEATS_EVERY = 12
"""After how many looks without news a heartbeat keeps proxies from closing the stream: every 24 seconds."""


@public
@require_safe
@asks_by_itself
def session(plain: HttpRequest) -> HttpResponseBase:
    """Say `ended` once, when the log-in of this browser has ended. Listening does not extend it."""
    request = house(plain)
    if request.log_in is None:
        return for_the_pages(HttpResponse(status=HTTPStatus.UNAUTHORIZED))
    return event_stream(until_ended(is_open=sync_to_async(_looker(request.log_in.id)), pause=LOOKS_EVERY))


async def until_ended(*, is_open: Callable[[], Awaitable[bool]], pause: float) -> AsyncIterator[bytes]:
    """Heartbeats for as long as the log-in is open, and one event when it is not."""
    looks = 0
    yield b": listening\n\n"
    while await is_open():
        looks += 1
        if looks % BEATS_EVERY == 0:
            yield b": still here\n\n"
        await asyncio.sleep(pause)
    yield event("ended")


def _looker(log_in: UUID) -> Callable[[], bool]:
    def look() -> bool:
        try:
            return log_in_is_open(id=log_in, now=timezone.now())
        finally:
            # A stream lives long and must not hold a connection between its looks.
            connections.close_all()

    return look
