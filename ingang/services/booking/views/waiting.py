"""The resident's side of the line: standing in it, leaving it, and answering an offer."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.services.booking.actions.offers import accept_offer
from ingang.services.booking.actions.offers import decline_offer as say_no
from ingang.services.booking.actions.waiting import join_line
from ingang.services.booking.actions.waiting import leave_line as leave
from ingang.services.booking.errors import BookingError, NotEntitled, OfferUnknown
from ingang.services.booking.forms import WaitForm
from ingang.services.booking.models import KIND
from ingang.services.booking.queries.waiting import line_for_her, own_offer
from ingang.services.booking.views.free_times import not_for_her
from ingang.services.booking.views.staff.parts import sentence
from ingang.services.booking.words import changing_sentences, moving_rows, offered_rows


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(KIND,))
def wait(request: ResidentRequest, unit: str, time_type: UUID) -> HttpResponse:
    try:
        line = line_for_her(grant=request.grant, unit=unit, time_type=time_type, now=request.now)
    except NotEntitled as error:
        return not_for_her(request, unit, error)
    if not line.can_join:
        return redirect("booking:calendar", unit=line.unit.hsa_id)
    form = WaitForm(request.POST if request.method == "POST" else None, initial=WaitForm.beginnings(line.wish))
    if request.method == "POST" and form.is_valid():
        join_line(grant=request.grant, unit=unit, time_type=time_type, suits=form.suits, now=request.now)
        return redirect("booking:wait", unit=line.unit.hsa_id, time_type=time_type)
    shown = {"form": form, "line": line, "now": request.now}
    return render(request, "booking/wait.html", shown, status=400 if form.errors else 200)


@require_POST
@residents(kinds=(KIND,))
def leave_line(request: ResidentRequest, unit: str, time_type: UUID) -> HttpResponse:
    leave(grant=request.grant, unit=unit, time_type=time_type, now=request.now)
    return redirect("booking:start")


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(KIND,))
def offer(request: ResidentRequest, offer: UUID) -> HttpResponse:
    if request.method != "POST":
        return _page(request, offer)
    try:
        booked = accept_offer(grant=request.grant, offer=offer, now=request.now)
    except OfferUnknown:
        raise
    except BookingError as error:
        return _page(request, offer, sentence(error))
    return redirect("booking:receipt", appointment=booked.id)


@require_POST
@residents(kinds=(KIND,))
def decline(request: ResidentRequest, offer: UUID) -> HttpResponse:
    say_no(grant=request.grant, offer=offer, now=request.now)
    return redirect("booking:offer", offer=offer)


def _page(request: ResidentRequest, offer: UUID, problem: str = "") -> HttpResponse:
    own = own_offer(grant=request.grant, offer=offer)
    offered = own.offered
    rows = (
        moving_rows(earlier=own.booked, offered=offered, now=request.now)
        if own.booked
        else offered_rows(offered=offered, now=request.now)
    )
    shown = {
        "own": own,
        "rows": rows,
        "changing": changing_sentences(kind=offered.time_type, starts_at=offered.slot.starts_at, now=request.now),
        "is_waiting": own.offer.answer == "waiting" and not problem,
        "problem": problem,
        "now": request.now,
    }
    return render(request, "booking/offer.html", shown, status=409 if problem else 200)
