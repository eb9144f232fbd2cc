"""The editors' pages of initiatives and milestones."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.periods import local_date
from ingang.services.roadmap import queries
from ingang.services.roadmap.actions import initiatives as actions
from ingang.services.roadmap.editing import Editing, Standing, edited
from ingang.services.roadmap.forms import InitiativeForm, MilestoneForm
from ingang.services.roadmap.models import Initiative, Milestone
from ingang.services.roadmap.publishing import published
from ingang.services.roadmap.rules import ROADMAP_EDITOR
from ingang.services.roadmap.words import said

NOTHING = Standing(values={}, version=0)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(ROADMAP_EDITOR,))
def new(request: StaffRequest) -> HttpResponse:
    editing = Editing(
        title=gettext("A new initiative"),
        back=reverse("roadmap_staff:start"),
        form=lambda data, initial: InitiativeForm(data, initial=initial, is_new=True),
        standing=lambda: NOTHING,
        check=lambda values: actions.check_initiative(before=None, values=values),
        save=lambda values, _seen: actions.add_initiative(actor=request.actor, values=values, now=request.now),
    )
    return edited(request, editing)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(ROADMAP_EDITOR,))
def change(request: StaffRequest, slug: str) -> HttpResponse:
    row = queries.any_initiative(slug=slug)

    def save(values: dict[str, Any], seen: int) -> None:
        actions.change_initiative(actor=request.actor, slug=slug, seen=seen, values=values, now=request.now)

    editing = Editing(
        title=said(row, "title"),
        back=reverse("roadmap_staff:start"),
        form=lambda data, initial: InitiativeForm(data, initial=initial),
        standing=lambda: _standing(queries.any_initiative(slug=slug)),
        check=lambda values: actions.check_initiative(before=row, values=values),
        save=save,
        more={"initiative": row, "milestones": row.milestones.all()},
    )
    return edited(request, editing)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(ROADMAP_EDITOR,))
def publish(request: StaffRequest, slug: str) -> HttpResponse:
    def publish(seen: int) -> None:
        actions.publish_initiative(actor=request.actor, slug=slug, seen=seen, now=request.now)

    return published(request, queries.any_initiative(slug=slug), publish)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(ROADMAP_EDITOR,))
def new_milestone(request: StaffRequest, slug: str) -> HttpResponse:
    row, today = queries.any_initiative(slug=slug), local_date(request.now)

    def save(values: dict[str, Any], _seen: int) -> None:
        actions.add_milestone(actor=request.actor, slug=slug, values=values, now=request.now)

    editing = Editing(
        title=gettext("A new milestone: %(initiative)s") % {"initiative": said(row, "title")},
        back=reverse("roadmap_staff:initiative", kwargs={"slug": slug}),
        form=lambda data, initial: MilestoneForm(data, initial=initial, today=today, is_new=True),
        standing=lambda: NOTHING,
        check=lambda values: actions.check_milestone(initiative=row, before=None, values=values),
        save=save,
    )
    return edited(request, editing)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(ROADMAP_EDITOR,))
def milestone(request: StaffRequest, id: UUID) -> HttpResponse:
    row, today = queries.milestone(id=id), local_date(request.now)

    def save(values: dict[str, Any], seen: int) -> None:
        actions.change_milestone(actor=request.actor, id=id, seen=seen, values=values, now=request.now)

    editing = Editing(
        title=said(row, "title"),
        back=reverse("roadmap_staff:initiative", kwargs={"slug": row.initiative.slug}),
        form=lambda data, initial: MilestoneForm(data, initial=initial, today=today),
        standing=lambda: _standing(queries.milestone(id=id)),
        check=lambda values: actions.check_milestone(initiative=row.initiative, before=row, values=values),
        save=save,
    )
    return edited(request, editing)


def _standing(row: Initiative | Milestone) -> Standing:
    values: Mapping[str, Any] = model_to_dict(row)
    return Standing(values=values, version=row.version)
