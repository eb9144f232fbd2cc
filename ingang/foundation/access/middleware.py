"""Turns a foreseen error into a page that says what happened and what to do."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext

from ingang.foundation.access.errors import AccessRefused
from ingang.kernel.errors import Conflict, IngangError, NotFound, Refused, Unavailable
from ingang.kernel.words import marked

WRONG_WAY = marked("This address is reached by a button on another page. Go back and use it there.")
STATUS = ((NotFound, 404), (Refused, 403), (Conflict, 409), (Unavailable, 503))


class RefusalMiddleware:
    """Missing and forbidden look the same from outside, except where the one who is refused may know the ground."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            # No page has such an address, and PostgreSQL refuses to look for it.
            raise BadRequest("the address holds a null byte")
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            shown = {"sentence": gettext(WRONG_WAY), "status": 405}
            response.content = render_to_string("access/refused.html", shown, request)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, IngangError):
            return None
        if isinstance(error, AccessRefused) and error.looks_missing:
            error = NotFound()
        status = next((status for kind, status in STATUS if isinstance(error, kind)), 400)
        sentence = gettext(error.sentence) % error.values if error.values else gettext(error.sentence)
        return render(request, "access/refused.html", {"sentence": sentence, "status": status}, status=status)
