"""What the pages have in common: the tabs, an error as a sentence, and looking before something counts."""

from collections.abc import Iterable

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.errors import IngangError
from ingang.kernel.words import marked
from ingang.ui.values import Link, SummaryRow

TABS = (
    ("start", marked("Approved residents")),
    ("areas", marked("Service areas")),
    ("needs", marked("Needs")),
)
BUTTONS = frozenset({"csrfmiddlewaretoken", "confirm"})


def tabs(current: str) -> list[Link]:
    """The pages of this service."""
    return [
        Link(title=gettext(title), url=reverse(f"unit_residents:{name}"), current=name == current)
        for name, title in TABS
    ]


def sentence(error: IngangError) -> str:
    """What happened, in the reader's language."""
    return gettext(error.sentence) % error.values if error.values else gettext(error.sentence)


def is_written(request: StaffRequest, form: Form) -> bool:
    """Whether the form was sent and holds."""
    return request.method == "POST" and form.is_valid()


def check_page(
    request: StaffRequest, *, title: str, rows: Iterable[tuple[str, str]], button: str, effect: str, back: str
) -> HttpResponse:
    """What will be done, before it is; everything that was sent goes along to the button that does it."""
    shown = {
        "title": title,
        "rows": [SummaryRow(question=question, answer=answer) for question, answer in rows],
        "button": button,
        "effect": effect,
        "back": reverse(f"unit_residents:{back}"),
        "sent": [(name, value) for name, values in request.POST.lists() if name not in BUTTONS for value in values],
    }
    return render(request, "unit_residents/check.html", shown)
