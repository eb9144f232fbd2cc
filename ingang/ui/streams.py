"""Streams of events to a page that is open."""

from collections.abc import AsyncIterator

from django.conf import settings
from django.http import HttpResponseBase, StreamingHttpResponse


def event_stream(events: AsyncIterator[bytes]) -> HttpResponseBase:
    """An answer that goes on for as long as there are events; no proxy keeps them back."""
    response = StreamingHttpResponse(events, content_type="text/event-stream")
    response["X-Accel-Buffering"] = "no"
    return for_the_pages(response)


def for_the_pages(response: HttpResponseBase) -> HttpResponseBase:
    """Let the pages read it where they have another origin than the streams; nobody keeps it."""
    response["Cache-Control"] = "no-store"
    if settings.PAGES_ORIGIN:
        response["Access-Control-Allow-Origin"] = settings.PAGES_ORIGIN
        response["Access-Control-Allow-Credentials"] = "true"
    return response


def event(name: str, data: str = "") -> bytes:
    """One event as it is written (WHATWG HTML, server-sent events)."""
    lines = "".join(f"data: {line}\n" for line in data.splitlines()) or "data:\n"
    return f"event: {name}\n{lines}\n".encode()
