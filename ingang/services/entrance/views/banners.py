"""For the editors of banners: what there is, a new one, what it will look like, showing it and taking it away."""

from typing import Any
from uuid import UUID

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.words import marked
from ingang.services.entrance.access import banner_region
from ingang.services.entrance.actions import change_banner, confirm_banner, draft_banner, end_banner
from ingang.services.entrance.errors import BannerChanged, BannerError, BannerNotDraft, BannerOver
from ingang.services.entrance.forms import BannerForm
from ingang.services.entrance.models import Banner, Level
from ingang.services.entrance.queries import own_banner, own_banners
from ingang.services.entrance.rules import BANNER_EDITOR, State, state_of
from ingang.services.entrance.showing import shown_banner
from ingang.services.entrance.words import STATES, region_words, sections

DONE = {
    "visas": marked("It is shown from its time on."),
    "avslutad": marked("It is shown no more."),
}


@require_safe
@staff(roles=(BANNER_EDITOR,))
def start(request: StaffRequest) -> HttpResponse:
    rows = [_line(row, request) for row in own_banners(actor=request.actor)]
    done = DONE.get(request.GET.get("gjort", ""), "")
    shown = {
        "standing": [one for one in rows if one["state"] is not State.ENDED],
        "ended": [one for one in rows if one["state"] is State.ENDED],
        "where": region_words(banner_region(actor=request.actor)),
        "done": done and gettext(done),
        "now": request.now,
    }
    return render(request, "entrance/banners.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(BANNER_EDITOR,))
def new(request: StaffRequest) -> HttpResponse:
    former = _former(request)
    form = _form(request, former)
    if not form.is_valid():
        return _form_page(request, form, former=former)
    replaces = former.id if former and state_of(former, now=request.now) is not State.ENDED else None
    made = draft_banner(actor=request.actor, said=form.said, replaces=replaces, now=request.now)
    return redirect("entrance:banner", id=made.id)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(BANNER_EDITOR,))
def change(request: StaffRequest, id: UUID) -> HttpResponse:
    row = own_banner(actor=request.actor, id=id)
    form, problem = _form(request, row), ""
    if form.is_valid():
        try:
            change_banner(actor=request.actor, id=id, version=_version(request), said=form.said, now=request.now)
            return redirect("entrance:banner", id=id)
        except (BannerChanged, BannerNotDraft) as error:
            problem = gettext(error.sentence)
    return _form_page(request, form, draft=row, problem=problem)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(BANNER_EDITOR,))
def look(request: StaffRequest, id: UUID) -> HttpResponse:
    """What it looks like, and the buttons that work now."""
    row, problem = own_banner(actor=request.actor, id=id), ""
    try:
        if "confirm" in request.POST:
            confirm_banner(actor=request.actor, id=id, version=_version(request), now=request.now)
            return _back("visas")
        if "end" in request.POST:
            end_banner(actor=request.actor, id=id, now=request.now)
            return _back("avslutad")
    except (BannerChanged, BannerOver) as error:
        problem, row = gettext(error.sentence), own_banner(actor=request.actor, id=id)
    shown = _line(row, request) | {
        "swedish": shown_banner(row, language="sv"),
        "english": shown_banner(row, language="en"),
        "problem": problem,
        "now": request.now,
    }
    return render(request, "entrance/look.html", shown, status=409 if problem else _status(request))


def _form(request: StaffRequest, row: Banner | None) -> BannerForm:
    known = model_to_dict(row) if row else {"level": Level.INFORMATION}
    sent = request.POST if request.method == "POST" else None
    return BannerForm(sent, initial=known, sections=sections(), now=request.now)


def _former(request: StaffRequest) -> Banner | None:
    """The banner whose words the new one begins with, and which it replaces where that one is shown."""
    try:
        return own_banner(actor=request.actor, id=UUID(request.GET.get("av", "")))
    except (BannerError, ValueError):
        return None


def _form_page(
    request: StaffRequest,
    form: BannerForm,
    *,
    draft: Banner | None = None,
    former: Banner | None = None,
    problem: str = "",
) -> HttpResponse:
    shown: dict[str, Any] = {"form": form, "draft": draft, "former": former, "problem": problem}
    shown["where"] = region_words(banner_region(actor=request.actor))
    return render(request, "entrance/edit.html", shown, status=409 if problem else 400 if form.errors else 200)


def _line(row: Banner, request: StaffRequest) -> dict[str, Any]:
    state = state_of(row, now=request.now)
    words, tone = STATES[state]
    return {
        "row": row,
        "id": str(row.id),
        "state": state,
        "state_words": gettext(words),
        "tone": tone,
        "level": gettext(Level(row.level).label),
        "heading": row.swedish_heading if get_language() == "sv" else row.english_heading,
        "where": region_words(row.region),
        "section": row.section,
        "is_draft": state is State.DRAFT,
        "is_over": state is State.ENDED,
    }


def _version(request: StaffRequest) -> int:
    """The version that the writer read; what is no number is no version that anybody has read."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _status(request: StaffRequest) -> int:
    """A form that asks for nothing that there is has changed nothing."""
    return 400 if request.method == "POST" else 200


def _back(done: str) -> HttpResponse:
    return redirect(f"{reverse('entrance:banners')}?gjort={done}")
