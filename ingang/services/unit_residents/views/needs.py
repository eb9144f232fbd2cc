"""Needs: what is noted of whom, one note more, and which needs residents tell themselves."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from ingang.foundation.access.doors import staff
from ingang.foundation.entitlement.access import UNIT_ADMIN
from ingang.foundation.entitlement.actions.areas import set_self_inclusion
from ingang.foundation.entitlement.actions.noting import say_need
from ingang.foundation.entitlement.errors import NobodyHasTheNumber
from ingang.foundation.entitlement.part import STANDING
from ingang.foundation.entitlement.queries.unit import find_person, inclusions_page
from ingang.foundation.entitlement.standing import self_included
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.periods import local_date
from ingang.services.unit_residents.forms import NeedForm, ThemselvesForm
from ingang.services.unit_residents.views.parts import check_page, is_written, sentence, tabs
from ingang.services.unit_residents.words import need_title


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(STANDING,), roles=(UNIT_ADMIN,))
def needs(request: StaffRequest) -> HttpResponse:
    form = NeedForm(request.POST if request.method == "POST" else None, today=local_date(request.now))
    if is_written(request, form):
        try:
            return _note(request, form)
        except NobodyHasTheNumber as error:
            form.add_error("number", sentence(error))
    return _page(request, form)


def _note(request: StaffRequest, form: NeedForm) -> HttpResponse:
    person, name = find_person(grant=request.grant, number=form.cleaned_data["number"], now=request.now)
    need, is_included = form.cleaned_data["need"], form.cleaned_data["is_included"] == "yes"
    if "confirm" in request.POST:
        say_need(grant=request.grant, person=person, need=need, is_included=is_included, now=request.now)
        return redirect("unit_residents:needs")
    answer = gettext("The person has the need") if is_included else gettext("The person does not have the need")
    return check_page(
        request,
        back="needs",
        title=gettext("Note this?"),
        rows=[(gettext("Name"), name), (gettext("Need"), need_title(need)), (gettext("What is noted"), answer)],
        button=gettext("Note it"),
        effect=gettext(
            "It decides which kinds of time the person can book. The person sees in the log that you noted it."
        ),
    )


@require_POST
@staff(kinds=(STANDING,), roles=(UNIT_ADMIN,))
def themselves(request: StaffRequest) -> HttpResponse:
    form = ThemselvesForm(request.POST)
    if not form.is_valid():
        return redirect("unit_residents:needs")
    chosen = frozenset(form.cleaned_data["needs"])
    if "confirm" in request.POST:
        set_self_inclusion(grant=request.grant, needs=chosen, now=request.now)
        return redirect("unit_residents:needs")
    before = self_included(unit=request.grant.unit)
    return check_page(
        request,
        back="needs",
        title=gettext("Let residents tell this themselves?"),
        rows=[(gettext("Before"), _listed(before)), (gettext("After"), _listed(chosen))],
        button=gettext("Decide this"),
        effect=gettext("What residents have told already stays."),
    )


def _listed(needs: frozenset[str]) -> str:
    return ", ".join(need_title(need) for need in sorted(needs)) or gettext("Nothing")


def _page(request: StaffRequest, form: NeedForm) -> HttpResponse:
    page = inclusions_page(grant=request.grant, number=request.GET.get("sida", ""), now=request.now)
    initial = {"needs": sorted(self_included(unit=request.grant.unit))}
    shown = {
        "form": form,
        "themselves": ThemselvesForm(initial=initial),
        "page": page,
        "lines": [(one, need_title(one.row.need)) for one in page.object_list],
        "tabs": tabs("needs"),
        "now": request.now,
    }
    return render(request, "unit_residents/needs.html", shown, status=400 if form.errors else 200)
