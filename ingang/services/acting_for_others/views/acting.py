"""Acting for another person: choosing whom, and going back to oneself."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.access.errors import NotYours
from ingang.foundation.access.representation import check_may_act_for
from ingang.foundation.identity.actions import choose_acting_for, leave_acting_for
from ingang.foundation.identity.requests import ResidentRequest
from ingang.kernel.actor import Representative
from ingang.services.acting_for_others.queries.others import people_i_act_for


@require_safe
@residents()
def start(request: ResidentRequest) -> HttpResponse:
    """Whom one may act for, until when, and what one reaches for each of them."""
    is_acting = isinstance(request.actor, Representative)
    shown = {"others": people_i_act_for(actor=request.actor, now=request.now), "is_acting": is_acting}
    return render(request, "acting_for_others/start.html", shown)


@require_POST
@residents(any_subject=True)
def begin(request: ResidentRequest) -> HttpResponse:
    """A choice is weighed and recorded, and weighed again at every page."""
    person = _chosen(request)
    check_may_act_for(actor=request.actor, person=person, now=request.now)
    choose_acting_for(log_in=request.log_in, person=person, origin=request.origin, now=request.now)
    return redirect("overview:start")


@require_POST
@residents(any_subject=True)
def leave(request: ResidentRequest) -> HttpResponse:
    leave_acting_for(log_in=request.log_in, origin=request.origin, now=request.now)
    return redirect("overview:start")


def _chosen(request: ResidentRequest) -> UUID:
    """The person in the form; a malformed one and oneself look like somebody who is not there."""
    try:
        person = UUID(request.POST.get("person", ""))
    except ValueError:
        raise NotYours() from None
    if person == request.actor.person:
        raise NotYours()
    return person
