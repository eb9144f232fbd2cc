"""The host of the site for the young: its start page stands at the root there, and nothing else but that site does."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

ROOTS = {"/": "/ung/", "/en/": "/en/ung/"}
STAYS = ("/ung/", "/en/ung/", "/synpunkt/", "/en/synpunkt/", "/static/", "/ui/", "/media/")
FILES = frozenset({"/robots.txt", "/sidkarta.xml", "/en/robots.txt", "/en/sidkarta.xml"})


class YouthHostMiddleware:
    """On the youth host `/` is the site for the young. What belongs to the main site, log-in above all, leads there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.YOUTH_HOST and request.get_host().lower() == settings.YOUTH_HOST:
            path = request.path_info
            if path not in ROOTS and path not in FILES and not path.startswith(STAYS):
                return HttpResponseRedirect(_main_site(request) + request.get_full_path())
            request.path_info = ROOTS.get(path, path)
        return self.get_response(request)


def _main_site(request: HttpRequest) -> str:
    port = settings.YOUTH_HOST.partition(":")[2]
    return settings.PAGES_ORIGIN or f"{request.scheme}://{settings.ALLOWED_HOSTS[0]}{':' + port if port else ''}"
