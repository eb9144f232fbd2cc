"""Acting for another person: choosing whom, and going back to oneself."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.access.errors import NotYours
from ingang.foundation.identity.actions import leave_acting_for
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.people.errors import RegisterDown
from ingang.kernel.actor import Representative
from ingang.services.acting_for_others.actions import begin_acting
from ingang.services.acting_for_others.queries.mandates import questions_to
from ingang.services.acting_for_others.queries.others import people_i_act_for


@require_safe
@residents()
def start(request: ResidentRequest) -> HttpResponse:
    """Whom one may act for, until when, and what one reaches for each of them."""
    return _page(request)


@require_POST
@residents(any_subject=True)
def begin(request: ResidentRequest) -> HttpResponse:
    """A choice is weighed and recorded, and weighed again at every page."""
    person = _chosen(request)
    try:
        begin_acting(actor=request.actor, log_in=request.log_in, person=person, now=request.now)
    except RegisterDown as error:
        return _page(request, problem=gettext(error.sentence), status=503)
    return redirect("overview:start")


@require_POST
@residents(any_subject=True)
def leave(request: ResidentRequest) -> HttpResponse:
    leave_acting_for(log_in=request.log_in, origin=request.origin, now=request.now)
    return redirect("overview:start")


def _page(request: ResidentRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
    is_acting = isinstance(request.actor, Representative)
    shown = {
        "others": people_i_act_for(actor=request.actor, now=request.now),
        "is_acting": is_acting,
        "problem": problem,
        "questions": () if is_acting else questions_to(person=request.actor.person, now=request.now),
    }
    return render(request, "acting_for_others/start.html", shown, status=status)


def _chosen(request: ResidentRequest) -> UUID:
    """The person in the form; a malformed one and oneself look like somebody who is not there."""
    try:
        person = UUID(request.POST.get("person", ""))
    except ValueError:
        raise NotYours() from None
    if person == request.actor.person:
        raise NotYours()
    return person
