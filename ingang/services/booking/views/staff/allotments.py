"""Restricted kinds of time: to whom the unit has given them, giving one, and taking one back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import staff
from ingang.foundation.entitlement.errors import NobodyHasTheNumber
from ingang.foundation.entitlement.part import STANDING
from ingang.foundation.entitlement.queries.unit import allotment_named, allotments_page, find_person
from ingang.foundation.entitlement.words import lasts
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.periods import local_date
from ingang.services.booking.access import PUBLISHER
from ingang.services.booking.actions.allotting import allot_kind, take_back_kind
from ingang.services.booking.forms_staff.allotments import AllotForm
from ingang.services.booking.models import TimeType
from ingang.services.booking.queries.kinds import all_types_of_unit, restricted_types_of_unit
from ingang.services.booking.views.staff.parts import sentence, staff_tabs
from ingang.services.booking.words import title_of
from ingang.ui.values import SummaryRow


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(STANDING,), roles=(PUBLISHER,))
def allotments(request: StaffRequest) -> HttpResponse:
    kinds = restricted_types_of_unit(unit=request.grant.unit)
    form = AllotForm(request.POST or None, kinds=kinds, today=local_date(request.now))
    if request.method == "POST" and form.is_valid():
        try:
            return _give(request, form, kinds)
        except NobodyHasTheNumber as error:
            form.add_error("number", sentence(error))
    return _list(request, form, kinds)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(STANDING,), roles=(PUBLISHER,))
def take_back(request: StaffRequest, allotment: UUID) -> HttpResponse:
    found = allotment_named(grant=request.grant, allotment=allotment, now=request.now)
    if request.method == "POST":
        take_back_kind(grant=request.grant, allotment=allotment, now=request.now)
        return redirect("booking:allotments")
    titles = _titles(all_types_of_unit(unit=request.grant.unit))
    answers = (
        (gettext("Name"), found.name),
        (gettext("Kind of time"), titles.get(found.row.item, "")),
        (gettext("How long"), lasts(found.row.valid_until, now=request.now)),
    )
    rows = [SummaryRow(question=question, answer=answer) for question, answer in answers]
    return render(request, "booking/staff/take_back.html", {"rows": rows})


def _give(request: StaffRequest, form: AllotForm, kinds: list[TimeType]) -> HttpResponse:
    person, name = find_person(grant=request.grant, number=form.cleaned_data["number"], now=request.now)
    kind = form.cleaned_data["time_type"]
    if "confirm" in request.POST:
        allot_kind(grant=request.grant, person=person, time_type=kind, valid_until=form.valid_until, now=request.now)
        return redirect("booking:allotments")
    answers = (
        (gettext("Name"), name),
        (gettext("Kind of time"), _titles(kinds)[kind]),
        (gettext("How long"), lasts(form.valid_until, now=request.now)),
    )
    shown = {
        "rows": [SummaryRow(question=question, answer=answer) for question, answer in answers],
        "sent": [(field, value) for field, value in request.POST.items() if field in _FIELDS],
    }
    return render(request, "booking/staff/allot.html", shown)


_FIELDS = frozenset({"number", "time_type", "last_day_0", "last_day_1", "last_day_2"})


def _list(request: StaffRequest, form: AllotForm, kinds: list[TimeType]) -> HttpResponse:
    titles = _titles(kinds)
    page = allotments_page(grant=request.grant, items=list(titles), number=request.GET.get("sida", ""), now=request.now)
    lines = [(one, titles[one.row.item], lasts(one.row.valid_until, now=request.now)) for one in page.object_list]
    shown = {"form": form, "kinds": kinds, "page": page, "lines": lines, "tabs": staff_tabs(request, "allotments")}
    return render(request, "booking/staff/allotments.html", shown, status=400 if form.errors else 200)


def _titles(kinds: list[TimeType]) -> dict[UUID, str]:
    return {kind.id: title_of(kind) for kind in kinds}
