"""What the unit has sent, and who has read it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.services.inbox.access import can_keep_templates
from ingang.services.inbox.models import MESSAGE
from ingang.services.inbox.outcomes import outcome_rows
from ingang.services.inbox.queries.sent import sent_by_unit, sent_message
from ingang.services.inbox.queries.unit import own_drafts


@require_safe
@staff(kinds=(MESSAGE,))
def desk(request: StaffRequest) -> HttpResponse:
    shown = {
        "page": sent_by_unit(grant=request.grant, now=request.now, page=request.GET.get("sida", "1")),
        "drafts": own_drafts(grant=request.grant, now=request.now),
        "keeps_templates": can_keep_templates(actor=request.actor),
        "now": request.now,
    }
    return render(request, "inbox/staff/desk.html", shown)


@require_safe
@staff(kinds=(MESSAGE,))
def message(request: StaffRequest, id: UUID) -> HttpResponse:
    found = sent_message(id=id, grant=request.grant, now=request.now)
    shown = {
        "line": found.line,
        "message": found.message,
        "rows": outcome_rows(sent=found, now=request.now),
        "back": reverse("inbox:desk"),
        "now": request.now,
    }
    return render(request, "inbox/staff/sent.html", shown)
