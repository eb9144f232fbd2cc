"""One booked time at the unit: who comes and what to know of her; moved, cancelled and hidden by staff."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ingang.foundation.access.doors import staff
from ingang.foundation.access.hiding import hide_from_guardians
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.errors import IngangError
from ingang.kernel.periods import local_date
from ingang.services.booking.access import BOOKERS, can_book_for_others, open_caller
from ingang.services.booking.actions.callers import cancel_for_caller, hold_for_caller
from ingang.services.booking.errors import AppointmentChanged
from ingang.services.booking.forms_staff.callers import uuid_in
from ingang.services.booking.models import KIND, AppointmentStatus
from ingang.services.booking.queries.callers import BookedAtUnit, appointment_at_unit, booked_at_unit
from ingang.services.booking.views.addresses import asked
from ingang.services.booking.views.staff.callers import LOST
from ingang.services.booking.views.staff.parts import sentence
from ingang.services.booking.views.staff.picking import times_page
from ingang.services.booking.words import changing_sentences, staff_rows


@require_safe
@staff(kinds=(KIND,))
def booked(request: StaffRequest, appointment: UUID) -> HttpResponse:
    return _page(request, appointment)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(KIND,), roles=BOOKERS)
def move(request: StaffRequest, appointment: UUID) -> HttpResponse:
    row = appointment_at_unit(grant=request.grant, appointment=appointment)
    grant = open_caller(actor=request.actor, person=row.person, now=request.now)
    slot = uuid_in(request.POST.get("tid", ""))
    if request.method != "POST" or slot is None:
        return times_page(request, grant=grant, moves=row)
    try:
        hold = hold_for_caller(grant=grant, unit=row.unit, slot=slot, moves=row.id, now=request.now)
    except LOST as error:
        return times_page(request, grant=grant, moves=row, problem=sentence(error))
    return redirect("booking:caller_check", hold=hold.id)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(KIND,), roles=BOOKERS)
def cancel(request: StaffRequest, appointment: UUID) -> HttpResponse:
    found = booked_at_unit(grant=request.grant, appointment=appointment, now=request.now)
    if request.method != "POST":
        return render(request, "booking/staff/cancel_booked.html", _shown(request, found))
    grant = open_caller(actor=request.actor, person=found.appointment.person, now=request.now)
    try:
        cancel_for_caller(grant=grant, appointment=appointment, now=request.now)
    except AppointmentChanged as error:
        return _page(request, appointment, problem=error)
    return redirect("booking:booked", appointment=appointment)


@require_POST
@staff(kinds=(KIND,))
def hide(request: StaffRequest, appointment: UUID) -> HttpResponse:
    found = booked_at_unit(grant=request.grant, appointment=appointment, now=request.now)
    hide_from_guardians(grant=request.grant, row=found.appointment, now=request.now)
    return redirect("booking:booked", appointment=appointment)


def _page(request: StaffRequest, appointment: UUID, *, problem: IngangError | None = None) -> HttpResponse:
    found = booked_at_unit(grant=request.grant, appointment=appointment, now=request.now)
    shown = _shown(request, found) | {
        "problem": sentence(problem) if problem else "",
        "is_done": bool(asked(request, "klart")),
    }
    return render(request, "booking/staff/booked.html", shown, status=409 if problem else 200)


def _shown(request: StaffRequest, found: BookedAtUnit) -> dict[str, object]:
    row = found.appointment
    is_coming = row.status == AppointmentStatus.BOOKED and row.starts_at > request.now
    return {
        "found": found,
        "row": row,
        "rows": staff_rows(found=found, now=request.now),
        "changing": changing_sentences(kind=found.time_type, starts_at=row.starts_at, now=request.now),
        "may_change": is_coming and can_book_for_others(actor=request.actor),
        "is_coming": is_coming,
        "day": f"{reverse('booking:desk')}?dag={local_date(row.starts_at).isoformat()}",
        "now": request.now,
    }
