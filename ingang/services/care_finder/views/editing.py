"""The unit's own page as its editor sees it: what each source says, what is missing, and reports of errors."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST

from ingang.foundation.access.doors import staff
from ingang.foundation.care_units.catalogue import listed, own_notice, unit_functions
from ingang.foundation.care_units.offered import offered_on_the_web
from ingang.foundation.care_units.queries import care_unit
from ingang.foundation.entitlement.access import UNIT_ADMIN
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.work_items.queries import work_line
from ingang.kernel.periods import local_date
from ingang.services.care_finder.actions.editing import edit_page, put_function, remove_function
from ingang.services.care_finder.actions.reporting import answer_report
from ingang.services.care_finder.errors import UnitUnknown
from ingang.services.care_finder.forms import AnswerForm, FunctionForm, PageForm
from ingang.services.care_finder.models import About
from ingang.services.care_finder.queries.correctness import open_report
from ingang.services.care_finder.words import called_rows, directory_rows, offer_title

ITEM = "work_items.item"


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(UNIT_ADMIN,))
def page(request: StaffRequest) -> HttpResponse:
    shown = _shown(request)
    sent = request.POST if request.method == "POST" else None
    form = PageForm(sent, initial=_initial(request, shown))
    if sent is None or not form.is_valid():
        return render(request, "care_finder/edit.html", shown | {"form": form}, status=400 if sent else 200)
    edit_page(actor=request.actor, fields=form.fields_said(), notice=form.notice_said(), now=request.now)
    return redirect(f"{reverse('care_finder_staff:edit')}?sparat=1")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(UNIT_ADMIN,))
def functions(request: StaffRequest) -> HttpResponse:
    form = FunctionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        put_function(
            actor=request.actor, code=said["function"], phone=said["phone"], hours=form.hours_said(), now=request.now
        )  # fmt: skip
        return redirect("care_finder_staff:functions")
    shown = _shown(request) | {"form": form}
    return render(request, "care_finder/functions.html", shown, status=400 if form.errors else 200)


@require_POST
@staff(roles=(UNIT_ADMIN,))
def remove(request: StaffRequest, function: str) -> HttpResponse:
    remove_function(actor=request.actor, code=function, now=request.now)
    return redirect("care_finder_staff:functions")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(UNIT_ADMIN,), kinds=(ITEM,))
def answer(request: StaffRequest, item: UUID) -> HttpResponse:
    line = work_line(grant=request.grant, item=item, now=request.now)
    row = open_report(unit=request.actor.unit, reference=line.item.subject)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        answer_report(
            grant=request.grant, item=item, reference=row.reference, is_corrected=said["outcome"] == "corrected",
            answer=said["answer"], now=request.now,
        )  # fmt: skip
        return redirect("staff_desk:start")
    shown = {"row": row, "about": gettext(About(row.about).label), "form": form, "now": request.now}
    return render(request, "care_finder/answer.html", shown, status=400 if request.method == "POST" else 200)


def _shown(request: StaffRequest) -> dict[str, Any]:
    unit = care_unit(hsa_id=request.actor.unit)
    if unit is None:
        raise UnitUnknown()
    one = listed(units=[unit], on=local_date(request.now))[0]
    if one.page is None:
        raise UnitUnknown()
    on_the_web = offered_on_the_web(units=[unit.hsa_id], now=request.now).get(unit.hsa_id, [])
    return {
        "unit": unit,
        "page": one.page,
        "missing": [gettext(demand.reason) for demand in one.missing],
        "directory": directory_rows(unit=unit, page=one.page),
        "web_titles": [each.title(language=get_language() or "sv") for each in on_the_web],
        "offers": [
            {"title": offer_title(offer=each.offer), "is_public": each.is_public, "is_included": each.is_included}
            for each in one.offers
        ],
        "called": called_rows(functions=unit_functions(units=[unit.hsa_id]).get(unit.hsa_id, [])),
        "saved": "sparat" in request.GET,
        "now": request.now,
    }


def _initial(request: StaffRequest, shown: dict[str, Any]) -> dict[str, Any]:
    page, notice = shown["page"], own_notice(unit=request.actor.unit)
    words = {True: "yes", False: "no", None: ""}
    said = {
        name: getattr(page, name) for name in ("about", "how_to_seek", "your_visit", "languages", "is_digital", "owner")
    }
    said |= {name: words[getattr(page, name)] for name in ("is_step_free", "takes_listings")}
    if notice:
        said |= {"notice": notice.text, "first_day": notice.first_day, "last_day": notice.last_day}
    return said
