"""The public page."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public
from ingang.services.status.pages import status_page
from ingang.services.status.queries import Status, status

CACHE, SECONDS = "status", 60
"""What everybody may know is the same for everybody, and is found out once a minute in each process."""


@public
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    found: Status | None = cache.get(CACHE)
    if found is None:
        found = status(now=timezone.now())
        cache.set(CACHE, found, SECONDS)
    return render(request, "status/start.html", status_page(found=found, language=get_language() or "sv"))
