"""The functions of a unit that can be called by themselves, put and removed by its administrator."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ingang.foundation.access.doors import staff
from ingang.foundation.care_units.catalogue import unit_functions
from ingang.foundation.entitlement.access import UNIT_ADMIN
from ingang.foundation.identity.requests import StaffRequest
from ingang.services.care_finder.actions.functions import put_function, remove_function
from ingang.services.care_finder.forms import FunctionForm
from ingang.services.care_finder.words import called_rows


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(UNIT_ADMIN,))
def overview(request: StaffRequest) -> HttpResponse:
    form = FunctionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        put_function(
            actor=request.actor, code=said["function"], phone=said["phone"], hours=form.hours_said(), now=request.now
        )  # fmt: skip
        return redirect("care_finder_staff:functions")
    unit = request.actor.unit
    called = called_rows(functions=unit_functions(units=[unit]).get(unit, []))
    shown = {"form": form, "called": called}
    return render(request, "care_finder/functions.html", shown, status=400 if form.errors else 200)


@require_POST
@staff(roles=(UNIT_ADMIN,))
def remove(request: StaffRequest, function: str) -> HttpResponse:
    remove_function(actor=request.actor, code=function, now=request.now)
    return redirect("care_finder_staff:functions")
