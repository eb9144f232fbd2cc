"""Finding a unit that offers times."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.people.queries import person
from ingang.services.booking.access import units_for_her
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
    hers = units_for_her(grant=request.grant, units=[unit.hsa_id for unit in found], now=request.now)
    bookable = [unit for unit in found if unit.hsa_id in hers]
    # A unit's name and phone number are open to everybody, also where its e-services are not (corrections 1.12).
    by_phone = [unit for unit in found if unit.hsa_id not in hers] if words else []
    shown = {
        "units": bookable[:UNITS_SHOWN],
        "count": len(bookable),
        "by_phone": by_phone[:UNITS_SHOWN],
        "words": words,
        "are_more": len(bookable) > UNITS_SHOWN,
    }
    return render(request, "booking/units.html", shown)
