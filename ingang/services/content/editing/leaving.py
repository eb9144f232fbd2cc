"""Where Wagtail would have its own pages for logging in and out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def to_log_in(request: HttpRequest) -> HttpResponse:
    """To choosing in which assignment one works: whoever comes here is logged in already."""
    return redirect("log_in:choose_assignment")


def to_log_out(request: HttpRequest) -> HttpResponse:
    """To the staff's desk, where one logs out."""
    return redirect("staff_desk:start")
