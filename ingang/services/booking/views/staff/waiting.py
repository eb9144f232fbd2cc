"""The unit's line for earlier times, for its staff."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.services.booking.models import KIND
from ingang.services.booking.queries.waiting import line_of_unit
from ingang.services.booking.views.staff.parts import staff_tabs


@require_safe
@staff(kinds=(KIND,))
def line(request: StaffRequest) -> HttpResponse:
    waiting, offers = line_of_unit(grant=request.grant, now=request.now)
    shown = {"waiting": waiting, "offers": offers, "tabs": staff_tabs(request, "line"), "now": request.now}
    return render(request, "booking/staff/line.html", shown)
