"""Puts the moment, the log-in and the actor on every request."""

from collections.abc import Callable
from typing import Any, cast
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ingang.foundation.identity.actions import touch
from ingang.foundation.identity.requests import HouseRequest
from ingang.foundation.identity.rules import client_address
from ingang.foundation.identity.sessions import actor_of, log_in_of
from ingang.kernel.actor import Origin

View = Callable[..., Any]


class ActorMiddleware:
    """Finds who makes the request. No browser or proxy keeps a page of a session, nor where a redirect led."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, plain_request: HttpRequest) -> HttpResponse:
        request = cast(HouseRequest, plain_request)
        request.now = timezone.now()
        request.origin = origin_of(request)
        request.log_in = log_in_of(request=request, now=request.now)
        request.actor = None
        if request.log_in is not None:
            request.actor = actor_of(log_in=request.log_in, origin=request.origin, now=request.now)
        response = self.get_response(request)
        if request.log_in is not None or not request.session.is_empty() or response.has_header("Location"):
            response["Cache-Control"] = "no-store"
        return response

    def process_view(self, plain_request: HttpRequest, view: View, _args: object, _kwargs: object) -> None:
        """Every page is a sign of life, except those that a browser asks for by itself (see `asks_by_itself`)."""
        request = cast(HouseRequest, plain_request)
        if request.log_in is not None and not getattr(view, "asks_by_itself", False):
            touch(log_in=request.log_in, now=request.now)


def asks_by_itself(view: View) -> View:
    """Mark a view that scripts ask without anybody touching the page: it must not extend the log-in (7, flows 2)."""
    view.asks_by_itself = True  # type: ignore[attr-defined]
    return view


def origin_of(request: HttpRequest, *, way: str = "page") -> Origin:
    """From where and by which way the request comes, under the request id that its log lines have too."""
    return Origin(
        request_id=getattr(request, "request_id", "") or uuid4().hex,
        address=client_address(
            connected=request.META.get("REMOTE_ADDR", ""),
            forwarded=request.META.get("HTTP_X_FORWARDED_FOR", ""),
            proxies=settings.PROXIES,
        ),
        way=way,
    )
