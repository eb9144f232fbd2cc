"""What programs fetch: the same for everybody, kept by others for five minutes, and asked for again by ETag."""

import json
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import conditional_page, require_safe

from ingang.foundation.access.doors import public
from ingang.services.roadmap import queries
from ingang.services.roadmap.errors import Missing
from ingang.services.roadmap.feeds import LISTS, as_csv, calendar_of, change_feed

FRESH = "public, max-age=300"
KINDS = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
SINCE = datetime(2000, 1, 1, tzinfo=UTC)


@public
@require_safe
@conditional_page
def data(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    if name not in LISTS or kind not in KINDS:
        raise Missing()
    rows = LISTS[name](rows=queries.initiatives(), now=timezone.now())
    if kind == "csv":
        return _answer(as_csv(rows), KINDS[kind])
    return _answer(json.dumps({name: rows}, ensure_ascii=False, indent=1), KINDS[kind])


@public
@require_safe
@conditional_page
def calendar(request: HttpRequest) -> HttpResponse:
    rows, meetings = queries.initiatives(), queries.meetings()
    file = calendar_of(rows=rows, meetings=meetings, name=gettext("Roadmap"))
    return _answer(file, "text/calendar; charset=utf-8")


@public
@require_safe
@conditional_page
def changes(request: HttpRequest) -> HttpResponse:
    def address(slug: str) -> str:
        return request.build_absolute_uri(reverse("roadmap:initiative", kwargs={"slug": slug}))

    page = request.build_absolute_uri(reverse("roadmap:start"))
    rows = queries.changes_since(since=SINCE)
    text = change_feed(rows=rows, address=address, page=page, now=timezone.now())
    return _answer(text, "application/atom+xml; charset=utf-8")


def _answer(body: str | bytes, content_type: str) -> HttpResponse:
    return HttpResponse(body, content_type=content_type, headers={"Cache-Control": FRESH})
