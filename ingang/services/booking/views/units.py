"""Finding a unit that offers times, and the unit's own page."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.care_units.queries import opening_hours, opening_states
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.people.queries import person
from ingang.services.booking.finding import found_for_her
from ingang.services.booking.models import KIND
from ingang.services.booking.queries.finding import find_units, the_unit
from ingang.services.booking.queries.offer import has_closed
from ingang.services.booking.views.searching import EARLIEST, search_in
from ingang.services.booking.views.unit_cards import found_sentence, understood, unit_card, unknown_words
from ingang.services.booking.words_units import opening_rows, opening_sentence

ON_A_PAGE = 10


@require_safe
@residents(kinds=(KIND,))
def units(request: ResidentRequest) -> HttpResponse:
    search = search_in(request)
    subject = person(id=request.grant.person)
    near = subject.municipality if subject else ""
    rows, found = find_units(criteria=search.criteria, near=near, now=request.now)
    hers = found_for_her(grant=request.grant, found=rows, now=request.now)
    ordered = hers.earliest_first(now=request.now) if search.order == EARLIEST else hers.units
    page = Paginator(ordered, ON_A_PAGE).get_page(search.page)
    with_times = hers.with_free_times(list(page.object_list), now=request.now)
    shown = {
        "search": search,
        "choices": search.choices(kinds=hers.shown_kinds, near=near),
        "found": found,
        "heading": found_sentence(found=found, count=len(rows)),
        "understood": understood(found=found),
        "as_meant": search.saying(found.reading.corrected),
        "unknown": unknown_words(found=found),
        "page": page,
        "cards": [unit_card(found=one) for one in with_times],
    }
    return render(request, "booking/units.html", shown | {"now": request.now})


@require_safe
@residents(kinds=(KIND,))
def unit(request: ResidentRequest, unit: str) -> HttpResponse:
    row = the_unit(unit=unit, now=request.now)
    hers = found_for_her(grant=request.grant, found=[row], now=request.now)
    name = row.unit.hsa_id
    shown = {
        "card": unit_card(found=hers.with_free_times(hers.units, now=request.now)[0]),
        "is_closed": has_closed(unit=row.unit, now=request.now),
        "opening": opening_sentence(state=opening_states(units=[name], now=request.now)[name], now=request.now),
        "hours": opening_rows(hours=opening_hours(unit=name)),
        "now": request.now,
    }
    return render(request, "booking/unit.html", shown)
