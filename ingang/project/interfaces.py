"""Interfaces for programs have no browser on the other side: no session, language, form token or page of an error."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import resolve

FOR_PROGRAMS = ("/fhir/", "/api/engagemang/", "/api/katalog/", "/api/v1/content/", "/shl/")


class InterfaceMiddleware:
    """Sends interfaces straight to their view, past what stands after it in the settings.

    Their views answer every address below them, and put every foreseen error into their own words.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(FOR_PROGRAMS):
            return self.get_response(request)
        match = request.resolver_match = resolve(request.path_info)
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return response
