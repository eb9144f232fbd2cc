"""Acting for another person: choosing whom, and going back to oneself."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ingang.foundation.access.actions import open_person
from ingang.foundation.access.doors import residents
from ingang.foundation.access.errors import AccessRefused, NotYours
from ingang.foundation.identity.actions import choose_acting_for, leave_acting_for
from ingang.foundation.identity.requests import HouseRequest
from ingang.kernel.actor import Representative
from ingang.kernel.grant import Grant, Purpose
from ingang.services.log_in.views.parts import house, landing

PERSON_KIND = "people.person"


@residents()
@require_http_methods(["GET", "HEAD", "POST"])
def act_for(plain: HttpRequest) -> HttpResponse:
    """Whom one may act for; a choice is weighed and recorded, and weighed again at every page."""
    request = house(plain)
    if request.log_in is None or request.log_in.person is None or request.method != "POST":
        return _page(request)
    choose_acting_for(log_in=request.log_in, grant=_weighed(request, request.log_in.person), now=request.now)
    return redirect(landing(log_in=request.log_in))


@residents()
@require_POST
def leave_act_for(plain: HttpRequest) -> HttpResponse:
    request = house(plain)
    if request.log_in is None:
        raise NotYours()
    leave_acting_for(log_in=request.log_in, origin=request.origin, now=request.now)
    return redirect(landing(log_in=request.log_in))
