"""Choosing a free time at a unit, and taking it in hand: to book it, or to move a booked time to it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.identity.requests import ResidentRequest
from ingang.services.booking.access import KindsForHer, check_entitled, kinds_for_her, units_for_her
from ingang.services.booking.actions.holding import hold_time
from ingang.services.booking.errors import (
    AlreadyOccupied,
    NotEntitled,
    ReasonMissing,
    ReasonTooLong,
    TimeAlreadyTaken,
    TimeNotOffered,
    TooManyOfAKind,
    UnitHasClosed,
)
from ingang.services.booking.forms import ReasonForm
from ingang.services.booking.models import KIND
from ingang.services.booking.queries.offer import OfferedTime, offered_time, offered_unit
from ingang.services.booking.queries.room import check_has_room
from ingang.services.booking.views.addresses import back_to_calendar, choice_in, with_query
from ingang.services.booking.views.free_times import free_times_page, no_room, not_for_her, refused_kinds
from ingang.services.booking.words import changing_sentences, offered_rows

LOST = (TimeAlreadyTaken, TimeNotOffered, AlreadyOccupied)


@require_safe
@residents(kinds=(KIND,))
def week(request: ResidentRequest, unit: str) -> HttpResponse:
    try:
        offered = offered_unit(unit=unit, now=request.now)
    except UnitHasClosed as error:
        return not_for_her(request, unit, error, status=409)
    offer = kinds_for_her(grant=request.grant, kinds=offered.kinds, now=request.now)
    if not offer.kinds:
        return _nothing_for_her(request, offered.unit, offer)
    choice = choice_in(request, unit=offered.unit.hsa_id)
    return free_times_page(request, choice=choice, place=offered.unit, offer=offer)


def _nothing_for_her(request: ResidentRequest, unit: CareUnit, offer: KindsForHer) -> HttpResponse:
    """Why nothing can be booked here; outside the unit's service areas the address leads nowhere (corrections 1.12)."""
    if not units_for_her(grant=request.grant, units=[unit.hsa_id], now=request.now):
        raise TimeNotOffered()
    return render(
        request, "booking/no_kinds.html", {"unit": unit, "refused": refused_kinds(request, unit.hsa_id, offer)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(KIND,))
def time(request: ResidentRequest, unit: str, slot: UUID) -> HttpResponse:
    if request.method == "POST":
        return _hold(request, unit, slot)
    offered = offered_time(unit=unit, slot=slot, now=request.now)
    try:
        check_entitled(grant=request.grant, offered=offered, now=request.now)
        check_has_room(grant=request.grant, offered=offered, now=request.now)
    except NotEntitled as error:
        return not_for_her(request, unit, error)
    except AlreadyOccupied as error:
        return back_to_calendar(choice=choice_in(request, unit=unit), slot=slot, error=error)
    except TooManyOfAKind as error:
        return no_room(request, error, status=200)
    return _time_page(request, offered, ReasonForm(rule=offered.time_type.reason_rule))


def _time_page(request: ResidentRequest, offered: OfferedTime, form: ReasonForm) -> HttpResponse:
    starts_at = offered.slot.starts_at
    shown = {
        "rows": offered_rows(offered=offered, now=request.now),
        "form": form,
        "asks_reason": bool(offered.time_type.reason_rule),
        "changing": changing_sentences(kind=offered.time_type, starts_at=starts_at, now=request.now),
        "back": choice_in(request, unit=offered.unit.hsa_id).week_of(starts_at),
    }
    return render(request, "booking/time.html", shown, status=400 if form.errors else 200)


def _hold(request: ResidentRequest, unit: str, slot: UUID) -> HttpResponse:
    choice, reason = choice_in(request, unit=unit), request.POST.get("reason", "")
    try:
        hold = hold_time(grant=request.grant, unit=unit, slot=slot, reason=reason, now=request.now)
    except (ReasonMissing, ReasonTooLong):
        offered = offered_time(unit=unit, slot=slot, now=request.now)
        return _time_page(request, offered, ReasonForm(request.POST, rule=offered.time_type.reason_rule))
    except LOST as error:
        return back_to_calendar(choice=choice, slot=slot, error=error)
    except NotEntitled as error:
        return not_for_her(request, unit, error)
    except TooManyOfAKind as error:
        return no_room(request, error)
    return redirect(with_query(reverse("booking:check", kwargs={"hold": hold.id}), choice.kept))
