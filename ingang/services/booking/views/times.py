"""A person's booked times: the list, one time, its receipt, and cancelling it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.kernel.errors import Conflict
from ingang.services.booking.actions.booking import cancel_appointment
from ingang.services.booking.errors import AppointmentChanged, CancellingNotOffered, TooLateToCancel
from ingang.services.booking.models import KIND
from ingang.services.booking.queries.own import BookedTime, booked_time, coming_times, past_times
from ingang.services.booking.queries.summonses import waiting_summonses
from ingang.services.booking.queries.waiting import is_line_open, own_offers
from ingang.services.booking.words import booked_rows, changing_sentences


@require_safe
@residents(kinds=(KIND,))
def start(request: ResidentRequest) -> HttpResponse:
    shown = {
        "coming": coming_times(grant=request.grant, now=request.now),
        "offers": own_offers(grant=request.grant, now=request.now),
        "summonses": waiting_summonses(grant=request.grant, now=request.now),
        "past": past_times(grant=request.grant, now=request.now),
        "now": request.now,
    }
    return render(request, "booking/start.html", shown)


@require_safe
@residents(kinds=(KIND,))
def appointment(request: ResidentRequest, appointment: UUID) -> HttpResponse:
    booked = booked_time(grant=request.grant, appointment=appointment, now=request.now)
    return render(request, "booking/appointment.html", _shown(request, booked))


@require_safe
@residents(kinds=(KIND,))
def receipt(request: ResidentRequest, appointment: UUID) -> HttpResponse:
    booked = booked_time(grant=request.grant, appointment=appointment, now=request.now)
    return render(request, "booking/receipt.html", _shown(request, booked))


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(KIND,))
def cancel(request: ResidentRequest, appointment: UUID) -> HttpResponse:
    try:
        if request.method == "POST":
            cancel_appointment(grant=request.grant, appointment=appointment, now=request.now)
            return redirect("booking:appointment", appointment=appointment)
        booked = booked_time(grant=request.grant, appointment=appointment, now=request.now)
    except (AppointmentChanged, CancellingNotOffered, TooLateToCancel) as error:
        booked = booked_time(grant=request.grant, appointment=appointment, now=request.now)
        refused = {**_shown(request, booked), "refusal": gettext(error.sentence)}
        return render(request, "booking/cancel.html", refused, status=409 if isinstance(error, Conflict) else 403)
    return render(request, "booking/cancel.html", _shown(request, booked))


def _shown(request: ResidentRequest, booked: BookedTime) -> dict[str, object]:
    starts_at = booked.appointment.starts_at
    return {
        "booked": booked,
        "can_wait": booked.can_be_moved and is_line_open(region=booked.unit.region, now=request.now),
        "now": request.now,
        "rows": booked_rows(booked=booked, now=request.now),
        "changing": changing_sentences(kind=booked.time_type, starts_at=starts_at, now=request.now),
    }
