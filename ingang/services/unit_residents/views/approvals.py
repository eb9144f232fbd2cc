"""Whom the unit has approved: the list, one more, and taking back one or many."""

from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from ingang.foundation.access.doors import staff
from ingang.foundation.entitlement.access import UNIT_ADMIN
from ingang.foundation.entitlement.actions.giving import approve, end_approvals
from ingang.foundation.entitlement.errors import NobodyHasTheNumber
from ingang.foundation.entitlement.forms import GiveForm
from ingang.foundation.entitlement.part import STANDING
from ingang.foundation.entitlement.queries.unit import approvals_named, approvals_page, find_person
from ingang.foundation.entitlement.words import lasts
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.periods import local_date
from ingang.services.unit_residents.views.parts import check_page, is_written, sentence, tabs

MOST_AT_ONCE = 200
NOBODY = "ingen"
"""In the address of the list, when nobody was chosen there."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(STANDING,), roles=(UNIT_ADMIN,))
def start(request: StaffRequest) -> HttpResponse:
    form = GiveForm(request.POST if request.method == "POST" else None, today=local_date(request.now))
    if is_written(request, form):
        try:
            return _approve(request, form)
        except NobodyHasTheNumber as error:
            form.add_error("number", sentence(error))
    page = approvals_page(grant=request.grant, number=request.GET.get("sida", ""), now=request.now)
    shown = {"form": _told(request, form), "give": form, "page": page, "tabs": tabs("start"), "now": request.now}
    return render(request, "unit_residents/start.html", shown, status=400 if form.errors else 200)


def _told(request: StaffRequest, form: GiveForm) -> Form:
    """What must be put right: in the form, or that nobody was chosen in the list."""
    if request.method == "POST" or NOBODY not in request.GET:
        return form
    wrong = Form({})
    wrong.full_clean()
    wrong.add_error(None, gettext("Choose whose approval is taken back."))
    return wrong


def _approve(request: StaffRequest, form: GiveForm) -> HttpResponse:
    person, name = find_person(grant=request.grant, number=form.cleaned_data["number"], now=request.now)
    if "confirm" in request.POST:
        approve(grant=request.grant, person=person, valid_until=form.valid_until, now=request.now)
        return redirect("unit_residents:start")
    return check_page(
        request,
        back="start",
        title=gettext("Approve this person?"),
        rows=[(gettext("Name"), name), (gettext("How long"), lasts(form.valid_until, now=request.now))],
        button=gettext("Approve"),
        effect=gettext(
            "The person may then use everything in the unit's e-services that is not given to named persons alone."
        ),
    )


@require_POST
@staff(kinds=(STANDING,), roles=(UNIT_ADMIN,))
def end(request: StaffRequest) -> HttpResponse:
    chosen = _chosen(request)
    if not chosen:
        return redirect(f"{reverse('unit_residents:start')}?{NOBODY}")
    if "confirm" in request.POST:
        end_approvals(grant=request.grant, approvals=chosen, now=request.now)
        return redirect("unit_residents:start")
    found = approvals_named(grant=request.grant, approvals=chosen, now=request.now)
    return check_page(
        request,
        back="start",
        title=gettext("Take back the approval?"),
        rows=[(one.name, lasts(one.row.valid_until, now=request.now)) for one in found],
        button=gettext("Take back"),
        effect=gettext(
            "They can then use the unit's e-services only where its service area, a listing or something given to them"
            " by name lets them. Booked times stay."
        ),
    )


def _chosen(request: StaffRequest) -> list[UUID]:
    """The chosen approvals; what is no id is none, and looks missing with the others that are not the unit's."""
    try:
        return [UUID(text) for text in request.POST.getlist("approval")[:MOST_AT_ONCE]]
    except ValueError:
        return []
