"""Acting for another person: choosing whom, and going back to oneself."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ingang.foundation.access.doors import residents
from ingang.foundation.access.errors import NotYours
from ingang.foundation.access.representation import check_may_act_for, people_i_may_act_for
from ingang.foundation.identity.actions import choose_acting_for, leave_acting_for
from ingang.foundation.identity.requests import HouseRequest, ResidentRequest
from ingang.kernel.actor import Representative, Resident
from ingang.services.log_in.views.parts import landing


@residents()
@require_http_methods(["GET", "HEAD", "POST"])
def act_for(plain: HttpRequest) -> HttpResponse:
    """Whom one may act for; a choice is weighed and recorded, and weighed again at every page."""
    request = cast(ResidentRequest, plain)
    if request.method != "POST":
        return _page(request, request.actor)
    person = _chosen(request, request.actor)
    choose_acting_for(log_in=request.log_in, person=person, origin=request.origin, now=request.now)
    return redirect(landing(log_in=request.log_in))


@residents()
@require_POST
def leave_act_for(plain: HttpRequest) -> HttpResponse:
    request = cast(ResidentRequest, plain)
    leave_acting_for(log_in=request.log_in, origin=request.origin, now=request.now)
    return redirect(landing(log_in=request.log_in))


def _chosen(request: HouseRequest, actor: Resident | Representative) -> UUID:
    try:
        person = UUID(request.POST.get("person", ""))
    except ValueError:
        raise NotYours() from None
    if person == actor.person:
        raise NotYours()
    check_may_act_for(actor=actor, person=person, now=request.now)
    return person


def _page(request: HouseRequest, actor: Resident | Representative) -> HttpResponse:
    choices = people_i_may_act_for(actor=actor, now=request.now)
    is_acting = isinstance(actor, Representative)
    return render(request, "log_in/act_for.html", {"choices": choices, "is_acting": is_acting})
