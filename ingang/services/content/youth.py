"""The site for the young: its own host where the installation has one, its own look, and nobody's name."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from ingang.services.content.rules import SWEDISH, YOUTH


def origin_of_site(*, request: HttpRequest, site: str) -> str:
    """What stands before the address of a text: the youth host for its own texts, nothing on the main site."""
    return f"{request.scheme}://{settings.YOUTH_HOST}" if site == YOUTH and settings.YOUTH_HOST else ""


def sites_shown(*, request: HttpRequest) -> tuple[str, ...]:
    """The sites of which the map at this host tells: where the young have a host of their own, each its own."""
    if not settings.YOUTH_HOST:
        return ("", YOUTH)
    return (YOUTH,) if request.get_host().lower() == settings.YOUTH_HOST else ("",)


def youth_start(*, request: HttpRequest) -> str:
    """The one address of the start page of the site for the young, in the reader's language."""
    origin = origin_of_site(request=request, site=YOUTH)
    if not origin:
        return reverse("content:youth")
    return f"{origin}/" if get_language() == SWEDISH else f"{origin}/en/"


def public_youth_addresses(*, addresses: list[str]) -> list[str]:
    """The addresses as the youth host has them, for pages that are made ahead; none where there is no such host."""
    host = settings.YOUTH_HOST
    return [f"//{host}{one}" for one in ("/", "/en/", *addresses)] if host else []
