"""The page on which staff look somebody up and take a step about what she has closed."""

from collections.abc import Callable, Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.grant import Grant
from ingang.services.my_settings.forms import LookUpForm
from ingang.services.my_settings.looking_up import opened

Stepped = Callable[[StaffRequest, LookUpForm, Grant], Mapping[str, object]]


def look_up_page(request: StaffRequest, *, kind: str, template: str, stepped: Stepped) -> HttpResponse:
    """The page; `stepped` takes the step that was asked for, under the grant, and gives what the page shows of her."""
    form = LookUpForm(request.POST if request.method == "POST" else None)
    shown: dict[str, object] = {"form": form, "now": request.now}
    if form.is_valid():
        grant = opened(actor=request.actor, number=form.cleaned_data["number"], kinds=(kind,), now=request.now)
        if grant is None:
            form.add_error("number", gettext("Your unit can help nobody with this number."))
        else:
            shown |= stepped(request, form, grant)
    return render(request, template, shown, status=400 if form.errors else 200)
