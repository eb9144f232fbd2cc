"""The cookies that keep a reader's choices of look and language; they say nothing of who she is."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

A_YEAR = 365 * 24 * 60 * 60


def remember(*, request: HttpRequest, response: HttpResponseBase, name: str, choice: str) -> None:
    """Keep the choice in this browser for a year, out of reach of scripts."""
    response.set_cookie(name, choice, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)


def next_address(*, request: HttpRequest) -> str:
    """The page of ours on which the form says that it stands, where the reader goes back to; else the start page."""
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"
