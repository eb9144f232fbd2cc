"""Addresses of the calendar that keep what the reader had chosen."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from ingang.kernel.periods import local_date
from ingang.services.booking.errors import BookingError
from ingang.services.booking.models import Slot
from ingang.services.booking.rules.weeks import monday_of

MESSAGE = "besked"
"""The query parameter that says why the reader is back; the words stand in the calendar's page."""


def calendar_address(*, unit: str, time_type: str = "", week: str = "", message: str = "") -> str:
    """The unit's calendar with the kind of time, the week and a message."""
    chosen = {"typ": time_type, "vecka": week, MESSAGE: message}
    kept = urlencode({name: value for name, value in chosen.items() if value})
    address = reverse("booking:calendar", kwargs={"unit": unit})
    return f"{address}?{kept}" if kept else address


def back_to_calendar(*, unit: str, slot_id: UUID, error: BookingError | None = None) -> HttpResponse:
    """Back to the week of the time that could not be booked, with the same kind of time and a clear text."""
    slot = Slot.objects.filter(unit=unit, id=slot_id).first()
    message = error.code if error else ""
    if slot is None:
        return redirect(calendar_address(unit=unit, message=message))
    week = monday_of(local_date(slot.starts_at)).isoformat()
    return redirect(calendar_address(unit=unit, time_type=str(slot.time_type), week=week, message=message))


def asked(request: HttpRequest, name: str) -> str:
    """A query parameter, without spaces around it; at most eighty characters."""
    return request.GET.get(name, "").strip()[:80]
