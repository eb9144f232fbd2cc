"""The unit's work when nobody has read an important message: what to do, and what became of it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.work_items.actions import finish_work
from ingang.foundation.work_items.errors import AlreadyDone, TakenByColleague
from ingang.services.inbox.forms import ReachedForm
from ingang.services.inbox.models import MESSAGE
from ingang.services.inbox.outcomes import outcome_rows
from ingang.services.inbox.queries.sent import unread_work

HERE = "staff_desk:start"


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(MESSAGE, "work_items.item"))
def unread(request: StaffRequest, item: UUID) -> HttpResponse:
    form, problem = ReachedForm(request.POST if request.method == "POST" else None), ""
    found = unread_work(item=item, grant=request.grant, now=request.now)
    if form.is_valid():
        try:
            finish_work(grant=request.grant, item=item, outcome=form.outcome(), now=request.now)
            return redirect(HERE)
        except (AlreadyDone, TakenByColleague) as error:
            problem = gettext(error.sentence)
    shown = {
        "form": form,
        "problem": problem,
        "work": found.work,
        "message": found.sent.message,
        "is_read": found.sent.line.first_read_at is not None,
        "rows": outcome_rows(sent=found.sent, now=request.now),
        "back": reverse(HERE),
        "now": request.now,
    }
    return render(request, "inbox/staff/unread.html", shown, status=409 if problem else 400 if form.errors else 200)
