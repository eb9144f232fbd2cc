"""The unit's day, publishing times and withdrawing them."""

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from uuid6 import uuid7

from ingang.foundation.access.doors import staff
from ingang.foundation.care_units.queries import care_unit
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.periods import local_date
from ingang.services.booking.access import PUBLISHER, can_book_for_others, can_publish
from ingang.services.booking.actions.attending import note_attendance
from ingang.services.booking.actions.publishing import publish_times, withdraw_time
from ingang.services.booking.errors import (
    ChangeNightHour,
    TimeNotFree,
    TimesInThePast,
    TimesOverlap,
    TimeTypeUnknown,
    UnreasonableTimes,
)
from ingang.services.booking.forms import PublishForm, date_in_address
from ingang.services.booking.models import KIND, Attendance
from ingang.services.booking.queries.day import day_of_unit, performers_between
from ingang.services.booking.queries.kinds import types_of_unit
from ingang.services.booking.views.addresses import asked
from ingang.services.booking.views.staff.parts import day_address, sentence, staff_tabs, week_address

ONE_DAY = timedelta(days=1)
NOT_PUBLISHED = (ChangeNightHour, TimesInThePast, TimesOverlap, TimeTypeUnknown, UnreasonableTimes)


@require_safe
@staff(kinds=(KIND,))
def desk(request: StaffRequest) -> HttpResponse:
    return _day(request, date_in_address(asked(request, "dag")) or local_date(request.now))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(KIND,), roles=(PUBLISHER,))
def publish(request: StaffRequest) -> HttpResponse:
    kinds = types_of_unit(unit=request.grant.unit)
    if request.method != "POST":
        form = PublishForm(kinds=kinds, initial=_beginnings(request, kinds[0].minutes if kinds else 30))
        return _publish_page(request, form)
    form = PublishForm(request.POST, kinds=kinds)
    if not form.is_valid():
        return _publish_page(request, form)
    try:
        slots = publish_times(grant=request.grant, now=request.now, **form.cleaned_data)
    except NOT_PUBLISHED as error:
        form.add_error(None, sentence(error))
        return _publish_page(request, form)
    return redirect(f"{day_address(on=form.cleaned_data['on'])}&publicerade={len(slots)}")


@require_POST
@staff(kinds=(KIND,), roles=(PUBLISHER,))
def withdraw(request: StaffRequest, slot: UUID) -> HttpResponse:
    on = date_in_address(request.POST.get("dag")) or local_date(request.now)
    try:
        withdraw_time(grant=request.grant, slot=slot, now=request.now)
    except TimeNotFree as error:
        return _day(request, on, problem=sentence(error), status=409)
    return redirect(day_address(on=on))


@require_POST
@staff(kinds=(KIND,))
def attend(request: StaffRequest, appointment: UUID) -> HttpResponse:
    noted = request.POST.get("narvaro", "")
    attendance = Attendance(noted) if noted in Attendance.values else Attendance.UNKNOWN
    row = note_attendance(grant=request.grant, appointment=appointment, attendance=attendance, now=request.now)
    return redirect(day_address(on=local_date(row.starts_at), performer=asked(request, "hos")))


def _day(request: StaffRequest, on: date, *, problem: str = "", status: int = 200) -> HttpResponse:
    performer = asked(request, "hos")
    shown = {
        "unit": care_unit(hsa_id=request.grant.unit),
        "lines": day_of_unit(grant=request.grant, on=on, performer=performer, now=request.now),
        "on": on,
        "is_today": on == local_date(request.now),
        "now": request.now,
        "before": day_address(on=on - ONE_DAY, performer=performer),
        "today": day_address(on=local_date(request.now), performer=performer),
        "after": day_address(on=on + ONE_DAY, performer=performer),
        "week": week_address(on=on, performer=performer),
        "performer": performer,
        "performers": performers_between(unit=request.grant.unit, first=on, until=on + ONE_DAY),
        "may_publish": can_publish(actor=request.actor),
        "may_book": can_book_for_others(actor=request.actor),
        "published": asked(request, "publicerade"),
        "closed": asked(request, "stangd"),
        "problem": problem,
        "tabs": staff_tabs(request, "desk"),
    }
    return render(request, "booking/staff/day.html", shown, status=status)


def _publish_page(request: StaffRequest, form: PublishForm) -> HttpResponse:
    shown = {"form": form, "unit": care_unit(hsa_id=request.grant.unit), "day": reverse("booking:desk")}
    return render(request, "booking/staff/publish.html", shown, status=400 if form.errors else 200)


def _beginnings(request: StaffRequest, minutes: int) -> dict[str, object]:
    on = date_in_address(asked(request, "dag")) or local_date(request.now) + ONE_DAY
    return {"publication": uuid7(), "on": on, "minutes": minutes}
