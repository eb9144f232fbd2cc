"""Staff choose in which assignment they work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import public
from ingang.foundation.care_units.queries import care_giver_names, care_unit_names
from ingang.foundation.identity.actions import choose_assignment as choose
from ingang.foundation.identity.errors import AssignmentUnknown
from ingang.foundation.identity.models import LogIn
from ingang.foundation.identity.requests import HouseRequest
from ingang.foundation.people.models import Assignment
from ingang.foundation.people.queries import assignments_of
from ingang.kernel.errors import NotFound
from ingang.kernel.periods import local_date
from ingang.services.log_in.views.parts import house, landing, log_in_page, wanted_path


@public
@require_http_methods(["GET", "HEAD", "POST"])
def choose_assignment(plain: HttpRequest) -> HttpResponse:
    """A change of assignment is a new decision of access, and recorded (7, flows 5)."""
    request = house(plain)
    if request.log_in is None:
        return log_in_page(is_staff=True)
    if not request.log_in.staff:
        raise NotFound()
    error = ""
    if request.method == "POST":
        try:
            choose(
                log_in=request.log_in,
                assignment=request.POST.get("assignment", ""),
                origin=request.origin,
                now=request.now,
            )
            return redirect(landing(log_in=request.log_in, next_path=wanted_path(request, is_staff=True)))
        except AssignmentUnknown as refusal:
            error = gettext(refusal.sentence)
    return _page(request, request.log_in, error)


def _page(request: HouseRequest, log_in: LogIn, error: str) -> HttpResponse:
    own = assignments_of(staff=log_in.staff, on=local_date(request.now))
    units = care_unit_names(hsa_ids=frozenset(one.unit for one in own))
    givers = care_giver_names(hsa_ids=frozenset(one.care_giver for one in own))
    choices = [_choice(one, units, givers, log_in) for one in own]
    shown = {"choices": choices, "next": wanted_path(request, is_staff=True), "error": error}
    return render(request, "log_in/assignments.html", shown, status=400 if error else 200)


def _choice(one: Assignment, units: dict[str, str], givers: dict[str, str], log_in: LogIn) -> dict[str, object]:
    return {
        "hsa_id": one.hsa_id,
        "name": one.name,
        "unit": units.get(one.unit, one.unit),
        "care_giver": givers.get(one.care_giver, ""),
        "is_chosen": one.hsa_id == log_in.assignment,
    }
