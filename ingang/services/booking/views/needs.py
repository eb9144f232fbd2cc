"""A resident tells a unit that she has a need, where the unit lets her (corrections 3.7)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import residents
from ingang.foundation.entitlement.actions.noting import say_own_need
from ingang.foundation.entitlement.needs import NEEDS
from ingang.foundation.entitlement.part import STANDING
from ingang.foundation.entitlement.standing import tellable_needs
from ingang.foundation.identity.requests import ResidentRequest
from ingang.services.booking.access import units_for_her
from ingang.services.booking.errors import TimeNotOffered
from ingang.services.booking.queries.offer import open_unit


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(STANDING,), own_only=True)
def say_need(request: ResidentRequest, unit: str, need: str) -> HttpResponse:
    place = open_unit(unit=unit, now=request.now)
    is_tellable = need in tellable_needs(grant=request.grant, unit=place.hsa_id)
    if not is_tellable or not units_for_her(grant=request.grant, units=[place.hsa_id], now=request.now):
        raise TimeNotOffered()
    if request.method == "POST":
        say_own_need(grant=request.grant, unit=place.hsa_id, need=need, now=request.now)
        return redirect("booking:calendar", unit=place.hsa_id)
    return render(request, "booking/say_need.html", {"unit": place, "sentence": gettext(NEEDS[need].sentence)})
