"""The editors' pages of milestones."""

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
from ingang.services.roadmap.forms import MilestoneForm
from ingang.services.roadmap.models import Milestone
from ingang.services.roadmap.rules import ROADMAP_EDITOR
from ingang.services.roadmap.words import said

NOTHING = Standing(values={}, version=0)


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


def _standing(row: Milestone) -> Standing:
    values: Mapping[str, Any] = model_to_dict(row)
    return Standing(values=values, version=row.version)
