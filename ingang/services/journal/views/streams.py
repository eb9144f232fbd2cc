"""The journal as it arrives: events for the open page, and a page that grows for readers without scripts."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import as_completed
from threading import BoundedSemaphore

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections
from django.http import HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.middleware import asks_by_itself
from ingang.foundation.identity.requests import ResidentRequest, StaffRequest
from ingang.services.journal.sources import Answer
from ingang.services.journal.views.arrivals import Arrivals
from ingang.services.journal.views.parts import CLINICAL
from ingang.ui.streams import event, event_stream

BEATS_EVERY = 20.0
"""Seconds without an answer after which a heartbeat keeps proxies from closing the stream."""
SAME_MOMENT = 0.005
"""Seconds within which answers are told together: systems that are too late are so at the same moment."""
PARTS_COME_HERE = SafeString("<!-- parts come here -->")

_ROOM = BoundedSemaphore(settings.JOURNAL_GROWING_PAGES)
"""A growing page holds one of the process's threads: so many at once, that others are still served."""


@asks_by_itself
@residents(kinds=(CLINICAL,))
@require_safe
def answers(request: ResidentRequest) -> HttpResponseBase:
    """The list anew each time that a source has answered, and `complete` when all have."""
    arrivals = Arrivals(request)

    def taken(found: Iterable[Answer]) -> str:
        try:
            arrivals.take(found)
            return render_to_string("journal/found.html", arrivals.context(), request=request)
        finally:
            # A stream lives long and must not hold a connection between its answers.
            connections.close_all()

    return event_stream(events(arrivals, taken))


async def events(arrivals: Arrivals, taken: Callable[[Iterable[Answer]], str]) -> AsyncIterator[bytes]:
    yield b": asking\n\n"
    coming = {asyncio.ensure_future(asyncio.wrap_future(one)) for one in arrivals.coming}
    while coming:
        done, _ = await asyncio.wait(coming, timeout=BEATS_EVERY, return_when=asyncio.FIRST_COMPLETED)
        if not done:
            yield b": still here\n\n"
            continue
        await asyncio.sleep(SAME_MOMENT)
        done = {one for one in coming if one.done()}
        coming -= done
        yield event("answers", await sync_to_async(taken)([one.result() for one in done]))
    yield event("complete")


@residents(kinds=(CLINICAL,))
@require_safe
def arriving(request: ResidentRequest) -> HttpResponseBase:
    """For readers without scripts: a page that grows by a part for each source, in the order they answer.

    What is here already comes first.
    """
    back = reverse("journal:start") + (f"?{request.GET.urlencode()}" if request.GET else "")
    whole = render_to_string("journal/arriving.html", {"start_url": back, "here": PARTS_COME_HERE}, request=request)
    return StreamingHttpResponse(growing(whole.partition(PARTS_COME_HERE), lambda: Arrivals(request), request))


def growing(
    whole: tuple[str, str, str], asking: Callable[[], Arrivals], request: ResidentRequest | StaffRequest
) -> Iterator[str]:
    """The page up to its parts, each part as it comes, and the rest; or that there is no room for one more reader."""
    before, _, after = whole
    yield before
    if _ROOM.acquire(blocking=False):
        try:
            yield from _parts(asking(), request)
        finally:
            _ROOM.release()
    else:
        yield render_to_string("journal/no_room.html", request=request)
    yield after


def _parts(arrivals: Arrivals, request: ResidentRequest | StaffRequest) -> Iterator[str]:
    for code in arrivals.here:
        yield _part(arrivals, code, request)
    for one in as_completed(arrivals.coming):
        arrivals.take([one.result()])
        yield _part(arrivals, one.result().code, request)


def _part(arrivals: Arrivals, code: str, request: ResidentRequest | StaffRequest) -> str:
    if not arrivals.tells(code=code):
        return ""
    return render_to_string("journal/part.html", arrivals.part(code=code), request=request)
