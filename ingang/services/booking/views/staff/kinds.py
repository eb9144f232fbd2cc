"""The unit's kinds of time: the list, adding, changing, closing and opening again."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.services.booking.access import PUBLISHER
from ingang.services.booking.actions.kinds import (
    change_time_type,
    close_time_type,
    define_time_type,
    reopen_time_type,
)
from ingang.services.booking.errors import ChangedByColleague
from ingang.services.booking.forms_staff.kinds import KindForm, terms_of
from ingang.services.booking.models import KIND, TimeType
from ingang.services.booking.queries.kinds import all_types_of_unit, type_of_unit
from ingang.services.booking.views.staff.parts import seen_version, sentence, staff_tabs
from ingang.services.booking.words import kind_rows


@require_safe
@staff(kinds=(KIND,), roles=(PUBLISHER,))
def kinds(request: StaffRequest) -> HttpResponse:
    every = all_types_of_unit(unit=request.grant.unit)
    shown = {
        "kinds": [kind for kind in every if kind.closed_at is None],
        "closed": [kind for kind in every if kind.closed_at is not None],
        "tabs": staff_tabs(request, "kinds"),
    }
    return render(request, "booking/staff/kinds.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(KIND,), roles=(PUBLISHER,))
def new_kind(request: StaffRequest) -> HttpResponse:
    form = KindForm(request.POST or None, initial={"version": 0, "minutes": 30, "cancel_until_hours": 24})
    if request.method == "POST" and form.is_valid():
        define_time_type(grant=request.grant, now=request.now, **form.terms)
        return redirect("booking:kinds")
    return _page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(KIND,), roles=(PUBLISHER,))
def kind(request: StaffRequest, time_type: UUID) -> HttpResponse:
    current = type_of_unit(unit=request.grant.unit, time_type=time_type)
    form = KindForm(request.POST if request.method == "POST" else None, initial=terms_of(current))
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, current)
    version = form.cleaned_data["version"]
    try:
        change_time_type(grant=request.grant, time_type=time_type, version=version, now=request.now, **form.terms)
    except ChangedByColleague as error:
        return _met(request, time_type, error)
    return redirect("booking:kinds")


@require_POST
@staff(kinds=(KIND,), roles=(PUBLISHER,))
def close_kind(request: StaffRequest, time_type: UUID) -> HttpResponse:
    current = type_of_unit(unit=request.grant.unit, time_type=time_type)
    try:
        if "open" in request.POST:
            reopen_time_type(grant=request.grant, time_type=time_type, now=request.now)
        else:
            close_time_type(grant=request.grant, time_type=time_type, version=seen_version(request), now=request.now)
    except ChangedByColleague as error:
        return _page(request, KindForm(initial=terms_of(current)), current, problem=sentence(error), status=409)
    return redirect("booking:kinds")


def _met(request: StaffRequest, time_type: UUID, error: ChangedByColleague) -> HttpResponse:
    """The reader's own words stay in the form; beside them what the colleague saved. Saving again is a choice."""
    current = type_of_unit(unit=request.grant.unit, time_type=time_type)
    written = request.POST.copy()
    written["version"] = str(current.version)
    return _page(request, KindForm(written), current, problem=sentence(error), theirs=current, status=409)


def _page(
    request: StaffRequest,
    form: KindForm,
    current: TimeType | None = None,
    *,
    problem: str = "",
    theirs: TimeType | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {
        "form": form,
        "kind": current,
        "problem": problem,
        "theirs": kind_rows(kind=theirs) if theirs else (),
        "tabs": staff_tabs(request, "kinds"),
    }
    return render(request, "booking/staff/kind.html", shown, status=400 if form.errors else status)
