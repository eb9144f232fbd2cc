"""The public page."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.published.keeping import keep_finished
from ingang.foundation.systems.queries import told_lately
from ingang.foundation.systems.rules import Part
from ingang.services.status.feed import status_feed
from ingang.services.status.pages import status_page
from ingang.services.status.queries import Status, check_part, status, system_names

CACHE, FEED, SECONDS = "status", "status-feed", 60
FRESH = timedelta(seconds=SECONDS)
"""What everybody may know is the same for everybody, and is found out once a minute in each process."""


@keep_finished(seconds=60)
@public
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    found, now = _found(timezone.now()), timezone.now()
    return render(request, "status/start.html", status_page(found=found, now=now))


def _found(now: datetime) -> Status:
    """As it was within the last minute; as it was last found out, where the database does not answer."""
    kept: Status | None = cache.get(CACHE)
    if kept and now - kept.at < FRESH:
        return kept
    try:
        found = status(now=now)
    except Error:
        if kept is None:
            raise
        return kept
    cache.set(CACHE, found, timeout=None)
    return found


@public
@require_safe
def part(request: HttpRequest, part: str) -> HttpResponse:
    """For the worker, which asks each part as a browser would."""
    if part not in set(Part):
        raise Http404
    check_part(part=part)
    return HttpResponse(content_type="text/plain")


@public
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    text: str | None = cache.get(f"{FEED}-{get_language()}")
    if text is None:
        names, here = system_names(), request.build_absolute_uri(reverse("status:start"))
        text = status_feed(rows=told_lately(now=timezone.now()), names=names, page=here, now=timezone.now())
        cache.set(f"{FEED}-{get_language()}", text, SECONDS)
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
