"""The editors' pages of initiatives, meetings, news and documents: one shape for all (see kinds)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.services.roadmap import queries
from ingang.services.roadmap.actions.documents import add_version
from ingang.services.roadmap.editing import Editing, Standing, edited
from ingang.services.roadmap.forms import VersionForm
from ingang.services.roadmap.kinds import KINDS
from ingang.services.roadmap.models import Document, Initiative
from ingang.services.roadmap.publishing import START, published
from ingang.services.roadmap.rules import ROADMAP_EDITOR
from ingang.services.roadmap.words import said


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(ROADMAP_EDITOR,))
def new(request: StaffRequest, kind: str) -> HttpResponse:
    one = KINDS[kind]
    editing = Editing(
        title=one.title_of_new(),
        back=reverse(START),
        form=lambda data, initial: one.form(data, initial, True),
        standing=lambda: one.standing(now=request.now),
        check=lambda values: one.check(None, values),
        save=lambda values, _seen: one.add(actor=request.actor, values=values, now=request.now),
    )
    return edited(request, editing)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(ROADMAP_EDITOR,))
def change(request: StaffRequest, kind: str, **key: Any) -> HttpResponse:
    one = KINDS[kind]
    row = one.find(**key)
    editing = Editing(
        title=said(row, "title"),
        back=reverse(START),
        form=lambda data, initial: one.form(data, initial, False),
        standing=lambda: one.standing(now=request.now, **key),
        check=lambda values: one.check(row, values),
        save=lambda values, seen: one.change(actor=request.actor, seen=seen, values=values, now=request.now, **key),
        more={"initiative": row, "milestones": row.milestones.all()} if isinstance(row, Initiative) else None,
    )
    return edited(request, editing)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(ROADMAP_EDITOR,))
def publish(request: StaffRequest, kind: str, **key: Any) -> HttpResponse:
    one = KINDS[kind]

    def publish(seen: int) -> None:
        one.publish(actor=request.actor, seen=seen, now=request.now, **key)

    return published(request, one.find(**key), publish)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(ROADMAP_EDITOR,))
def version(request: StaffRequest, slug: str) -> HttpResponse:
    row = queries.any_document(slug=slug)

    def save(values: dict[str, Any], seen: int) -> None:
        add_version(actor=request.actor, slug=slug, seen=seen, values=values, now=request.now)

    editing = Editing(
        title=gettext("A new version: %(document)s") % {"document": said(row, "title")},
        back=reverse(START),
        form=lambda data, initial: VersionForm(data, initial=initial),
        standing=lambda: _latest(queries.any_document(slug=slug)),
        save=save,
    )
    return edited(request, editing)


def _latest(row: Document) -> Standing:
    """The latest version's text to write on; the day and what is new are the new version's own."""
    versions = list(row.versions.all())
    texts = {name: getattr(versions[0], name) for name in ("text_sv", "text_en")} if versions else {}
    return Standing(values=texts, version=len(versions))
