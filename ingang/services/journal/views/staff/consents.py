"""What lets the own care giver read across about a patient, and taking it back when she says so."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.actions import open_person
from ingang.foundation.access.doors import staff
from ingang.foundation.care_units.queries import care_unit_names
from ingang.foundation.consents.actions.consents import take_back
from ingang.foundation.consents.part import CONSENT
from ingang.foundation.consents.queries import allowances
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.grant import Purpose
from ingang.services.journal.views.staff.parts import of_patient, signs_of


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
@of_patient
def consents(request: StaffRequest, person: UUID) -> HttpResponse:
    grant = open_person(actor=request.actor, person=person, kinds=(CONSENT,), purpose=Purpose.CARE, now=request.now)
    if request.method == "POST":
        take_back(grant=grant, care_giver=request.actor.care_giver, now=request.now)
        return redirect(f"{reverse('journal:consents', kwargs={'person': person})}?slut=1")
    found = allowances(grant=grant, now=request.now)
    names = care_unit_names(hsa_ids=frozenset(one.unit for one in found))
    shown = {
        "person": person,
        "signs": signs_of(request, grant),
        "allowances": [{"one": one, "unit": names.get(one.unit, one.unit)} for one in found],
        "is_ended": "slut" in request.GET,
        "now": request.now,
    }
    return render(request, "journal/staff/consents.html", shown)
