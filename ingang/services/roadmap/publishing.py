"""Publishing and archiving: one page that says what it means, and what becomes of it."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ingang.foundation.identity.requests import StaffRequest
from ingang.services.roadmap.errors import ChangedMeanwhile, NotNext
from ingang.services.roadmap.models import Document, Initiative, Meeting, News
from ingang.services.roadmap.rules import NEXT, Publication
from ingang.services.roadmap.words import said

START = "roadmap_staff:start"


def published(
    request: StaffRequest, row: Initiative | Meeting | News | Document, publish: Callable[[int], None]
) -> HttpResponse:
    """Ask first, and then publish or archive the version that was shown."""
    if request.method != "POST":
        following = NEXT.get(Publication(row.publication), "")
        shown = {
            "title": said(row, "title"),
            "next": following,
            "seen": row.version,
            "stays": isinstance(row, Document),
        }
        return render(request, "roadmap/staff/publish.html", shown)
    try:
        publish(seen_of(request.POST.get("seen", "")))
    except (ChangedMeanwhile, NotNext):
        return redirect(f"{reverse(START)}?for-sent=1")
    return redirect(f"{reverse(START)}?gjort=1")


def seen_of(text: str, /) -> int:
    """The version that the writer read; what is no number is no version that anybody has read."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
