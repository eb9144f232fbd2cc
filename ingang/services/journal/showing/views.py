"""Pages of the one who shows: what, for how long, the link with its code, and who has opened it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.access.secret_links import can_have_link
from ingang.foundation.identity.middleware import asks_by_itself
from ingang.foundation.identity.requests import ResidentRequest
from ingang.kernel.errors import Conflict
from ingang.services.journal.models import Form
from ingang.services.journal.queries import timeline
from ingang.services.journal.showing import actions, pages
from ingang.services.journal.showing.forms import LastsForm, WhatForm
from ingang.services.journal.showing.models import SHOWING
from ingang.services.journal.showing.queries import check_may_show, handed, may_show, showings
from ingang.services.journal.showing.queries import showing as found_showing
from ingang.services.journal.taking.actions import ask
from ingang.services.journal.taking.pages import shown as shown_taking
from ingang.services.journal.taking.queries import taking as found_taking
from ingang.services.journal.views.parts import CLINICAL, keeper_of

KINDS = (CLINICAL, SHOWING)


@residents(kinds=(CLINICAL,))
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: ResidentRequest) -> HttpResponse:
    """Where the region has it off there is no such page: only the journal."""
    grant, keeper = request.grant, keeper_of(request)
    if not may_show(actor=request.actor, now=request.now):
        return redirect("journal:start")
    here = timeline(grant=grant, keeper=keeper, now=request.now)
    care_givers = sorted({(one.care_giver, one.care_giver_name) for one in here.entries})
    sent = request.POST if request.method == "POST" else None
    form = WhatForm(sent, initial={"form": Form.SUMMARY}, care_givers=care_givers, since=None)
    if form.is_valid():
        base, language = request.build_absolute_uri("/fhir"), get_language() or "sv"
        made = ask(grant=grant, keeper=keeper, wish=form.wish, language=language, base=base, now=request.now)
        return redirect("journal:prepare_showing", id=made)
    rows = pages.rows(showings=showings(grant=grant), now=request.now)
    context = {"form": form, "rows": rows, "may_have_link": can_have_link(grant=grant, now=request.now)}
    return render(request, "journal/showing/start.html", context, status=400 if form.errors else 200)


@residents(kinds=KINDS)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: ResidentRequest, id: UUID) -> HttpResponse:
    check_may_show(actor=request.actor, now=request.now)
    form = LastsForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _prepare(request, id, form, status=400 if form.errors else 200)
    try:
        made = actions.show(
            grant=request.grant,
            keeper=keeper_of(request),
            taking=id,
            lasts=form.chosen,
            places=_places(request),
            label=gettext("Patient's journal"),
            now=request.now,
        )
    except Conflict as error:
        return _prepare(request, id, form, problem=gettext(error.sentence), status=409)
    return redirect("journal:showing", id=made)


@asks_by_itself
@residents(kinds=KINDS)
@require_safe
def waiting(request: ResidentRequest, id: UUID) -> HttpResponse:
    """The same page, for a browser that waits: it does not keep the log-in open."""
    check_may_show(actor=request.actor, now=request.now)
    return _prepare(request, id, LastsForm())


@residents(kinds=KINDS)
@require_safe
def showing(request: ResidentRequest, id: UUID) -> HttpResponse:
    check_may_show(actor=request.actor, now=request.now)
    found = found_showing(grant=request.grant, id=id)
    is_open = found.link.is_open(now=request.now)
    context = {
        "id": id,
        "title": pages.title_of(shown=found),
        "state": pages.state_of(link=found.link, now=request.now),
        "readings": pages.readings_of(shown=found, now=request.now),
        "is_open": is_open,
        "handed": handed(shown=found, keeper=keeper_of(request)) if is_open else None,
        "until": found.link.until,
        "now": request.now,
    }
    return render(request, "journal/showing/showing.html", context)


@residents(kinds=KINDS)
@require_POST
def end(request: ResidentRequest, id: UUID) -> HttpResponse:
    actions.end(grant=request.grant, id=id, now=request.now)
    return redirect("journal:showing", id=id)


def _prepare(
    request: ResidentRequest, id: UUID, form: LastsForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    found = found_taking(grant=request.grant, keeper=keeper_of(request), id=id)
    taken = shown_taking(taken=found, now=request.now)
    context = {"id": id, "taken": taken, "is_being_made": found.is_being_made, "form": form, "problem": problem}
    return render(request, "journal/showing/prepare.html", context, status=status)


def _places(request: ResidentRequest) -> actions.Places:
    return actions.Places(
        manifest=lambda secret: request.build_absolute_uri(reverse("journal:manifest", kwargs={"secret": secret})),
        viewer=request.build_absolute_uri(reverse("journal:viewer")),
    )
