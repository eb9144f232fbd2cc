"""What readers think, for those whose texts it is about: a region's editors see their region's, the nation's all."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.audit.actions import record
from ingang.foundation.regions.rules import region as region_named
from ingang.foundation.regions.rules import regions
from ingang.kernel.actor import Staff
from ingang.services.content.errors import OpinionChanged
from ingang.services.content.models import Article, Opinion, OpinionState
from ingang.services.content.roles import CONTENT_EDITOR
from ingang.services.content.rules import LANGUAGES, SWEDISH

NATION = "nation"
A_PAGE = 50
MOST_COUNTED = 20


class FilterForm(forms.Form):
    """Which of them to show."""

    article = forms.CharField(label=gettext_lazy("Key of the text"), required=False, max_length=255)
    state = forms.ChoiceField(
        label=gettext_lazy("How far it has come"),
        required=False,
        choices=[("", gettext_lazy("All")), *OpinionState.choices],
    )
    whose = forms.ChoiceField(
        label=gettext_lazy("Whose text"),
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            (NATION, gettext_lazy("The national texts")),
            *[(one.code, one.name) for one in regions()],
        ],
    )


class AnswerForm(forms.Form):
    """How far it has come, and what was changed in the text."""

    seen = forms.ChoiceField(choices=OpinionState.choices, widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=gettext_lazy("How far it has come"), choices=OpinionState.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=gettext_lazy("What was changed in the text"),
        help_text=gettext_lazy("Or why nothing was changed. Read by editors alone; the reader left no address."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("state") == OpinionState.DONE and not found.get("answer"):
            self.add_error("answer", gettext("Write what was changed, or why nothing was."))
        return found


def is_reader(*, actor: Staff) -> bool:
    """Whether the actor's assignment lets her read what readers think."""
    return CONTENT_EDITOR in actor.roles


def opinions_for(*, actor: Staff) -> QuerySet[Opinion]:
    """Those about the region's own parts and pages; all for the national editors; none without the editor's role."""
    rows = Opinion.objects.order_by("-written_at", "-pk")
    if not is_reader(actor=actor):
        return rows.none()
    return rows.filter(owner=actor.region) if actor.region else rows


def unanswered_by_text(*, region: str) -> list[dict[str, Any]]:
    """How many wait about each text of the region's, or of any for the nation's editors; the most first."""
    rows = Opinion.objects.exclude(state=OpinionState.DONE)
    if region:
        rows = rows.filter(owner=region)
    counted = list(rows.values("key", "owner").annotate(count=Count("pk")).order_by("-count", "key")[:MOST_COUNTED])
    titles = _titles(one["key"] for one in counted)
    return [{**one, "title": titles.get(one["key"], one["key"]), "whose": _whose(one["owner"])} for one in counted]


@transaction.atomic
def answer(*, actor: Staff, opinion: Opinion, seen: str, state: str, words: str, now: datetime) -> None:
    """Say how far it has come and what was changed. Records content.opinion_answered.

    Refuses one that a colleague has changed since it was `seen`. Whose it is has been asked when it was read.
    """
    done = {"state": state, "answer": words, "handled_by": actor.hsa_id, "handled_at": now}
    if not opinions_for(actor=actor).filter(pk=opinion.pk, state=seen).update(**done):
        raise OpinionChanged()
    record(event="content.opinion_answered", actor=actor, now=now, details={"opinion": str(opinion.pk), "state": state})


@require_safe
def opinion_list(request: HttpRequest) -> HttpResponse:
    rows, form = opinions_for(actor=_reader(request)), FilterForm(request.GET)
    if form.is_valid():
        rows = _chosen(rows, **form.cleaned_data)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("p"))
    titles = _titles(one.key for one in page)
    shown = {
        "form": form,
        "page": page,
        "is_national": not _reader(request).region,
        "rows": [(one, titles.get(one.key, one.key), _whose(one.owner)) for one in page],
        "query": "".join(f"&{name}={value}" for name, value in request.GET.items() if name in form.fields and value),
    }
    return render(request, "content/editing/opinions.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def one_opinion(request: HttpRequest, pk: int) -> HttpResponse:
    actor = _reader(request)
    row = get_object_or_404(opinions_for(actor=actor), pk=pk)
    first = {"seen": row.state, "state": row.state, "answer": row.answer}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            answer(
                actor=actor,
                opinion=row,
                seen=given["seen"],
                state=given["state"],
                words=given["answer"],
                now=timezone.now(),
            )
            return redirect("content_opinions")
        except OpinionChanged as error:
            form.add_error(None, gettext(error.sentence))
    text = Article.objects.filter(key=row.key, language=row.language).first() if not row.is_page else None
    shown = {
        "row": row,
        "form": form,
        "text": text,
        "title": text.title if text else row.key,
        "whose": _whose(row.owner),
        "language": LANGUAGES[row.language].name,
    }
    return render(request, "content/editing/opinion.html", shown, status=400 if form.errors else 200)


def _reader(request: HttpRequest) -> Staff:
    actor: Staff = request.user.actor  # type: ignore[union-attr]
    if not is_reader(actor=actor):
        raise PermissionDenied
    return actor


def _chosen(rows: QuerySet[Opinion], *, article: str, state: str, whose: str) -> QuerySet[Opinion]:
    if article:
        rows = rows.filter(key__icontains=article)
    if state:
        rows = rows.filter(state=state)
    return rows.filter(owner="" if whose == NATION else whose) if whose else rows


def _titles(keys: Any) -> dict[str, str]:
    rows = Article.objects.filter(key__in=set(keys), language=SWEDISH)
    return dict(rows.values_list("key", "title"))


def _whose(owner: str) -> str:
    return region_named(owner).name if owner else gettext("The national texts")
