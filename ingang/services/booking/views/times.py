"""A person's booked times: the list, one time, its receipt, and cancelling it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.people.queries import needs_of
from ingang.foundation.regions.links import link
from ingang.kernel.actor import Resident
from ingang.kernel.errors import Conflict
from ingang.kernel.periods import local_date
from ingang.services.booking.actions.booking import cancel_appointment
from ingang.services.booking.errors import AppointmentChanged, CancellingNotOffered, TooLateToCancel
from ingang.services.booking.models import KIND
from ingang.services.booking.queries.own import BookedTime, all_coming, booked_time, past_times
from ingang.services.booking.queries.silent_units import silent_units
from ingang.services.booking.queries.summonses import waiting_summonses
from ingang.services.booking.queries.waiting import is_line_open, own_offers
from ingang.services.booking.time_cards import time_card
from ingang.services.booking.words import booked_rows, changing_sentences, needs_row


@require_safe
@residents(kinds=(KIND,))
def start(request: ResidentRequest) -> HttpResponse:
    coming = all_coming(grant=request.grant, now=request.now)
    needs = needs_of(grant=request.grant)
    shown = {
        "coming": [
            time_card(booked=one, needs=needs, change_url=_needs_url(request), now=request.now) for one in coming.times
        ],
        "unreadable": coming.unreadable,
        "offers": own_offers(grant=request.grant, now=request.now),
        "summonses": waiting_summonses(grant=request.grant, now=request.now),
        "silent": silent_units(grant=request.grant, now=request.now),
        "now": request.now,
    }
    return render(request, "booking/start.html", shown)


@require_safe
@residents(kinds=(KIND,))
def past(request: ResidentRequest) -> HttpResponse:
    found = past_times(grant=request.grant, now=request.now, page=request.GET.get("sida", "1"))
    return render(request, "booking/past.html", {"page": found, "now": request.now})


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


def _needs_url(request: ResidentRequest) -> str:
    """Where she changes what she needs; nobody changes it for another."""
    if not isinstance(request.actor, Resident):
        return ""
    return link("my_settings", "needs", region="", on=local_date(request.now)) or ""


def _shown(request: ResidentRequest, booked: BookedTime) -> dict[str, object]:
    starts_at = booked.appointment.starts_at
    return {
        "booked": booked,
        "can_wait": booked.can_be_moved and is_line_open(region=booked.unit.region, now=request.now),
        "now": request.now,
        "rows": [
            *booked_rows(booked=booked, now=request.now),
            *needs_row(needs=needs_of(grant=request.grant), change_url=_needs_url(request)),
        ],
        "changing": changing_sentences(kind=booked.time_type, starts_at=starts_at, now=request.now),
    }
