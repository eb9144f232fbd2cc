"""Finding care, as a list and on a map. No log-in, and nothing is kept of what was looked for."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.care_units.coordinates import to_position
from ingang.foundation.care_units.kinds import kind_title
from ingang.foundation.care_units.words import state_in_words, ways_in_words
from ingang.foundation.identity.requests import HouseRequest
from ingang.foundation.published.keeping import keep_finished
from ingang.foundation.regions.links import address
from ingang.foundation.regions.rules import municipalities
from ingang.foundation.regions.shapes import middle_of
from ingang.foundation.search.unit_words import found_sentence, understood, unknown_words
from ingang.kernel.actor import Resident
from ingang.services.care_finder.finding import Answer, FoundPlace, ShownPlace, find_care, with_details
from ingang.services.care_finder.map_drawing import box_at, box_shown, drawn, municipality_near, units_here
from ingang.services.care_finder.views.searching import MAP, Search, search_of


@keep_finished(seconds=60, query=None)
@public
@require_safe
def start(request: HouseRequest) -> HttpResponse:
    search = search_of(request)
    near = municipality_near(search.box) if search.box else ""
    first = None if search.view == MAP else search.shown
    answer = find_care(criteria=search.criteria, near=near, first=first, now=request.now)
    return render(request, "care_finder/start.html", _values(search, answer, request))


@public
@require_safe
def places(request: HouseRequest) -> HttpResponse:
    rows = [(one.name, *position_of(one.code)) for one in municipalities()]
    return JsonResponse({"places": rows}, headers={"Cache-Control": "public, max-age=86400"})


def position_of(municipality: str, /) -> tuple[float, float]:
    """Latitude and longitude of a point well inside the municipality, to about a hundred metres."""
    north, east = middle_of(municipality=municipality)
    at = to_position(north=north, east=east)
    return round(at.latitude, 3), round(at.longitude, 3)


def _first(search: Search, request: HouseRequest) -> dict[str, str | None] | None:
    """What somebody in need sees before she has asked for anything: what is acute, her own units, and what is open."""
    if search.is_asked or search.view:
        return None
    criteria = search.criteria
    is_resident = isinstance(request.actor, Resident)
    return {
        "acute": replace(search, criteria=replace(criteria, kind="akutmottagning")).address(),
        "urgent": replace(search, criteria=replace(criteria, kind="narakut", open_now=True)).address(),
        "open_now": replace(search, criteria=replace(criteria, kind="vardcentral", open_now=True)).address(),
        "mine": address("my_clinics:start") if is_resident else None,
    }


def _values(search: Search, answer: Answer, request: HouseRequest) -> dict[str, Any]:
    on_map = search.view == MAP
    shown = _on_map(search, answer) if on_map else answer.places
    cards = [card_of(one, request, search) for one in with_details(places=shown, now=request.now)]
    return {
        "search": search,
        "found": answer.found,
        "words": f"{search.criteria.words} {search.criteria.where}".strip(),
        "understood": understood(*answer.found.reading.terms),
        "unknown": unknown_words(found=answer.found),
        "as_meant": search.saying(answer.found.reading.corrected),
        "is_elsewhere": answer.is_elsewhere,
        "heading": found_sentence(found=answer.found, count=answer.count),
        "first": _first(search, request),
        "is_found": bool(answer.places),
        "cards": cards,
        "chosen": next((card for card in cards if card["is_chosen"]), None) if on_map else None,
        "more": "" if on_map or answer.count <= search.shown else search.showing_more(),
        "map": drawn(search=search, places=answer.places) if on_map else None,
    }


def _on_map(search: Search, answer: Answer) -> list[FoundPlace]:
    """The units that are listed beside the map, the chosen one first."""
    places = answer.places
    if search.only_here:
        places = units_here(places=places, box=box_shown(search=search, places=places))
    return sorted(places, key=lambda one: one.unit.hsa_id != search.chosen)


def card_of(one: ShownPlace, request: HouseRequest, search: Search) -> dict[str, Any]:
    """A unit in the list: what helps to choose, and never who runs it."""
    unit, page = one.found.unit, one.found.page
    ways = {way for each in one.listed.public_offers for way in each.offer.ways}
    signs = [
        gettext("No booked time needed") if one.takes_drop_in else "",
        gettext("Takes new patients to list") if page.takes_listings else "",
        gettext("Step-free") if page.is_step_free else "",
        ways_in_words(ways=sorted(ways - {"visit"})),
    ]
    return {
        "unit": unit,
        "page": page,
        "kind": kind_title(unit.kind),
        "opening": state_in_words(state=one.state, now=request.now),
        "is_open": one.state.is_open,
        "signs": [sign for sign in signs if sign],
        "why": one.found.why,
        "url": reverse("care_finder:unit", kwargs={"unit": unit.hsa_id}),
        "is_chosen": unit.hsa_id == search.chosen,
        "on_map": replace(search, view=MAP, chosen=unit.hsa_id, box=box_at(page)).address(at="karta"),
    }
