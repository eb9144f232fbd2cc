"""Work that is planned: what stands on the public page, a new one, and calling one off."""

from datetime import timedelta
from uuid import UUID

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.systems.actions import call_off_maintenance, change_maintenance, plan_maintenance
from ingang.foundation.systems.errors import MaintenanceChanged, MaintenanceOver, MaintenanceUnknown
from ingang.foundation.systems.queries import all_systems, coming_maintenance, maintenance_of
from ingang.foundation.systems.words import about_words
from ingang.kernel.actor import OPERATIONS
from ingang.kernel.words import marked
from ingang.services.operation.forms import MaintenanceForm, about_of

AHEAD = timedelta(days=366)
DONE = {
    "planerat": marked("It stands on the public page now."),
    "andrat": marked("It is changed."),
    "avblast": marked("It is called off."),
}


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
        plan_maintenance(actor=request.actor, planned=form.planned, now=request.now)
        return _back("planerat")
    shown = _shown(request, form, dict(systems)) | {"problem": problem}
    status = 409 if problem else 400 if request.method == "POST" else 200
    return render(request, "operation/maintenance.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(OPERATIONS,))
def change(request: StaffRequest, id: UUID) -> HttpResponse:
    row, problem = maintenance_of(id=id), ""
    systems = [(code, one.name) for code, one in all_systems().items()]
    sent = request.POST if request.method == "POST" else None
    now_there = model_to_dict(row) | {"about": about_of(row)}
    form = MaintenanceForm(sent, initial=now_there, systems=systems, now=request.now)
    if form.is_valid():
        version = _version(request.POST.get("version", ""))
        try:
            change_maintenance(actor=request.actor, id=id, version=version, planned=form.planned, now=request.now)
            return _back("andrat")
        except (MaintenanceChanged, MaintenanceOver) as error:
            problem = gettext(error.sentence)
    shown = {"form": form, "row": row, "problem": problem, "now": request.now}
    status = 409 if problem else 400 if form.errors else 200
    return render(request, "operation/change.html", shown, status=status)


def _version(text: str) -> int:
    """The version that the writer read; what is no number is no version that anybody has read."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _shown(request: StaffRequest, form: MaintenanceForm, names: dict[str, str]) -> dict[str, object]:
    rows = coming_maintenance(now=request.now, within=AHEAD)
    done = DONE.get(request.GET.get("gjort", ""), "")
    return {
        "form": form,
        "planned": [{"row": row, "about": about_words(row, names)} for row in rows],
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
