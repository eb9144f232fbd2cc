"""Försegla journalen: one page that says what it does, one button, and it is done."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import residents
from ingang.foundation.consents.actions.seals import seal_journal
from ingang.foundation.consents.part import BLOCK
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.people.queries import person


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(BLOCK,), own_only=True)
def seal(request: ResidentRequest) -> HttpResponse:
    if request.method == "POST":
        seal_journal(grant=request.grant, now=request.now)
        return redirect("my_settings:seal")
    one = person(id=request.grant.person)
    return render(request, "my_settings/seal.html", {"sealed_at": one.journal_sealed_at if one else None})
