"""How the connected systems fare, for the portal's operation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.systems.actions import ask_again, switch_system
from ingang.foundation.systems.engagement_index import INDEX, the_index
from ingang.foundation.systems.errors import SwitchedMeanwhile
from ingang.foundation.systems.health import days_of, failures, healths, named_elsewhere
from ingang.foundation.systems.models import ConnectedSystem
from ingang.foundation.systems.queries import all_systems, system_named
from ingang.kernel.actor import OPERATIONS
from ingang.kernel.words import marked
from ingang.services.operation.forms import ReasonForm
from ingang.services.operation.pages import system_line, system_page
from ingang.services.operation.words import OUTCOMES

SWITCHED = {"pa": marked("The system is asked again from now on."), "av": marked("The system is asked no more.")}


@require_safe
@staff(roles=(OPERATIONS,))
def systems(request: StaffRequest) -> HttpResponse:
    found = all_systems()
    asked = found | ({INDEX: ConnectedSystem(code=INDEX, name=gettext("The engagement index"))} if the_index() else {})
    fare = healths(systems=asked, now=request.now)
    lines = [
        system_line(system=one, health=fare[code], now=request.now, has_page=code in found)
        for code, one in asked.items()
    ]
    named = named_elsewhere(known=found, now=request.now)
    return render(request, "operation/systems.html", {"lines": lines, "named": named.items()})


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(OPERATIONS,))
def system(request: StaffRequest, code: str) -> HttpResponse:
    what = request.POST.get("do", "")
    if what == "ask":
        probed = ask_again(actor=request.actor, code=code, now=request.now)
        return _back(code, svar=probed.outcome, tid=str(probed.milliseconds))
    form = ReasonForm(request.POST if what in SWITCHED else None)
    problem = ""
    if what in SWITCHED and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            switch_system(actor=request.actor, code=code, is_on=what == "pa", reason=reason, now=request.now)
            return _back(code, gjort=what)
        except SwitchedMeanwhile as error:
            problem = gettext(error.sentence)
    shown = _shown(request, code) | {"form": form, "problem": problem}
    status = 409 if problem else 400 if request.method == "POST" else 200
    return render(request, "operation/system.html", shown, status=status)


def _shown(request: StaffRequest, code: str) -> dict[str, object]:
    one, now = system_named(code=code), request.now
    health = healths(systems={code: one}, now=now)[code]
    days = days_of(now=now, days=30).get(code, {})
    page: dict[str, object] = system_page(system=one, health=health, days=days, failed=failures(system=code), now=now)
    return page | {"done": _done(request), "now": now}


def _done(request: HttpRequest) -> str:
    """What has just been done, as the address says by its codes."""
    answered, took = request.GET.get("svar", ""), request.GET.get("tid", "")
    if answered in OUTCOMES:
        words = {"outcome": gettext(OUTCOMES[answered]), "took": took if took.isdigit() and len(took) < 7 else "–"}
        return gettext("It was asked just now. %(outcome)s, in %(took)s milliseconds.") % words
    done = request.GET.get("gjort", "")
    return gettext(SWITCHED[done]) if done in SWITCHED else ""


def _back(code: str, **told: str) -> HttpResponse:
    return redirect(f"{reverse('operation:system', kwargs={'code': code})}?{urlencode(told)}")
