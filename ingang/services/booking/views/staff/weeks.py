"""The unit's week: everybody's or one performer's."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import staff
from ingang.foundation.care_units.queries import care_unit
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.periods import local_date
from ingang.services.booking.access import can_book_for_others
from ingang.services.booking.forms import date_in_address
from ingang.services.booking.models import KIND
from ingang.services.booking.queries.day import performers_between, week_of_unit
from ingang.services.booking.rules.weeks import monday_of
from ingang.services.booking.views.addresses import asked
from ingang.services.booking.views.staff.parts import day_address, staff_tabs, week_address

ONE_WEEK = timedelta(days=7)


@require_safe
@staff(kinds=(KIND,))
def week(request: StaffRequest) -> HttpResponse:
    today, performer = local_date(request.now), asked(request, "hos")
    monday = monday_of(date_in_address(asked(request, "vecka")) or today)
    days = week_of_unit(grant=request.grant, monday=monday, performer=performer, now=request.now)
    shown = {
        "unit": care_unit(hsa_id=request.grant.unit),
        "number": monday.isocalendar().week,
        "monday": monday,
        "days": [(day, day_address(on=day, performer=performer), lines) for day, lines in days],
        "today": today,
        "before": week_address(on=monday - ONE_WEEK, performer=performer),
        "this_week": week_address(on=today, performer=performer),
        "after": week_address(on=monday + ONE_WEEK, performer=performer),
        "day": day_address(on=today if monday_of(today) == monday else monday, performer=performer),
        "performer": performer,
        "performers": performers_between(unit=request.grant.unit, first=monday, until=monday + ONE_WEEK),
        "may_book": can_book_for_others(actor=request.actor),
        "tabs": staff_tabs(request, "week"),
        "now": request.now,
    }
    return render(request, "booking/staff/week.html", shown)
