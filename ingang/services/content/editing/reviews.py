"""All reviews that are late or come near, a page at a time."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ingang.kernel.periods import local_date
from ingang.services.content.editing.desk import late, models_of, soon

A_PAGE = 100


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    region: str = request.user.actor.region  # type: ignore[union-attr]
    today = local_date(timezone.now())
    page = Paginator(_rows(region, today), A_PAGE).get_page(request.GET.get("p"))
    return render(request, "content/editing/reviews.html", {"page": page, "today": today})


def _rows(region: str, on: date) -> list[dict[str, Any]]:
    """By the day by which each must be done; read as a few plain columns."""
    shown = ("pk", "title", "review_due_on", "urgent_until", "urgent_by")
    found = [
        one
        for model in models_of(region)
        for rows in (late(model, on=on, region=region), soon(model, on=on, region=region))
        for one in rows.values(*shown)
    ]
    return sorted(found, key=lambda one: (one["urgent_until"] or one["review_due_on"], one["pk"]))
