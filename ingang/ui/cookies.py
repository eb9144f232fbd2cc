"""The cookies that keep a reader's choices of look and language; they say nothing of who she is."""

from django.http import HttpRequest, HttpResponseBase

A_YEAR = 365 * 24 * 60 * 60


def remember(*, request: HttpRequest, response: HttpResponseBase, name: str, choice: str) -> None:
    """Keep the choice in this browser for a year, out of reach of scripts."""
    response.set_cookie(name, choice, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
