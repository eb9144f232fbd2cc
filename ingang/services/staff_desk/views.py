"""The start page, and one thing to do."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.access.actions import UNIT_LIST_PURPOSES, open_unit
from ingang.foundation.access.doors import staff
from ingang.foundation.care_units.queries import care_unit
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.work_items.actions import finish_work, take_work
from ingang.foundation.work_items.errors import AlreadyDone, TakenByColleague
from ingang.foundation.work_items.queries import work_line
from ingang.kernel.registry import current
from ingang.kernel.service import Audience
from ingang.services.staff_desk.forms import OutcomeForm
from ingang.services.staff_desk.queries import listed_kinds, what_waits
from ingang.ui.values import Link

KIND = "work_items.item"
HERE = "staff_desk:start"


@require_safe
@staff()
def start(request: StaffRequest) -> HttpResponse:
    may_see_lists = request.actor.purpose in UNIT_LIST_PURPOSES
    grant = open_unit(actor=request.actor, kinds=listed_kinds(), now=request.now) if may_see_lists else None
    shown = {
        "unit": care_unit(hsa_id=request.actor.unit),
        "name": request.actor.name,
        "role": request.actor.role,
        "may_see_lists": may_see_lists,
        "entries": what_waits(grant=grant, now=request.now) if grant else [],
        "links": _links(),
    }
    return render(request, "staff_desk/start.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(KIND,))
def item(request: StaffRequest, item: UUID) -> HttpResponse:
    form = OutcomeForm(request.POST if "finish" in request.POST else None)
    problem = ""
    try:
        if "take" in request.POST:
            take_work(grant=request.grant, item=item, now=request.now)
        elif form.is_valid():
            outcome = form.cleaned_data["outcome"]
            finish_work(grant=request.grant, item=item, outcome=outcome, now=request.now)
            return redirect(HERE)
    except (AlreadyDone, TakenByColleague) as error:
        problem = gettext(error.sentence)
    line = work_line(grant=request.grant, item=item, now=request.now)
    shown = {"line": line, "title": gettext(line.title), "form": form, "problem": problem, "now": request.now}
    shown["is_mine"] = line.item.taken_by == request.actor.hsa_id
    status = 409 if problem else 400 if form.errors else 200
    return render(request, "staff_desk/item.html", shown, status=status)


def _links() -> list[Link]:
    entries = [
        entry
        for service in current().services
        for entry in service.menu
        if entry.audience is Audience.STAFF and entry.address != HERE
    ]
    return [
        Link(title=gettext(entry.title), url=reverse(entry.address))
        for entry in sorted(entries, key=lambda one: one.order)
    ]
