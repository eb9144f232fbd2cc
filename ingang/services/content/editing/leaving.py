"""Where Wagtail would have its own pages for logging in and out, and for files that come many at a time."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect


def to_log_in(request: HttpRequest) -> HttpResponse:
    """To choosing in which assignment one works: whoever comes here is logged in already."""
    return redirect("log_in:choose_assignment")


def to_log_out(request: HttpRequest) -> HttpResponse:
    """To the staff's desk, where one logs out."""
    return redirect("staff_desk:start")


def one_at_a_time(request: HttpRequest, to: str) -> HttpResponse:
    """To the form in which a file comes with whose it is and why we may show it."""
    return redirect(to)


def to_nothing(request: HttpRequest) -> HttpResponse:
    """There is no such page here."""
    raise Http404
