"""The roadmap, Agenda 1177 and news for the profession, as everybody reads them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.published.keeping import keep_finished
from ingang.foundation.regions.rules import region as region_named
from ingang.kernel.identifiers.errors import UnknownRegion
from ingang.services.roadmap import queries
from ingang.services.roadmap.errors import Missing
from ingang.services.roadmap.municipality_pages import municipalities_page
from ingang.services.roadmap.pages import (
    initiative_page,
    linked,
    matrix_page,
    region_page,
    sections,
    start_page,
    wanted_of,
)
from ingang.services.roadmap.texts import blocks
from ingang.services.roadmap.words import is_swedish, said


@keep_finished(seconds=60, query=("tjanst", "mal", "fas", "region"))
@public
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    shown = start_page(wanted=wanted_of(request.GET), now=timezone.now())
    return render(request, "roadmap/start.html", shown)


@keep_finished(seconds=60)
@public
@require_safe
def initiative(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    shown = initiative_page(row=queries.initiative(slug=slug), now=now)
    return render(request, "roadmap/initiative.html", {**shown, "now": now})


@keep_finished(seconds=60)
@public
@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    return render(request, "roadmap/matrix.html", matrix_page(now=timezone.now()))


@keep_finished(seconds=60, query=("tjanst",))
@public
@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    try:
        one = region_named(code)
    except UnknownRegion:
        raise Missing() from None
    shown = region_page(region=one, service=request.GET.get("tjanst", ""), now=timezone.now())
    return render(request, "roadmap/region.html", shown)


@keep_finished(seconds=60, query=("initiativ",))
@public
@require_safe
def municipalities(request: HttpRequest, code: str) -> HttpResponse:
    try:
        one = region_named(code)
    except UnknownRegion:
        raise Missing() from None
    shown = municipalities_page(region=one, slug=request.GET.get("initiativ", ""), now=timezone.now())
    return render(request, "roadmap/municipalities.html", shown)


@keep_finished(seconds=60)
@public
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    now, rows = timezone.now(), queries.meetings()
    shown = {
        "tabs": sections("roadmap:meetings"),
        "coming": [row for row in reversed(rows) if row.ends_at > now],
        "past": [row for row in rows if row.ends_at <= now],
        "now": now,
    }
    return render(request, "roadmap/meetings.html", shown)


@keep_finished(seconds=60)
@public
@require_safe
def meeting(request: HttpRequest, id: UUID) -> HttpResponse:
    row = queries.meeting(id=id)
    shown = {
        "row": row,
        "topics": said(row, "topics").splitlines(),
        "notes": blocks(said(row, "notes")),
        "links": linked(row.initiatives, queries.titles(), swedish=is_swedish()),
        "now": timezone.now(),
    }
    return render(request, "roadmap/meeting.html", shown)


@keep_finished(seconds=60)
@public
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    shown = {"tabs": sections("roadmap:news"), "rows": queries.news(), "now": timezone.now()}
    return render(request, "roadmap/news.html", shown)


@keep_finished(seconds=60)
@public
@require_safe
def news_item(request: HttpRequest, slug: str) -> HttpResponse:
    row = queries.news_item(slug=slug)
    shown = {
        "row": row,
        "text": blocks(said(row, "text")),
        "links": linked(row.initiatives, queries.titles(), swedish=is_swedish()),
        "now": timezone.now(),
    }
    return render(request, "roadmap/news_item.html", shown)
