"""Where the editors and the regions begin, a region's own answer, many answers at once, and following by unit."""

from typing import Any

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.regions.rules import region as region_named
from ingang.kernel.actor import REGION_ADMIN
from ingang.kernel.periods import local_date
from ingang.services.roadmap import queries
from ingang.services.roadmap.actions.regions import answer_for_municipality, answer_for_region, take_answers
from ingang.services.roadmap.actions.saving import can_answer, can_edit, can_follow
from ingang.services.roadmap.actions.telling import follow
from ingang.services.roadmap.desk_pages import editors_page, own_column
from ingang.services.roadmap.editing import Editing, Standing, edited
from ingang.services.roadmap.errors import Missing
from ingang.services.roadmap.forms import AnswerForm, TableForm
from ingang.services.roadmap.importing import COLUMNS, read_answers
from ingang.services.roadmap.municipality_pages import answered_for, columns_of
from ingang.services.roadmap.rules import MUNICIPALITY_ADMIN, ROADMAP_EDITOR, WEEK, RegionState, monday_of
from ingang.services.roadmap.words import change_words, place_name, region_words, said


@require_safe
@staff(roles=(ROADMAP_EDITOR, REGION_ADMIN, MUNICIPALITY_ADMIN))
def start(request: StaffRequest) -> HttpResponse:
    shown = {
        "editor": editors_page(now=request.now) if can_edit(actor=request.actor) else None,
        "column": own_column(region=request.actor.region, now=request.now) if can_answer(actor=request.actor) else None,
        "answers_for_municipalities": bool(answered_for(actor=request.actor)),
        "done": "gjort" in request.GET,
        "too_late": "for-sent" in request.GET,
        "now": request.now,
    }
    return render(request, "roadmap/staff/start.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(REGION_ADMIN,))
def answer(request: StaffRequest, slug: str) -> HttpResponse:
    row, region = queries.initiative(slug=slug), request.actor.region

    def save(values: dict[str, Any], seen: int) -> None:
        answer_for_region(actor=request.actor, slug=slug, seen=seen, values=values, now=request.now)

    def standing() -> Standing:
        one = queries.answers_about(initiative=row).get(region)
        return Standing(values=model_to_dict(one), version=one.version) if one else Standing(values={}, version=0)

    names = {"region": region_named(region).name, "initiative": said(row, "title")}
    editing = Editing(
        title=gettext("%(region)s: %(initiative)s") % names,
        back=reverse("roadmap_staff:start"),
        form=lambda data, initial: AnswerForm(data, initial=initial),
        standing=standing,
        save=save,
    )
    return edited(request, editing)


@require_safe
@staff(roles=(REGION_ADMIN, MUNICIPALITY_ADMIN))
def municipalities(request: StaffRequest) -> HttpResponse:
    shown = {"columns": columns_of(actor=request.actor, now=request.now), "done": "gjort" in request.GET}
    return render(request, "roadmap/staff/municipalities.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(REGION_ADMIN, MUNICIPALITY_ADMIN))
def municipality_answer(request: StaffRequest, code: str, slug: str) -> HttpResponse:
    row, name = queries.initiative(slug=slug), place_name(code)
    if code not in {one.code for one in answered_for(actor=request.actor)} or not row.municipality_must_sv:
        raise Missing()

    def save(values: dict[str, Any], seen: int) -> None:
        answer_for_municipality(
            actor=request.actor, slug=slug, municipality=code, seen=seen, values=values, now=request.now
        )

    def standing() -> Standing:
        one = queries.answers_of_municipalities(among=[row]).get((row.id, code))
        return Standing(values=model_to_dict(one), version=one.version) if one else Standing(values={}, version=0)

    editing = Editing(
        title=gettext("%(region)s: %(initiative)s") % {"region": name, "initiative": said(row, "title")},
        back=reverse("roadmap_staff:municipalities"),
        form=lambda data, initial: AnswerForm(data, initial=initial),
        standing=standing,
        save=save,
    )
    return edited(request, editing)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(ROADMAP_EDITOR,))
def table(request: StaffRequest) -> HttpResponse:
    form = TableForm(request.POST if request.method == "POST" else None)
    names, taken = queries.titles(), None
    if form.is_valid():
        taken = read_answers(text=form.cleaned_data["text"], slugs=names.keys(), asking=_asking())
        if "confirm" in request.POST and taken.answers:
            take_answers(actor=request.actor, answers=taken.answers, now=request.now)
            return redirect(f"{reverse('roadmap_staff:start')}?gjort=1")
    shown = {
        "form": form,
        "taken": taken,
        "answers": [(one, place_name(one.place), region_words(one.state)) for one in taken.answers] if taken else [],
        "columns": ";".join(COLUMNS),
        "codes": [(str(code), region_words(code)) for code in RegionState],
    }
    return render(request, "roadmap/staff/table.html", shown, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
def following(request: StaffRequest) -> HttpResponse:
    if request.method == "POST":
        follow(actor=request.actor, wanted=request.POST.get("do") == "follow", now=request.now)
        return redirect("roadmap_staff:following")
    monday = monday_of(local_date(request.now))
    weeks = [(begins, queries.week_of_changes(monday=begins)) for begins in (monday, monday - WEEK)]
    shown = {
        "can_follow": can_follow(actor=request.actor),
        "follows": queries.follows(unit=request.actor.unit),
        "weeks": [
            (begins, [(one, change_words(one, now=request.now), said(one, "reason")) for one in rows])
            for begins, rows in weeks
        ],
        "now": request.now,
    }
    return render(request, "roadmap/staff/following.html", shown)


def _asking() -> set[str]:
    return {row.slug for row in queries.asking_municipalities()}
