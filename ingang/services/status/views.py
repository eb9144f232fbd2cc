"""The public page."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.systems.queries import told_lately
from ingang.services.status.feed import status_feed
from ingang.services.status.pages import status_page
from ingang.services.status.queries import Status, status, system_names

CACHE, FEED, SECONDS = "status", "status-feed", 60
"""What everybody may know is the same for everybody, and is found out once a minute in each process."""


@public
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    found: Status | None = cache.get(CACHE)
    if found is None:
        found = status(now=timezone.now())
        cache.set(CACHE, found, SECONDS)
    return render(request, "status/start.html", status_page(found=found))


@public
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    text: str | None = cache.get(f"{FEED}-{get_language()}")
    if text is None:
        names, here = system_names(), request.build_absolute_uri(reverse("status:start"))
        text = status_feed(rows=told_lately(now=timezone.now()), names=names, page=here, now=timezone.now())
        cache.set(f"{FEED}-{get_language()}", text, SECONDS)
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
