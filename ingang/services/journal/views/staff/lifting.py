"""Another care giver asks in an emergency to have a block opened for a day; the protection administrator decides."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.actions import open_person
from ingang.foundation.access.doors import staff
from ingang.foundation.access.errors import NoCareRelation
from ingang.foundation.care_units.queries import care_unit_names
from ingang.foundation.consents.errors import ConsentNotFound
from ingang.foundation.consents.part import BLOCK
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.work_items.actions import finish_work
from ingang.foundation.work_items.errors import AlreadyDone, TakenByColleague
from ingang.foundation.work_items.models import WorkItem, WorkState
from ingang.foundation.work_items.queries import work_line
from ingang.kernel.actor import PROTECTION_ADMIN
from ingang.kernel.grant import Grant, Purpose
from ingang.services.journal.reading_across.lifting import LIFT_ASKED, answer_lift, asked_lift
from ingang.services.journal.views.staff.parts import sentence, signs_of

ITEM = "work_items.item"


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(ITEM,), roles=(PROTECTION_ADMIN,))
def lift(request: StaffRequest, item: UUID) -> HttpResponse:
    work = work_line(grant=request.grant, item=item, now=request.now).item
    grant, problem = _opened(request, work), ""
    if request.method == "POST":
        try:
            _answer(request, grant, work)
            return redirect("staff_desk:start")
        except (AlreadyDone, TakenByColleague) as error:
            problem = sentence(error)
    shown = {"problem": problem, "is_done": work.state == WorkState.DONE, "now": request.now}
    shown |= _shown(request, grant, work) if grant else {}
    return render(request, "journal/staff/lift.html", shown, status=409 if problem else 200)


def _opened(request: StaffRequest, work: WorkItem) -> Grant | None:
    """The person's blocks; None where nobody waits for an answer any more and the patient is not the unit's."""
    if work.kind != LIFT_ASKED or work.person is None:
        raise ConsentNotFound()
    try:
        return open_person(
            actor=request.actor, person=work.person, kinds=(BLOCK,), purpose=Purpose.CARE, now=request.now
        )
    except NoCareRelation:
        return None


def _answer(request: StaffRequest, grant: Grant | None, work: WorkItem) -> None:
    if grant is None:
        finish_work(grant=request.grant, item=work.id, outcome=gettext("It had its answer already"), now=request.now)
        return
    lifts = request.POST.get("answer") == "lift"
    answer_lift(grant=grant, unit_grant=request.grant, work=work, lifts=lifts, now=request.now)


def _shown(request: StaffRequest, grant: Grant, work: WorkItem) -> dict[str, object]:
    wish = asked_lift(grant=grant, work=work)
    unit = care_unit_names(hsa_ids=frozenset({wish.for_unit})).get(wish.for_unit, wish.for_unit) if wish else ""
    return {"signs": signs_of(request, grant), "wish": wish, "unit": unit}
