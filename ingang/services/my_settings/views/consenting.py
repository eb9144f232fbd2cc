"""Consents to read across care givers: who has one, and taking it back in one step."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import residents
from ingang.foundation.care_units.queries import care_giver_names, care_unit_names
from ingang.foundation.consents.actions.consents import take_back
from ingang.foundation.consents.part import CONSENT
from ingang.foundation.consents.queries import Allowance, allowances
from ingang.foundation.identity.requests import ResidentRequest


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(CONSENT,), own_only=True)
def consents(request: ResidentRequest) -> HttpResponse:
    if request.method == "POST":
        take_back(grant=request.grant, care_giver=request.POST.get("care_giver", ""), now=request.now)
        return redirect(f"{reverse('my_settings:consents')}?slut=1")
    found = allowances(grant=request.grant, now=request.now)
    shown = {"holders": _holders(found), "is_ended": "slut" in request.GET, "now": request.now}
    return render(request, "my_settings/consents.html", shown)


def _holders(found: list[Allowance]) -> list[dict[str, object]]:
    """Each care giver by name, with what lets its units read."""
    givers = care_giver_names(hsa_ids=frozenset(one.care_giver for one in found))
    units = care_unit_names(hsa_ids=frozenset(one.unit for one in found))
    held: dict[str, list[dict[str, object]]] = {}
    for one in found:
        held.setdefault(one.care_giver, []).append({"one": one, "unit": units.get(one.unit, one.unit)})
    named: list[dict[str, object]] = [
        {"id": giver, "name": givers.get(giver, giver), "allowances": rows} for giver, rows in held.items()
    ]
    return sorted(named, key=lambda holder: str(holder["name"]))
