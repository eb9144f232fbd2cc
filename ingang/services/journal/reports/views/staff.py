"""Reading, sending on and answering a report, for the unit that it is sent to."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from ingang.foundation.access.actions import open_operation, open_unit
from ingang.foundation.access.doors import staff
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.work_items.errors import AlreadyDone, TakenByColleague
from ingang.foundation.work_items.models import WorkState
from ingang.kernel.actor import OPERATIONS
from ingang.kernel.errors import IngangError
from ingang.kernel.grant import OPERATION, Grant
from ingang.kernel.periods import local_date
from ingang.services.journal.reports import actions
from ingang.services.journal.reports.errors import NotAUnitForIt, ReportClosed
from ingang.services.journal.reports.forms import AnswerForm, SendOnForm
from ingang.services.journal.reports.models import REPORT, Finding
from ingang.services.journal.reports.queries import ReportWork, report_work
from ingang.services.journal.reports.routing import units_to_send_on
from ingang.services.journal.reports.words import quoted, what_words

KINDS = (REPORT, "work_items.item")
CONFLICTS = (ReportClosed, AlreadyDone, TakenByColleague, NotAUnitForIt)


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
def answer(request: StaffRequest, item: UUID) -> HttpResponse:
    grant = _grant(request)
    actions.begin_reading(grant=grant, item=item, now=request.now)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, grant, item, form=form)
    try:
        actions.answer(grant=grant, item=item, **form.cleaned_data, now=request.now)
    except CONFLICTS as error:
        return _page(request, grant, item, form=form, problem=error)
    return redirect("staff_desk:start")


@require_POST
@staff()
def send_on(request: StaffRequest, item: UUID) -> HttpResponse:
    grant = _grant(request)
    found = report_work(grant=grant, item=item, now=request.now)
    on = SendOnForm(request.POST, units=_units(found, request))
    if not on.is_valid():
        return _page(request, grant, item, on=on)
    try:
        actions.send_on(grant=grant, item=item, **on.cleaned_data, now=request.now)
    except CONFLICTS as error:
        return _page(request, grant, item, on=on, problem=error)
    return redirect("staff_desk:start")


def _grant(request: StaffRequest) -> Grant:
    """The work of the assignment's unit, or of the portal's own operation."""
    opened = open_operation if OPERATIONS in request.actor.roles else open_unit
    return opened(actor=request.actor, kinds=KINDS, now=request.now)


def _units(found: ReportWork, request: StaffRequest) -> list[CareUnit]:
    return units_to_send_on(report=found.reported.report, on=local_date(request.now))


def _page(
    request: StaffRequest,
    grant: Grant,
    item: UUID,
    *,
    form: AnswerForm | None = None,
    on: SendOnForm | None = None,
    problem: IngangError | None = None,
) -> HttpResponse:
    found = report_work(grant=grant, item=item, now=request.now)
    form, on = form or AnswerForm(), on or SendOnForm(units=_units(found, request))
    shown = _shown(request, found) | {
        "form": form,
        "on": on,
        "problem": gettext(problem.sentence) if problem else "",
    }
    status = 409 if problem else 400 if form.errors or on.errors else 200
    return render(request, "journal/reports/staff/answer.html", shown, status=status)


def _shown(request: StaffRequest, found: ReportWork) -> dict[str, object]:
    row, quote = found.reported.report, found.reported.quote
    is_operation = row.unit == OPERATION
    return {
        "work": found.work,
        "reported": row,
        "is_open": found.reported.state.is_open and found.work.item.state != WorkState.DONE,
        "state": found.reported.state,
        "what": what_words(row.what),
        # The operation learns whose system it is, and nothing of the record.
        "rows": [] if is_operation else quoted(quote=quote, now=request.now),
        "care_giver": quote.entry.care_giver_name,
        "finding": gettext(Finding(row.finding).label) if row.finding else "",
        "now": request.now,
    }
