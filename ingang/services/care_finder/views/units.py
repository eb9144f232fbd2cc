"""A unit's page, as everybody sees it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.identity.requests import HouseRequest
from ingang.foundation.published.keeping import keep_finished
from ingang.services.care_finder.queries.contact import contact
from ingang.services.care_finder.views.contact_card import card_values


@keep_finished(seconds=60)
@public
@require_safe
def unit(request: HouseRequest, unit: str) -> HttpResponse:
    found = contact(unit=unit, now=request.now)
    if found.has_closed_down:
        return render(request, "care_finder/closed.html", {"contact": found, "unit": found.unit}, status=410)
    return render(request, "care_finder/unit.html", card_values(found=found, actor=request.actor, now=request.now))
