"""The one page of the search, and what it suggests while somebody writes."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.identity.middleware import asks_by_itself
from ingang.foundation.identity.often import HOUR, is_too_often
from ingang.foundation.identity.requests import HouseRequest
from ingang.foundation.published.keeping import keep_finished
from ingang.foundation.regions.chosen import chosen_region
from ingang.foundation.regions.links import link
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.periods import local_date
from ingang.services.site_search.asked import Asked, asked_of
from ingang.services.site_search.finding import Everything, Group, find_everywhere
from ingang.services.site_search.own import OwnThings, find_own
from ingang.services.site_search.suggesting import KEPT_SECONDS, suggest

PER_PAGE = 20
AN_HOUR = 6000
"""So many suggestions one address may ask for: a large hospital has one. Nobody needs them to search."""


@keep_finished(seconds=300, query=None)
@public
@require_safe
def start(request: HouseRequest) -> HttpResponse:
    region, language = chosen_region(cookies=request.COOKIES), get_language() or "sv"
    asked = asked_of(said=request.GET, region=region, now=request.now)
    everything = find_everywhere(
        text=asked.text, language=language, region=region, now=request.now, kind=asked.kind,
        as_typed=asked.as_typed, narrowed=asked.narrowed,
    )  # fmt: skip
    own = _own(asked, everything, request)
    shown = _values(asked, everything, request) | {"own": own, "region": region}
    return render(request, "site_search/start.html", shown)


@asks_by_itself
@public
@require_safe
def suggestions(request: HouseRequest) -> HttpResponse:
    if is_too_often(what="suggestions", address=request.origin.address, most=AN_HOUR, now=request.now):
        return JsonResponse({"suggestions": []}, status=429, headers={"Retry-After": str(HOUR)})
    found = suggest(
        text=request.GET.get("q", ""), language=get_language() or "sv", region=request.GET.get("region", ""),
        only_care="vard" in request.GET,
    )  # fmt: skip
    kept = f"public, max-age={KEPT_SECONDS}" if found.may_be_kept else "private, no-store"
    return JsonResponse({"suggestions": found.rows}, headers={"Cache-Control": kept})


def _values(asked: Asked, everything: Everything, request: HouseRequest) -> dict[str, Any]:
    chosen = everything.groups[0] if asked.kind and everything.groups else None
    page = Paginator(chosen.rows, PER_PAGE).get_page(request.GET.get("sida")) if chosen else None
    found = {one.kind for one in everything.groups}
    return {
        "asked": asked,
        "text": asked.text,
        "found": everything,
        "groups": [_group(asked, one, page.object_list if page else one.rows) for one in everything.groups],
        "page": page,
        "own_pages": [one for kind, one in asked.narrowed.items() if kind not in found],
        "understood": everything.understood,
        "services": link("overview", "others", region="", on=local_date(request.now)),
    }


def _group(asked: Asked, group: Group, rows: Any) -> dict[str, Any]:
    more = group.are_more and len(rows) < group.count
    return {
        "title": gettext(group.title),
        "rows": rows,
        "is_partial": group.found.is_partial,
        "whole": group.found.whole if group.are_others_behind else 0,
        "more": asked.among(group.kind) if more else "",
        "count": group.count,
        "own_page": asked.narrowed.get(group.kind),
    }


def _own(asked: Asked, everything: Everything, request: HouseRequest) -> OwnThings | None:
    """What is hers who has logged in; as it was typed, or else as it was understood. Not among one public kind."""
    if not asked.text.strip() or asked.kind or not isinstance(request.actor, Resident | Representative):
        return None
    texts = [asked.text, *filter(None, (everything.corrected,))]
    return find_own(texts=texts, actor=request.actor, now=request.now)
