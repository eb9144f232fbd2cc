"""Checking the answers while the time is held, and booking it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.services.booking.actions.booking import confirm_hold
from ingang.services.booking.actions.holding import extend_hold
from ingang.services.booking.actions.holding import let_go as let_hold_go
from ingang.services.booking.errors import (
    AlreadyOccupied,
    BookingError,
    HoldUnknown,
    TimeAlreadyTaken,
    TimeNotOffered,
    TooManyExtensions,
    TooManyOfAKind,
)
from ingang.services.booking.models import KIND
from ingang.services.booking.queries.own import HeldTime, held_time, receipt_of, remembered_hold
from ingang.services.booking.rules.changing import last_moment_to_cancel
from ingang.services.booking.views.addresses import MESSAGE, asked, back_to_calendar
from ingang.services.booking.words import cancelling_sentence, time_rows

LOST = (TimeAlreadyTaken, TimeNotOffered, AlreadyOccupied)


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(KIND,))
def check(request: ResidentRequest, hold: UUID) -> HttpResponse:
    try:
        if request.method == "POST":
            booked = confirm_hold(grant=request.grant, hold=hold, now=request.now)
            return redirect("booking:receipt", appointment=booked.id)
        held = held_time(grant=request.grant, hold=hold, now=request.now)
    except HoldUnknown:
        return _already_booked(request, hold)
    except LOST as error:
        return _lost(request, hold, error)
    except TooManyOfAKind as error:
        return render(request, "booking/no_room.html", {"sentence": gettext(error.sentence) % error.values}, status=409)
    return render(request, "booking/check.html", _answers(request, held))


@require_POST
@residents(kinds=(KIND,))
def extend(request: ResidentRequest, hold: UUID) -> HttpResponse:
    try:
        extend_hold(grant=request.grant, hold=hold, now=request.now)
    except LOST as error:
        return _lost(request, hold, error)
    except TooManyExtensions:
        address = reverse("booking:check", kwargs={"hold": hold})
        return redirect(f"{address}?{MESSAGE}={TooManyExtensions.code}")
    return redirect("booking:check", hold=hold)


@require_POST
@residents(kinds=(KIND,))
def let_go(request: ResidentRequest, hold: UUID) -> HttpResponse:
    left = let_hold_go(grant=request.grant, hold=hold, now=request.now)
    return back_to_calendar(unit=left.unit, slot_id=left.slot)


def _already_booked(request: ResidentRequest, hold: UUID) -> HttpResponse:
    return redirect("booking:receipt", appointment=receipt_of(grant=request.grant, hold=hold))


def _lost(request: ResidentRequest, hold: UUID, error: BookingError) -> HttpResponse:
    held = remembered_hold(grant=request.grant, hold=hold)
    return back_to_calendar(unit=held.unit, slot_id=held.slot, error=error)


def _answers(request: ResidentRequest, held: HeldTime) -> dict[str, object]:
    offered = held.offered
    starts_at = offered.slot.starts_at
    last = last_moment_to_cancel(starts_at=starts_at, hours_before=offered.time_type.cancel_until_hours)
    is_used_up = asked(request, MESSAGE) == TooManyExtensions.code
    return {
        "held": held,
        "why": gettext(TooManyExtensions.sentence) if is_used_up else "",
        "now": request.now,
        "rows": time_rows(
            kind=offered.time_type,
            unit=offered.unit,
            starts_at=starts_at,
            place=offered.slot.place,
            performer=offered.slot.performer_name,
            now=request.now,
        ),
        "cancelling": cancelling_sentence(last=last, now=request.now),
    }
