"""Moving a booked time: choosing another, and taking it in hand."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.services.booking.access import kinds_for_her
from ingang.services.booking.actions.moving import hold_to_move
from ingang.services.booking.errors import (
    AlreadyOccupied,
    AppointmentChanged,
    BookingClosed,
    BookingError,
    MovingNotOffered,
    NotEntitled,
    TimeAlreadyTaken,
    TimeNotOffered,
    TooLateToMove,
)
from ingang.services.booking.models import KIND
from ingang.services.booking.queries.moving import Movable, movable_time, time_to_move_to
from ingang.services.booking.queries.own import booked_time
from ingang.services.booking.views.addresses import back_to_calendar, choice_in, with_query
from ingang.services.booking.views.free_times import free_times_page
from ingang.services.booking.views.staff.parts import sentence
from ingang.services.booking.words import booked_rows, changing_sentences, moving_rows

LOST = (TimeAlreadyTaken, AlreadyOccupied)
NOT_NOW = (AppointmentChanged, BookingClosed, MovingNotOffered, TooLateToMove, TimeNotOffered)


@require_safe
@residents(kinds=(KIND,))
def choose(request: ResidentRequest, appointment: UUID) -> HttpResponse:
    try:
        movable = movable_time(grant=request.grant, appointment=appointment, now=request.now)
    except NOT_NOW as error:
        return refused(request, appointment, error)
    row, kinds = movable.appointment, [movable.time_type]
    offer = kinds_for_her(grant=request.grant, kinds=kinds, now=request.now, moves=row)
    if not offer.kinds:
        return refused(request, appointment, offer.refused[0][1] if offer.refused else MovingNotOffered())
    choice = choice_in(request, unit=movable.unit.hsa_id, moves=appointment)
    return free_times_page(request, choice=choice, place=movable.unit, offer=offer, movable=movable)


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(KIND,))
def time(request: ResidentRequest, appointment: UUID, slot: UUID) -> HttpResponse:
    try:
        movable = movable_time(grant=request.grant, appointment=appointment, now=request.now)
    except NOT_NOW as error:
        return refused(request, appointment, error)
    try:
        return _hold(request, movable, slot) if request.method == "POST" else _question(request, movable, slot)
    except NotEntitled as error:
        return refused(request, appointment, error)


def _hold(request: ResidentRequest, movable: Movable, slot: UUID) -> HttpResponse:
    moves = movable.appointment.id
    choice = choice_in(request, unit=movable.unit.hsa_id, moves=moves)
    try:
        hold = hold_to_move(grant=request.grant, appointment=moves, slot=slot, now=request.now)
    except (*LOST, TimeNotOffered) as error:
        return back_to_calendar(choice=choice, slot=slot, error=error)
    return redirect(with_query(reverse("booking:check", kwargs={"hold": hold.id}), choice.kept))


def _question(request: ResidentRequest, movable: Movable, slot: UUID) -> HttpResponse:
    choice = choice_in(request, unit=movable.unit.hsa_id, moves=movable.appointment.id)
    offered = time_to_move_to(grant=request.grant, movable=movable, slot=slot, now=request.now)
    shown = {
        "rows": moving_rows(earlier=movable.appointment, offered=offered, now=request.now),
        "changing": changing_sentences(kind=movable.time_type, starts_at=offered.slot.starts_at, now=request.now),
        "back": choice.week_of(offered.slot.starts_at),
    }
    return render(request, "booking/move_time.html", shown)


def refused(request: ResidentRequest, appointment: UUID, error: BookingError) -> HttpResponse:
    """The time as it stands, and why it does not move here."""
    booked = booked_time(grant=request.grant, appointment=appointment, now=request.now)
    shown = {
        "booked": booked,
        "refusal": sentence(error),
        "rows": booked_rows(booked=booked, now=request.now),
    }
    return render(
        request, "booking/not_moved.html", shown, status=409 if isinstance(error, AppointmentChanged) else 403
    )
