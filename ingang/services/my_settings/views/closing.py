"""The four closings side by side, and Försegla journalen: a page that says what it does, a button, and it is done."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.consents.actions.seals import seal_journal
from ingang.foundation.consents.part import BLOCK
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.people.queries import person
from ingang.kernel.words import marked
from ingang.ui.values import Cell, Table

CLOSINGS = (
    (
        marked("Locking the log-in"), "log_in:lock", marked("Everybody who logs in as you, you too"),
        marked("All services here"), marked("Care by telephone and at visits"),
    ),
    (
        marked("Sealing the journal"), "my_settings:seal", marked("You, and whoever acts for you"),
        marked("Reading the journal here"), marked("Staff read as before, and all other services"),
    ),
    (
        marked("Blocking the journal"), "my_settings:blocks", marked("Staff at other units or care givers"),
        marked("Reading what a care giver has written"), marked("You read it yourself, and so does whoever wrote it"),
    ),
    (
        marked("Blocking a guardian"), "", marked("A guardian, by the unit's decision"),
        marked("Acting for the child and reading about it"), marked("The child's care, and the other guardian"),
    ),
)  # fmt: skip
"""Each with its page, who is stopped, from what, and what stays open (corrections 5)."""


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(BLOCK,), own_only=True)
def seal(request: ResidentRequest) -> HttpResponse:
    if request.method == "POST":
        seal_journal(grant=request.grant, now=request.now)
        return redirect("my_settings:seal")
    one = person(id=request.grant.person)
    return render(request, "my_settings/seal.html", {"sealed_at": one.journal_sealed_at if one else None})


@require_safe
@residents(own_only=True)
def closings(request: ResidentRequest) -> HttpResponse:
    columns = (gettext("Way to close"), gettext("Who is stopped"), gettext("From what"), gettext("What stays open"))
    rows = [
        (Cell(text=gettext(name), url=reverse(page) if page else ""), *(Cell(text=gettext(one)) for one in told))
        for name, page, *told in CLOSINGS
    ]
    table = Table(caption=gettext("Four ways to close"), columns=columns, rows=rows)
    return render(request, "my_settings/closings.html", {"table": table})
