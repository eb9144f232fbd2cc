"""Puts the moment, the log-in and the actor on every request."""

from collections.abc import Callable
from typing import cast
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ingang.foundation.identity.requests import HouseRequest
from ingang.foundation.identity.sessions import actor_of, log_in_of
from ingang.kernel.actor import Origin


class ActorMiddleware:
    """Finds who makes the request. Pages with an actor are never kept by a browser or a proxy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, plain_request: HttpRequest) -> HttpResponse:
        request = cast(HouseRequest, plain_request)
        request.now = timezone.now()
        request.log_in = log_in_of(request=request, now=request.now)
        request.actor = actor_of(log_in=request.log_in, origin=origin_of(request)) if request.log_in else None
        response = self.get_response(request)
        if request.log_in is not None:
            response["Cache-Control"] = "no-store"
        return response


def origin_of(request: HttpRequest) -> Origin:
    """From where the request comes, under a request id of our own."""
    return Origin(request_id=uuid4().hex, address=request.META.get("REMOTE_ADDR", ""), way="page")
