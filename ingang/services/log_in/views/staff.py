"""Staff choose in which assignment they work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.actions import UNIT_LIST_PURPOSES, open_unit
from ingang.foundation.access.doors import public
from ingang.foundation.care_units.queries import care_giver_names, care_unit_names
from ingang.foundation.identity.actions import choose_assignment as choose
from ingang.foundation.identity.errors import AssignmentUnknown
from ingang.foundation.identity.models import LogIn
from ingang.foundation.identity.requests import HouseRequest
from ingang.foundation.people.models import Assignment
from ingang.foundation.people.queries import assignments_of
from ingang.foundation.work_items.part import KIND
from ingang.foundation.work_items.queries import count_taken
from ingang.kernel.actor import Staff
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
    shown: dict[str, object] = {"choices": choices, "next": wanted_path(request, is_staff=True), "error": error}
    shown |= {"left_behind": _left_behind(request), "unit": units.get(getattr(request.actor, "unit", ""), "")}
    return render(request, "log_in/assignments.html", shown, status=400 if error else 200)


def _left_behind(request: HouseRequest) -> int:
    """How much the reader has taken where she works now: nobody else sees to it while she is elsewhere."""
    actor = request.actor
    if not isinstance(actor, Staff) or actor.purpose not in UNIT_LIST_PURPOSES:
        return 0
    return count_taken(grant=open_unit(actor=actor, kinds=(KIND,), now=request.now))


def _choice(one: Assignment, units: dict[str, str], givers: dict[str, str], log_in: LogIn) -> dict[str, object]:
    return {
        "hsa_id": one.hsa_id,
        "name": one.name,
        "unit": units.get(one.unit, one.unit),
        "care_giver": givers.get(one.care_giver, ""),
        "is_chosen": one.hsa_id == log_in.assignment,
    }
