"""The one page of the search. The same for everybody, but for where one may look among what is one's own."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.identity.requests import HouseRequest
from ingang.foundation.published.keeping import keep_finished
from ingang.foundation.regions.chosen import chosen_region
from ingang.foundation.regions.links import link
from ingang.foundation.search.swedish import LONGEST_TEXT
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current
from ingang.services.site_search.finding import Everything, Group, find_everywhere
from ingang.ui.values import Link

PER_PAGE = 20
AS_TYPED = "ordagrant"
"""The parameter of a search for exactly what was typed."""


@keep_finished(seconds=300, query=None)
@public
@require_safe
def start(request: HouseRequest) -> HttpResponse:
    text, kind = request.GET.get("q", "").replace("\0", "")[:LONGEST_TEXT], request.GET.get("typ", "")
    region, language = chosen_region(cookies=request.COOKIES), get_language() or "sv"
    everything = find_everywhere(
        text=text, language=language, region=region, now=request.now, kind=kind, as_typed=AS_TYPED in request.GET
    )
    shown = _values(text, everything, request) | {"own": _own(text, request)}
    return render(request, "site_search/start.html", shown)


def _values(text: str, everything: Everything, request: HouseRequest) -> dict[str, Any]:
    chosen = everything.groups[0] if request.GET.get("typ") and everything.groups else None
    page = Paginator(chosen.rows, PER_PAGE).get_page(request.GET.get("sida")) if chosen else None
    return {
        "text": text,
        "found": everything,
        "groups": [_group(text, one, page.object_list if page else one.rows) for one in everything.groups],
        "page": page,
        "everywhere": _address(text) if chosen else "",
        "understood": everything.understood,
        "find_care": link("care_finder", "start", region="", on=local_date(request.now)),
        "services": link("overview", "others", region="", on=local_date(request.now)),
        "as_typed": _address(text, **{AS_TYPED: "1"}),
    }


def _group(text: str, group: Group, rows: Any) -> dict[str, Any]:
    more = group.are_more and len(rows) < group.count
    return {
        "title": gettext(group.title),
        "rows": rows,
        "is_partial": group.found.is_partial,
        "more": _address(text, typ=group.kind) if more else "",
        "count": group.count,
    }


def _own(text: str, request: HouseRequest) -> list[Link]:
    """Where she who has logged in may look among her own: each page opens what it shows by itself, and says so."""
    if not text.strip() or not isinstance(request.actor, Resident | Representative):
        return []
    pages = (one for service in current().services for one in service.menu if one.searched_by)
    return [
        Link(title=gettext(one.title), url=f"{reverse(one.address)}?{urlencode({one.searched_by: text})}")
        for one in pages
    ]


def _address(text: str, **more: str) -> str:
    return f"{reverse('site_search:start')}?{urlencode({'q': text, **more})}"
