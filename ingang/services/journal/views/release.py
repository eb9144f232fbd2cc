"""When results are shown: the reader's choice, what waits, and what each care giver shows."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.services.journal.coverage import coverage_page
from ingang.services.journal.forms import ReleaseForm
from ingang.services.journal.gate import longest_wait
from ingang.services.journal.queries import timeline
from ingang.services.journal.release_choices import choose, chosen, show_now
from ingang.services.journal.views.parts import CLINICAL, keeper_of


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(CLINICAL,))
def choices(request: ResidentRequest) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = ReleaseForm(sent, initial=chosen(grant=request.grant))
    if form.is_valid():
        choose(grant=request.grant, choices=form.choices, now=request.now)
        return redirect(f"{reverse('journal:choices')}?sparat=1")
    longest = longest_wait(person=request.grant.person, now=request.now)
    shown = {"form": form, "days": longest.days, "is_saved": "sparat" in request.GET}
    return render(request, "journal/choices.html", shown, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(CLINICAL,))
def waiting(request: ResidentRequest) -> HttpResponse:
    if request.method == "POST":
        show_now(grant=request.grant, now=request.now)
        return redirect("journal:start")
    everything = timeline(grant=request.grant, keeper=keeper_of(request), now=request.now)
    longest = longest_wait(person=request.grant.person, now=request.now)
    return render(request, "journal/waiting.html", {"something": everything.something_waits, "days": longest.days})


@require_safe
@residents(kinds=(CLINICAL,))
def shown(request: ResidentRequest) -> HttpResponse:
    return render(request, "journal/shown.html", coverage_page(now=request.now))
