"""Finding a unit that offers times."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.people.queries import person
from ingang.foundation.search.unit_words import found_sentence, understood, unknown_words
from ingang.services.booking.finding import found_for_her
from ingang.services.booking.models import KIND
from ingang.services.booking.queries.finding import find_units
from ingang.services.booking.views.searching import EARLIEST, search_in
from ingang.services.booking.views.unit_cards import unit_card

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
        "words": search.criteria.words,
        "choices": search.choices(kinds=hers.shown_kinds, near=near),
        "found": found,
        "heading": found_sentence(found=found, count=len(rows)),
        "understood": understood(*found.reading.terms),
        "as_meant": search.saying(found.reading.corrected),
        "unknown": unknown_words(found=found),
        "page": page,
        "cards": [unit_card(found=one) for one in with_times],
    }
    return render(request, "booking/units.html", shown | {"now": request.now})
