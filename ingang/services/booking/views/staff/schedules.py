"""Schedules: the list, making and changing one, publishing from it after a preview, days of their own, its end."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from uuid6 import uuid7

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.periods import local_date
from ingang.services.booking.access import PUBLISHER
from ingang.services.booking.actions.schedules import (
    change_schedule,
    create_schedule,
    end_schedule,
    except_day,
    publish_schedule,
    take_exception_back,
)
from ingang.services.booking.errors import ChangedByColleague, TimeTypeUnknown, UnreasonableSchedule
from ingang.services.booking.forms import date_in_address
from ingang.services.booking.forms_staff.schedules import (
    ONE_DAY,
    ExceptionForm,
    PublishUntilForm,
    ScheduleForm,
    beginnings_of,
)
from ingang.services.booking.models import KIND, Schedule
from ingang.services.booking.queries.kinds import types_of_unit
from ingang.services.booking.queries.schedule import (
    exceptions_of,
    performers_of_unit,
    plan_of,
    schedule_of_unit,
    schedules_of_unit,
)
from ingang.services.booking.rules.publishing import FURTHEST_AHEAD
from ingang.services.booking.views.addresses import asked
from ingang.services.booking.views.staff.parts import seen_version, sentence, staff_tabs
from ingang.services.booking.words import schedule_rows

FOUR_WEEKS = timedelta(weeks=4)
REFUSED = (ChangedByColleague, TimeTypeUnknown, UnreasonableSchedule)


@require_safe
@staff(kinds=(KIND,), roles=(PUBLISHER,))
def schedules(request: StaffRequest) -> HttpResponse:
    shown = {"lines": schedules_of_unit(unit=request.grant.unit), "tabs": staff_tabs(request, "schedules")}
    return render(request, "booking/staff/schedules.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(KIND,), roles=(PUBLISHER,))
def new_schedule(request: StaffRequest) -> HttpResponse:
    start = {"schedule": uuid7(), "version": 0, "valid_from": local_date(request.now) + ONE_DAY, "minutes": 30}
    start |= {"performer": request.actor.hsa_id, "skips_holidays": True, **{f"day_{day}": True for day in range(5)}}
    form = _form(request, start)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    made = form.cleaned_data["schedule"]
    try:
        create_schedule(grant=request.grant, schedule=made, now=request.now, **form.terms)
    except REFUSED as error:
        form.add_error(None, sentence(error))
        return _page(request, form)
    return redirect("booking:publish_schedule", schedule=made)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(KIND,), roles=(PUBLISHER,))
def schedule(request: StaffRequest, schedule: UUID) -> HttpResponse:
    current = schedule_of_unit(unit=request.grant.unit, schedule=schedule)
    form = _form(request, beginnings_of(current))
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, current)
    version = form.cleaned_data["version"]
    try:
        change_schedule(grant=request.grant, schedule=schedule, version=version, now=request.now, **form.terms)
    except ChangedByColleague as error:
        return _met(request, schedule, error)
    except (TimeTypeUnknown, UnreasonableSchedule) as error:
        form.add_error(None, sentence(error))
        return _page(request, form, current)
    return redirect("booking:publish_schedule", schedule=schedule)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(KIND,), roles=(PUBLISHER,))
def publish(request: StaffRequest, schedule: UUID) -> HttpResponse:
    current = schedule_of_unit(unit=request.grant.unit, schedule=schedule)
    if request.method != "POST":
        return _preview(request, current)
    form = PublishUntilForm(request.POST)
    if not form.is_valid():
        return _preview(request, current, form=form)
    found = form.cleaned_data
    until = found["last_day"] + ONE_DAY
    if "look" in request.POST:
        address = reverse("booking:publish_schedule", kwargs={"schedule": schedule})
        return redirect(f"{address}?till={found['last_day'].isoformat()}")
    try:
        count = publish_schedule(
            grant=request.grant, schedule=schedule, version=found["version"], until=until, now=request.now
        )
    except REFUSED as error:
        return _preview(request, current, problem=sentence(error), status=409)
    return redirect(f"{reverse('booking:publish_schedule', kwargs={'schedule': schedule})}?publicerade={count}")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(KIND,), roles=(PUBLISHER,))
def exceptions(request: StaffRequest, schedule: UUID) -> HttpResponse:
    current = schedule_of_unit(unit=request.grant.unit, schedule=schedule)
    if request.method != "POST":
        return _exceptions_page(request, current, ExceptionForm(initial={"version": current.version}))
    back = date_in_address(request.POST.get("tillbaka"))
    if back is not None:
        version = seen_version(request)
        return _tried(
            request,
            current,
            lambda: take_exception_back(
                grant=request.grant, schedule=schedule, version=version, on=back, now=request.now
            ),
        )
    form = ExceptionForm(request.POST)
    if not form.is_valid():
        return _exceptions_page(request, current, form)
    return _tried(request, current, lambda: _except(request, schedule, form))


@require_POST
@staff(kinds=(KIND,), roles=(PUBLISHER,))
def end(request: StaffRequest, schedule: UUID) -> HttpResponse:
    current = schedule_of_unit(unit=request.grant.unit, schedule=schedule)
    try:
        end_schedule(grant=request.grant, schedule=schedule, version=seen_version(request), now=request.now)
    except ChangedByColleague as error:
        return _page(request, _form(request, beginnings_of(current), bound=False), current, problem=sentence(error))
    return redirect("booking:schedules")


def _except(request: StaffRequest, schedule: UUID, form: ExceptionForm) -> Schedule:
    found = form.cleaned_data
    return except_day(
        grant=request.grant,
        schedule=schedule,
        version=found["version"],
        on=found["on"],
        hours=form.hours,
        reason=found["reason"],
        now=request.now,
    )


def _tried(request: StaffRequest, current: Schedule, change: Callable[[], Schedule]) -> HttpResponse:
    try:
        change()
    except REFUSED as error:
        form = ExceptionForm(initial={"version": current.version})
        return _exceptions_page(request, current, form, problem=sentence(error), status=409)
    return redirect("booking:schedule_exceptions", schedule=current.id)


def _form(request: StaffRequest, initial: dict[str, object], *, bound: bool = True) -> ScheduleForm:
    unit = request.grant.unit
    performers = performers_of_unit(unit=unit, on=local_date(request.now))
    written = request.POST if bound and request.method == "POST" else None
    return ScheduleForm(written, initial=initial, kinds=types_of_unit(unit=unit), performers=performers)


def _met(request: StaffRequest, schedule: UUID, error: ChangedByColleague) -> HttpResponse:
    """The reader's own words stay in the form; beside them what the colleague saved. Saving again is a choice."""
    current = schedule_of_unit(unit=request.grant.unit, schedule=schedule)
    form = _form(request, {})
    written = request.POST.copy()
    written["version"] = str(current.version)
    form.data = written
    return _page(request, form, current, problem=sentence(error), theirs=True)


