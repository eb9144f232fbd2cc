"""The editors' pages of meetings, news and documents."""

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
from ingang.services.roadmap.actions import telling as actions
from ingang.services.roadmap.editing import Editing, Standing, edited
from ingang.services.roadmap.forms import MeetingForm, NewsForm, VersionForm
from ingang.services.roadmap.models import Document
from ingang.services.roadmap.publishing import START, published
from ingang.services.roadmap.rules import ROADMAP_EDITOR
from ingang.services.roadmap.words import is_swedish, said

NOTHING = Standing(values={}, version=0)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(ROADMAP_EDITOR,))
def new_meeting(request: StaffRequest) -> HttpResponse:
    editing = Editing(
        title=gettext("A new meeting"),
        back=reverse(START),
        form=lambda data, initial: MeetingForm(data, initial=initial, about=_about()),
        standing=lambda: NOTHING,
        save=lambda values, _seen: actions.add_meeting(actor=request.actor, values=values, now=request.now),
    )
    return edited(request, editing)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(ROADMAP_EDITOR,))
def meeting(request: StaffRequest, id: UUID) -> HttpResponse:
    row = queries.any_meeting(id=id)

    def save(values: dict[str, Any], seen: int) -> None:
        actions.change_meeting(actor=request.actor, id=id, seen=seen, values=values, now=request.now)

    def standing() -> Standing:
        one = queries.any_meeting(id=id)
        return Standing(values=model_to_dict(one), version=one.version)

    editing = Editing(
        title=said(row, "title"),
        back=reverse(START),
        form=lambda data, initial: MeetingForm(data, initial=initial, about=_about()),
        standing=standing,
        save=save,
    )
    return edited(request, editing)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(ROADMAP_EDITOR,))
def publish_meeting(request: StaffRequest, id: UUID) -> HttpResponse:
    def publish(seen: int) -> None:
        actions.publish_meeting(actor=request.actor, id=id, seen=seen, now=request.now)

    return published(request, queries.any_meeting(id=id), publish)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(ROADMAP_EDITOR,))
def new_news(request: StaffRequest) -> HttpResponse:
    editing = Editing(
        title=gettext("A new piece of news"),
        back=reverse(START),
        form=lambda data, initial: NewsForm(data, initial=initial, about=_about(), is_new=True),
        standing=lambda: Standing(values={"told_on": local_date(request.now)}, version=0),
        save=lambda values, _seen: actions.add_news(actor=request.actor, values=values, now=request.now),
    )
    return edited(request, editing)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(ROADMAP_EDITOR,))
def news(request: StaffRequest, slug: str) -> HttpResponse:
    row = queries.any_news(slug=slug)

    def save(values: dict[str, Any], seen: int) -> None:
        actions.change_news(actor=request.actor, slug=slug, seen=seen, values=values, now=request.now)

    def standing() -> Standing:
        one = queries.any_news(slug=slug)
        return Standing(values=model_to_dict(one), version=one.version)

    editing = Editing(
        title=said(row, "title"),
        back=reverse(START),
        form=lambda data, initial: NewsForm(data, initial=initial, about=_about()),
        standing=standing,
        save=save,
    )
    return edited(request, editing)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(ROADMAP_EDITOR,))
def publish_news(request: StaffRequest, slug: str) -> HttpResponse:
    def publish(seen: int) -> None:
        actions.publish_news(actor=request.actor, slug=slug, seen=seen, now=request.now)

    return published(request, queries.any_news(slug=slug), publish)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(ROADMAP_EDITOR,))
def version(request: StaffRequest, slug: str) -> HttpResponse:
    row = queries.any_document(slug=slug)

    def save(values: dict[str, Any], seen: int) -> None:
        actions.add_version(actor=request.actor, slug=slug, seen=seen, values=values, now=request.now)

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


def _about() -> list[tuple[str, str]]:
    return [(slug, sv if is_swedish() else en) for slug, (sv, en) in queries.titles().items()]
