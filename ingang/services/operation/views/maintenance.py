"""Work that is planned: what stands on the public page, a new one, and calling one off."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.systems.actions import Planned, call_off_maintenance, plan_maintenance
from ingang.foundation.systems.errors import MaintenanceOver, MaintenanceUnknown
from ingang.foundation.systems.queries import all_systems, coming_maintenance
from ingang.kernel.actor import OPERATIONS
from ingang.kernel.words import marked
from ingang.services.operation.forms import MaintenanceForm

AHEAD = timedelta(days=366)
DONE = {"planerat": marked("It stands on the public page now."), "avblast": marked("It is called off.")}


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(OPERATIONS,))
def maintenance(request: StaffRequest) -> HttpResponse:
    systems = [(code, one.name) for code, one in all_systems().items()]
    sent = request.POST if "plan" in request.POST else None
    form, problem = MaintenanceForm(sent, systems=systems, now=request.now), ""
    if "call_off" in request.POST:
        try:
            call_off_maintenance(actor=request.actor, id=_id(request.POST["call_off"]), now=request.now)
            return _back("avblast")
        except MaintenanceOver as error:
            problem = gettext(error.sentence)
    elif form.is_valid():
        plan_maintenance(actor=request.actor, planned=Planned(**form.cleaned_data), now=request.now)
        return _back("planerat")
    shown = _shown(request, form, dict(systems)) | {"problem": problem}
    status = 409 if problem else 400 if request.method == "POST" else 200
    return render(request, "operation/maintenance.html", shown, status=status)


def _shown(request: StaffRequest, form: MaintenanceForm, names: dict[str, str]) -> dict[str, object]:
    rows = coming_maintenance(now=request.now, within=AHEAD)
    done = DONE.get(request.GET.get("gjort", ""), "")
    return {
        "form": form,
        "planned": [{"row": row, "about": names.get(row.system, "")} for row in rows],
        "done": done and gettext(done),
        "now": request.now,
    }


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise MaintenanceUnknown() from None


def _back(done: str) -> HttpResponse:
    return redirect(f"{reverse('operation:maintenance')}?gjort={done}")
