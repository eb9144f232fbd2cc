"""Answering a question about the log, for the unit's log reviewer."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.actions import open_operation, open_unit
from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.work_items.errors import AlreadyDone, TakenByColleague
from ingang.kernel.actor import OPERATIONS
from ingang.kernel.errors import Refused
from ingang.kernel.grant import Grant
from ingang.services.access_log.actions import questions as asking
from ingang.services.access_log.errors import QuestionClosed
from ingang.services.access_log.forms import AnswerForm
from ingang.services.access_log.models import QUESTION, Finding, Why
from ingang.services.access_log.queries.questions import QuestionWork, question_work
from ingang.services.access_log.rules.questions import check_can_answer
from ingang.services.access_log.words import for_reviewer

KINDS = (QUESTION, "work_items.item")


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
def answer(request: StaffRequest, item: UUID) -> HttpResponse:
    grant, problem = _grant(request), ""
    found = question_work(grant=grant, item=item, now=request.now)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            asking.answer(grant=grant, item=item, **form.cleaned_data, now=request.now)
            return redirect("staff_desk:start")
        except (QuestionClosed, AlreadyDone, TakenByColleague) as error:
            problem = gettext(error.sentence)
    shown = _shown(request, found, form) | {"problem": problem}
    status = 409 if problem else 400 if form.errors else 200
    return render(request, "access_log/staff/answer.html", shown, status=status)


def _grant(request: StaffRequest) -> Grant:
    """The work of the assignment's unit, or of the portal's own operation."""
    opened = open_operation if OPERATIONS in request.actor.roles else open_unit
    return opened(actor=request.actor, kinds=KINDS, now=request.now)


def _shown(request: StaffRequest, found: QuestionWork, form: AnswerForm) -> dict[str, object]:
    row = found.asked.question
    return {
        "form": form,
        "work": found.work,
        "asked": row,
        "state": found.asked.state,
        "why": gettext(Why(row.why).label),
        "finding": gettext(Finding(row.finding).label) if row.finding else "",
        "line": for_reviewer(entry=found.asked.entry, now=request.now),
        "why_not": _why_not(request, found),
        "now": request.now,
    }


def _why_not(request: StaffRequest, found: QuestionWork) -> str:
    """What stands in the way of answering; the same check as the action's."""
    try:
        check_can_answer(actor=request.actor, entry=found.asked.entry)
    except Refused as refusal:
        return gettext(refusal.sentence)
    return ""
