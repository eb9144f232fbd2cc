"""Acting for another person: choosing whom, and going back to oneself."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ingang.foundation.access.acting import PERSON_KIND, people_one_may_act_for
from ingang.foundation.access.actions import open_person
from ingang.foundation.access.doors import residents
from ingang.foundation.access.errors import NotYours
from ingang.foundation.identity.actions import choose_acting_for, leave_acting_for
from ingang.foundation.identity.requests import HouseRequest
from ingang.kernel.actor import Representative
from ingang.kernel.grant import Grant, Purpose
from ingang.services.log_in.views.parts import house, landing


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


def _weighed(request: HouseRequest, acting: UUID) -> Grant:
    try:
        person = UUID(request.POST.get("person", ""))
    except ValueError:
        raise NotYours() from None
    actor = Representative(person=acting, acting_for=person, origin=request.origin)
    if person == acting:
        raise NotYours()
    return open_person(actor=actor, person=person, kinds=(PERSON_KIND,), purpose=Purpose.OWN_ACCESS, now=request.now)


def _page(request: HouseRequest) -> HttpResponse:
    acting = request.log_in and request.log_in.person
    people = people_one_may_act_for(person=acting, now=request.now) if acting else []
    is_acting = isinstance(request.actor, Representative)
    return render(request, "log_in/act_for.html", {"people": people, "is_acting": is_acting})
