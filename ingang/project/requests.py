"""Every request gets an id of our own: it stands in each log line, in the audit log and on the page of an error."""

import logging
import time
from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from ingang.project.logs import request_in_hand

log = logging.getLogger(__name__)


class RequestMiddleware:
    """Names the request, and logs one line for it: the page's name and never its address, which holds ids."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.monotonic()
        request.request_id = uuid4().hex  # type: ignore[attr-defined]
        token = request_in_hand.set(request.request_id)  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
            fields = {
                "method": request.method if request.method in METHODS else "other",
                "page": request.resolver_match.view_name if request.resolver_match else "",
                "status": response.status_code,
                "milliseconds": round((time.monotonic() - started) * 1000),
            }
            log.info("answered", extra={"fields": fields})
        finally:
            request_in_hand.reset(token)
        return response


METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
