"""Whose journal; and step one: whether other care givers hold anything that is not blocked."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.access.across import find_person
from ingang.foundation.access.doors import staff
from ingang.foundation.access.errors import AssignmentNeeded, NoCareRelation
from ingang.foundation.consents.queries import has_outer_block
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.grant import Purpose
from ingang.kernel.periods import local_date
from ingang.services.journal.reading_across.existence import Existence, existence
from ingang.services.journal.reading_across.forms import PatientForm
from ingang.services.journal.views.staff.parts import asks, of_patient, signs_of


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
def find(request: StaffRequest) -> HttpResponse:
    if request.actor.purpose != Purpose.CARE:
        raise AssignmentNeeded()
    form = PatientForm(request.POST if request.method == "POST" else None, today=local_date(request.now))
    asks_why = False
    if form.is_valid():
        try:
            return redirect("journal:patient", person=_found(request, form))
        except NoCareRelation:
            asks_why = True
            form.add_error("number", gettext("The unit has no ongoing contact with anybody who has this number"))
    shown = {"form": form, "asks_why": asks_why}
    return render(request, "journal/staff/find.html", shown, status=400 if form.errors else 200)


def _found(request: StaffRequest, form: PatientForm) -> UUID:
    """Nobody with the number looks as one without contact does. Opening here asks nothing of anybody yet."""
    number, reason = form.cleaned_data["number"], form.cleaned_data["reason"]
    found = find_person(actor=request.actor, number=number, reason=reason, now=request.now)
    if found is None:
        raise NoCareRelation()
    asks(request, found)
    return found


@require_safe
@staff()
@of_patient
def patient(request: StaffRequest, person: UUID) -> HttpResponse:
    grant = asks(request, person)
    is_blocked = has_outer_block(grant=grant, now=request.now)
    answer = existence(grant=grant, now=request.now)
    shown = {
        "person": person,
        "signs": signs_of(request, grant),
        "answer": answer,
        "is_blocked": is_blocked,
        "may_go_on": is_blocked or answer is not Existence.NO,
    }
    return render(request, "journal/staff/patient.html", shown)
