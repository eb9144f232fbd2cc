"""The regions' contact points: the own one with its form, and all others'."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.people.queries import staff_at_unit
from ingang.kernel.actor import REGION_ADMIN
from ingang.kernel.periods import local_date
from ingang.services.region_admin.actions import appoint_contact_point
from ingang.services.region_admin.contact_points import contact_states
from ingang.services.region_admin.errors import AppointedMeanwhile, NotACandidate
from ingang.services.region_admin.forms import ContactPointForm


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(REGION_ADMIN,))
def contact_point(request: StaffRequest) -> HttpResponse:
    today = local_date(request.now)
    states = contact_states(on=today)
    own = next(one for one in states if one.region.code == request.actor.region)
    people = [(one.hsa_id, f"{one.name}, {one.title}") for one in staff_at_unit(unit=request.actor.unit, on=today)]
    sent = request.POST if request.method == "POST" else None
    form, problem = ContactPointForm(sent, people=people, initial={"seen": own.number}), ""
    if form.is_valid():
        try:
            appoint_contact_point(actor=request.actor, **form.cleaned_data, now=request.now)
            return redirect("region_admin:contact_point")
        except NotACandidate as error:
            form.add_error("deputy", gettext(error.sentence))
        except AppointedMeanwhile as error:
            problem = gettext(error.sentence)
    shown = {"form": form, "own": own, "states": states, "problem": problem}
    status = 409 if problem else 400 if form.errors else 200
    return render(request, "region_admin/contact_point.html", shown, status=status)
