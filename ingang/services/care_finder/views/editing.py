"""The unit's own page as its editors see it: every field with its source, what is missing, changes, and reports."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ingang.foundation.access.doors import staff
from ingang.foundation.care_units.catalogue import ListedOffer
from ingang.foundation.care_units.models import Source
from ingang.foundation.care_units.saying import NOTICE
from ingang.foundation.entitlement.access import UNIT_ADMIN
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.work_items.queries import work_line
from ingang.kernel.periods import local_date
from ingang.services.care_finder.actions.editing import edit_page, undo_change
from ingang.services.care_finder.actions.reporting import answer_report
from ingang.services.care_finder.errors import NothingToUndo
from ingang.services.care_finder.forms import AnswerForm, PageForm, UndoForm
from ingang.services.care_finder.models import About
from ingang.services.care_finder.queries.contact import own_contact, saying_of_itself
from ingang.services.care_finder.queries.correctness import open_report
from ingang.services.care_finder.queries.saying import changes_of, directory_read_at, standing_page
from ingang.services.care_finder.saying_words import differences, offer_state_in_words, source_table
from ingang.services.care_finder.views.contact_card import card_values
from ingang.services.care_finder.views.saying import Saying, as_days, moment_in_words, said
from ingang.services.care_finder.words import directory_rows, offer_title
from ingang.ui.words import date_in_words, day_in_words

ITEM = "work_items.item"
YES_NO = {True: "yes", False: "no", None: ""}


@require_safe
@staff(roles=(UNIT_ADMIN,))
def overview(request: StaffRequest) -> HttpResponse:
    return render(request, "care_finder/own.html", _overview(request))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(UNIT_ADMIN,))
def page(request: StaffRequest) -> HttpResponse:
    unit, today = request.actor.unit, local_date(request.now)
    found = own_contact(unit=unit, now=request.now)
    saying = Saying(
        title=gettext("What the unit says of itself"),
        form=lambda sent, initial: PageForm(sent, initial=initial),
        initial=_initial,
        standing=lambda: standing_page(unit=unit),
        save=lambda values, seen: edit_page(actor=request.actor, said=values, seen=seen, now=request.now),
        card=lambda values: saying_of_itself(found=found, said=values, on=today),
        more={"is_page": True, "checked_on": found.page.checked_on},
    )
    return said(request, saying)


@require_safe
@staff(roles=(UNIT_ADMIN,))
def preview(request: StaffRequest) -> HttpResponse:
    found = own_contact(unit=request.actor.unit, now=request.now)
    card = card_values(found=found, actor=request.actor, now=request.now)
    return render(request, "care_finder/preview.html", card | {"back": reverse("care_finder_staff:own")})


@require_safe
@staff(roles=(UNIT_ADMIN,))
def history(request: StaffRequest) -> HttpResponse:
    changes = [
        {
            "one": one,
            "title": one.title or gettext("The page itself"),
            "rows": differences(before=one.row.before, after=one.row.after, now=request.now),
        }
        for one in changes_of(unit=request.actor.unit)
    ]
    problem = gettext(NothingToUndo.sentence) if "gick-inte" in request.GET else ""
    return render(request, "care_finder/history.html", {"changes": changes, "problem": problem, "now": request.now})


@require_POST
@staff(roles=(UNIT_ADMIN,))
def undo(request: StaffRequest) -> HttpResponse:
    form = UndoForm(request.POST)
    address = reverse("care_finder_staff:history")
    if not form.is_valid():
        return redirect(f"{address}?gick-inte=1")
    try:
        undo_change(actor=request.actor, **form.cleaned_data, now=request.now)
    except NothingToUndo:
        return redirect(f"{address}?gick-inte=1")
    return redirect(address)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(UNIT_ADMIN,), kinds=(ITEM,))
def answer(request: StaffRequest, item: UUID) -> HttpResponse:
    line = work_line(grant=request.grant, item=item, now=request.now)
    row = open_report(unit=request.actor.unit, reference=line.item.subject)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        answer_report(
            grant=request.grant, item=item, reference=row.reference, is_corrected=values["outcome"] == "corrected",
            answer=values["answer"], now=request.now,
        )  # fmt: skip
        return redirect("staff_desk:start")
    shown = {"row": row, "about": gettext(About(row.about).label), "form": form, "now": request.now}
    return render(request, "care_finder/answer.html", shown, status=400 if request.method == "POST" else 200)


def _overview(request: StaffRequest) -> dict[str, Any]:
    unit, now = request.actor.unit, request.now
    found = own_contact(unit=unit, now=now)
    table = source_table(
        directory=directory_rows(unit=found.unit, page=found.page),
        said=standing_page(unit=unit).said,
        read_on=moment_in_words(directory_read_at(), date_in_words, now=now),
        checked_on=moment_in_words(found.page.checked_on, day_in_words, now=now),
        now=now,
    )
    return {
        "unit": found.unit,
        "page": found.page,
        "missing": [gettext(demand.reason) for demand in found.listed.missing],
        "table": table,
        "web_titles": [one.title(language=get_language() or "sv") for one in found.on_the_web],
        "offers": [_offer_line(one) for one in found.listed.offers],
        "saved": "sparat" in request.GET,
        "now": now,
    }


def _offer_line(one: ListedOffer) -> dict[str, Any]:
    return {
        "code": one.offer.code if one.offer.source == Source.UNIT else "",
        "title": offer_title(offer=one.offer),
        "state": offer_state_in_words(one=one),
        "is_public": one.is_public,
        "checked_on": one.offer.checked_on,
    }


def _initial(kept: Mapping[str, Any]) -> dict[str, Any]:
    first, last, text = kept[NOTICE] or ("", "", "")
    days = as_days({"first_day": first, "last_day": last}, ("first_day", "last_day"))
    answers = {name: YES_NO[kept[name]] for name in ("is_step_free", "takes_listings")}
    return {**kept, **answers, "notice": text, **days}
