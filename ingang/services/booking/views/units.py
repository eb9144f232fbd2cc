"""Finding a unit that offers times."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.people.queries import person
from ingang.services.booking.models import KIND
from ingang.services.booking.queries.offer import find_units
from ingang.services.booking.views.addresses import asked

UNITS_SHOWN = 50


@require_safe
@residents(kinds=(KIND,))
def units(request: ResidentRequest) -> HttpResponse:
    words = asked(request, "sok")
    subject = person(id=request.grant.person)
    found = find_units(words=words, near=subject.municipality if subject else "", now=request.now)
    shown = {
        "units": found[:UNITS_SHOWN],
        "count": len(found),
        "words": words,
        "are_more": len(found) > UNITS_SHOWN,
    }
    return render(request, "booking/units.html", shown)