def _page(
    request: StaffRequest,
    form: ScheduleForm,
    current: Schedule | None = None,
    *,
    problem: str = "",
    theirs: bool = False,
) -> HttpResponse:
    shown = {
        "form": form,
        "schedule": current,
        "problem": problem,
        "theirs": schedule_rows(schedule=current, kinds=types_of_unit(unit=request.grant.unit), now=request.now)
        if theirs and current
        else (),
        "tabs": staff_tabs(request, "schedules"),
    }
    status = 400 if form.errors else 409 if problem else 200
    return render(request, "booking/staff/schedule.html", shown, status=status)


def _preview(
    request: StaffRequest,
    current: Schedule,
    *,
    form: PublishUntilForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    today = local_date(request.now)
    last_day = date_in_address(asked(request, "till")) or (current.published_until or today + FOUR_WEEKS) - ONE_DAY
    last_day = max(today, min(last_day, today + FURTHEST_AHEAD - ONE_DAY))
    language = get_language() or "sv"
    plan = plan_of(schedule=current, first=today, until=last_day + ONE_DAY, now=request.now, language=language)
    shown = {
        "form": form or PublishUntilForm(initial={"version": current.version, "last_day": last_day}),
        "schedule": current,
        "plan": plan,
        "last_day": last_day,
        "rows": schedule_rows(schedule=current, kinds=types_of_unit(unit=request.grant.unit), now=request.now),
        "problem": problem,
        "published": asked(request, "publicerade"),
        "now": request.now,
    }
    status = 400 if form and form.errors else status
    return render(request, "booking/staff/publish_schedule.html", shown, status=status)


def _exceptions_page(
    request: StaffRequest, current: Schedule, form: ExceptionForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    shown = {"form": form, "schedule": current, "days": exceptions_of(schedule=current), "problem": problem}
    return render(request, "booking/staff/exceptions.html", shown, status=400 if form.errors else status)
