"""All texts with how easy they are to read."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ingang.services.content.models import Article
from ingang.services.content.plain import EASY, bar_of
from ingang.services.content.rules import SWEDISH

A_PAGE = 100
SHOWN = ("pk", "title", "kind", "language", "lix", "long_sentences", "heavy_words", "live")
ORDERS = {
    "lix": ("-lix", gettext_lazy("Hardest first")),
    "long_sentences": ("-long_sentences", gettext_lazy("Most long sentences first")),
    "heavy_words": ("-heavy_words", gettext_lazy("Most heavy words first")),
    "title": ("title", gettext_lazy("By title")),
}


class OrderForm(forms.Form):
    """In which order."""

    sort = forms.ChoiceField(
        label=gettext_lazy("Order"), required=False, choices=[(code, words) for code, (_, words) in ORDERS.items()]
    )


@require_safe
def plain_list(request: HttpRequest) -> HttpResponse:
    form = OrderForm(request.GET)
    sort = (form.is_valid() and form.cleaned_data["sort"]) or "lix"
    rows = Article.objects.filter(language__in=(SWEDISH, EASY)).order_by(ORDERS[sort][0], "pk").values(*SHOWN)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("p"))
    bars = [(one, bar_of(kind=one["kind"], language=one["language"])) for one in page]
    shown = {"form": form, "sort": sort, "page": page, "rows": [(one, bar, one["lix"] >= bar) for one, bar in bars]}
    return render(request, "content/editing/plain_list.html", shown)
