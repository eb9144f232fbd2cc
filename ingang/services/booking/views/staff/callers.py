"""Booking for one who telephones: who she is, a time, what to tell her, booked."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.errors import IngangError
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.access import BOOKERS, find_caller, open_caller
from ingang.services.booking.actions.callers import confirm_for_caller, extend_for_caller, hold_for_caller
from ingang.services.booking.actions.holding import let_go as let_hold_go
from ingang.services.booking.errors import (
    AlreadyOccupied,
    AppointmentChanged,
    CallerUnknown,
    HoldUnknown,
    ReasonNeeded,
    TimeAlreadyTaken,
    TimeNotOffered,
    TooManyExtensions,
    UnitHasClosed,
)
from ingang.services.booking.forms_staff.callers import CallerForm, CallersBookingForm, uuid_in
from ingang.services.booking.models import KIND
from ingang.services.booking.queries.callers import InHand, hold_of_unit, in_hand
from ingang.services.booking.queries.own import receipt_of
from ingang.services.booking.views.addresses import asked
from ingang.services.booking.views.staff.parts import sentence, staff_tabs
from ingang.services.booking.views.staff.picking import times_page
from ingang.services.booking.words import changing_sentences, moving_rows, offered_rows
from ingang.ui.values import SummaryRow

LOST = (AlreadyOccupied, AppointmentChanged, TimeAlreadyTaken, TimeNotOffered, UnitHasClosed)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(KIND,), roles=BOOKERS)
def find(request: StaffRequest) -> HttpResponse:
    start = {"slot": uuid_in(asked(request, "tid"))}
    written = request.POST if request.method == "POST" else None
    form = CallerForm(written, initial=start, today=local_date(request.now))
    asks_why = False
    if form.is_valid():
        number, reason = form.cleaned_data["number"], form.cleaned_data["reason"]
        try:
            grant = find_caller(actor=request.actor, number=number, reason=reason, now=request.now)
            return _onwards(request, grant, form.cleaned_data["slot"])
        except CallerUnknown as error:
            asks_why = True
            form.add_error("number", sentence(error))
    shown = {"form": form, "asks_why": asks_why, "tabs": staff_tabs(request, "caller")}
    return render(request, "booking/staff/caller.html", shown, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(KIND,), roles=BOOKERS)
def times(request: StaffRequest, person: UUID) -> HttpResponse:
    grant = open_caller(actor=request.actor, person=person, now=request.now)
    slot = uuid_in(request.POST.get("tid", ""))
    if request.method == "POST" and slot:
        return _onwards(request, grant, slot)
    return times_page(request, grant=grant)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(KIND,), roles=BOOKERS)
def check(request: StaffRequest, hold: UUID) -> HttpResponse:
    try:
        grant = _callers_grant(request, hold)
    except HoldUnknown:
        return redirect("booking:booked", appointment=receipt_of(grant=request.grant, hold=hold))
    form = CallersBookingForm(request.POST if request.method == "POST" else None)
    try:
        if form.is_valid():
            booked = confirm_for_caller(grant=grant, hold=hold, said=form.said(), now=request.now)
            return redirect(f"{reverse('booking:booked', kwargs={'appointment': booked.id})}?klart=1")
    except ReasonNeeded as error:
        form.add_error("why", sentence(error))
    except LOST as error:
        return times_page(request, grant=grant, problem=sentence(error))
    return _check_page(request, grant, hold, form)


@require_POST
@staff(kinds=(KIND,), roles=BOOKERS)
def extend(request: StaffRequest, hold: UUID) -> HttpResponse:
    grant = _callers_grant(request, hold)
    try:
        extend_for_caller(grant=grant, hold=hold, now=request.now)
    except TooManyExtensions as error:
        return redirect(f"{reverse('booking:caller_check', kwargs={'hold': hold})}?besked={error.code}")
    except LOST as error:
        return times_page(request, grant=grant, problem=sentence(error))
    return redirect("booking:caller_check", hold=hold)


@require_POST
@staff(kinds=(KIND,), roles=BOOKERS)
def let_go(request: StaffRequest, hold: UUID) -> HttpResponse:
    grant = _callers_grant(request, hold)
    left = let_hold_go(grant=grant, hold=hold, now=request.now)
    if left.moves:
        return redirect("booking:move_booked", appointment=left.moves)
    return redirect("booking:caller_times", person=left.person)


def _callers_grant(request: StaffRequest, hold: UUID) -> Grant:
    held = hold_of_unit(grant=request.grant, hold=hold)
    return open_caller(actor=request.actor, person=held.person, now=request.now)


def _onwards(request: StaffRequest, grant: Grant, slot: UUID | None) -> HttpResponse:
    """To the free times, or with a time chosen already straight to what to tell her."""
    if slot is None:
        return redirect("booking:caller_times", person=grant.person)
    try:
        hold = hold_for_caller(grant=grant, unit=request.actor.unit, slot=slot, now=request.now)
    except LOST as error:
        return times_page(request, grant=grant, problem=sentence(error))
    return redirect("booking:caller_check", hold=hold.id)


def _check_page(request: StaffRequest, grant: Grant, hold: UUID, form: CallersBookingForm) -> HttpResponse:
    try:
        held = in_hand(grant=grant, hold=hold, now=request.now)
    except LOST as error:
        return times_page(request, grant=grant, problem=sentence(error))
    if not form.is_bound:
        form.initial = {"hidden_from_guardian": held.offered.unit.is_sensitive}
    shown = {
        "form": form,
        "held": held,
        "rows": _rows(request, held),
        "changing": changing_sentences(
            kind=held.offered.time_type, starts_at=held.offered.slot.starts_at, now=request.now
        ),
        "against": _sentence_or_none(held.against),
        "extend_address": reverse("booking:caller_extend", kwargs={"hold": hold}),
        "why_back": sentence(TooManyExtensions()) if asked(request, "besked") == TooManyExtensions.code else "",
        "now": request.now,
    }
    return render(request, "booking/staff/caller_check.html", shown, status=400 if form.errors else 200)


def _rows(request: StaffRequest, held: InHand) -> list[SummaryRow]:
    if held.moves:
        return moving_rows(earlier=held.moves, offered=held.offered, now=request.now)
    return offered_rows(offered=held.offered, now=request.now)


def _sentence_or_none(error: IngangError | None) -> str:
    return sentence(error) if error else ""
