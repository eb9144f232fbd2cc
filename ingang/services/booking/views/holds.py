"""Checking the answers while the time is held, and booking it or moving to it."""

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
    NotEntitled,
    TimeAlreadyTaken,
    TimeNotOffered,
    TooManyExtensions,
    TooManyOfAKind,
)
from ingang.services.booking.models import KIND, Hold
from ingang.services.booking.queries.own import HeldTime, held_time, receipt_of, remembered_hold
from ingang.services.booking.views.addresses import MESSAGE, asked, back_to_calendar, choice_in, with_query
from ingang.services.booking.views.free_times import no_room, not_for_her
from ingang.services.booking.views.moving import NOT_NOW, refused
from ingang.services.booking.words import changing_sentences, moving_rows, offered_rows

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
    except (*LOST, *NOT_NOW, NotEntitled) as error:
        return _lost(request, hold, error)
    except TooManyOfAKind as error:
        return no_room(request, error)
    return render(request, "booking/check.html", _answers(request, held))


@require_POST
@residents(kinds=(KIND,))
def extend(request: ResidentRequest, hold: UUID) -> HttpResponse:
    kept = choice_in(request, unit="").kept
    address = with_query(reverse("booking:check", kwargs={"hold": hold}), kept)
    try:
        extend_hold(grant=request.grant, hold=hold, now=request.now)
    except (*LOST, *NOT_NOW, NotEntitled) as error:
        return _lost(request, hold, error)
    except TooManyExtensions:
        return redirect(f"{address}{'&' if kept else '?'}{MESSAGE}={TooManyExtensions.code}")
    return redirect(address)


@require_POST
@residents(kinds=(KIND,))
def let_go(request: ResidentRequest, hold: UUID) -> HttpResponse:
    left = let_hold_go(grant=request.grant, hold=hold, now=request.now)
    return _to_calendar(request, left)


def _already_booked(request: ResidentRequest, hold: UUID) -> HttpResponse:
    return redirect("booking:receipt", appointment=receipt_of(grant=request.grant, hold=hold))


def _lost(request: ResidentRequest, hold: UUID, error: BookingError) -> HttpResponse:
    held = remembered_hold(grant=request.grant, hold=hold)
    if held.moves and not isinstance(error, LOST):
        return refused(request, held.moves, error)
    if isinstance(error, NotEntitled):
        return not_for_her(request, held.unit, error)
    return _to_calendar(request, held, error)


def _to_calendar(request: ResidentRequest, held: Hold, error: BookingError | None = None) -> HttpResponse:
    choice = choice_in(request, unit=held.unit, moves=held.moves)
    return back_to_calendar(choice=choice, slot=held.slot, error=error)


def _answers(request: ResidentRequest, held: HeldTime) -> dict[str, object]:
    offered = held.offered
    kept = choice_in(request, unit="").kept
    is_used_up = asked(request, MESSAGE) == TooManyExtensions.code
    return {
        "held": held,
        "why": gettext(TooManyExtensions.sentence) if is_used_up else "",
        "now": request.now,
        "rows": moving_rows(earlier=held.moves, offered=offered, now=request.now)
        if held.moves
        else offered_rows(offered=offered, reason=held.hold.reason, now=request.now),
        "changing": changing_sentences(kind=offered.time_type, starts_at=offered.slot.starts_at, now=request.now),
        "extend_address": with_query(reverse("booking:extend", kwargs={"hold": held.hold.id}), kept),
        "let_go_address": with_query(reverse("booking:let_go", kwargs={"hold": held.hold.id}), kept),
    }
