"""What a region has in its offer: looked through with filters, and decided for several at once."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import staff
from ingang.foundation.care_units.kinds import KINDS, kind_title
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.actor import REGION_ADMIN
from ingang.kernel.words import marked
from ingang.services.care_finder.actions.deciding import Outcome, decide_offers
from ingang.services.care_finder.forms import DecisionsForm
from ingang.services.care_finder.queries.region_offers import (
    IN,
    NOT_DECIDED,
    OUT,
    OffersWanted,
    RegionOffer,
    offers_in_region,
)
from ingang.services.care_finder.views.searching import Option
from ingang.services.care_finder.words import offer_title

ON_A_PAGE, LONGEST = 20, 200
STANDINGS = {
    NOT_DECIDED: marked("Not decided yet"),
    IN: marked("In the region's offer"),
    OUT: marked("Not in the region's offer"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(REGION_ADMIN,))
def offers(request: StaffRequest) -> HttpResponse:
    form = DecisionsForm(request.POST) if request.method == "POST" else DecisionsForm()
    outcomes: list[Outcome] = []
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        outcomes = decide_offers(
            actor=request.actor, choices=found["offers"], is_included=found["choice"] == IN, reason=found["reason"],
            now=request.now,
        )  # fmt: skip
    shown = _shown(request) | {"form": form, "report": _report(outcomes), "now": request.now}
    status = 400 if form.errors else 409 if any(one.problem for one in outcomes) else 200
    return render(request, "care_finder/offers.html", shown, status=status)


def _shown(request: StaffRequest) -> dict[str, Any]:
    said = request.GET
    wanted = OffersWanted(
        words=said.get("sok", "").strip()[:LONGEST],
        standing=said.get("laget", "") if said.get("laget") in STANDINGS else "",
        kind=said.get("typ", "") if said.get("typ") in KINDS else "",
    )
    rows = offers_in_region(region=request.actor.region, wanted=wanted, now=request.now)
    page = Paginator(rows, ON_A_PAGE).get_page(said.get("sida", ""))
    kinds = [Option(code=code, title=kind_title(code), is_chosen=code == wanted.kind) for code in KINDS]
    return {
        "lines": [_line(one) for one in page.object_list],
        "page": page,
        "count": len(rows),
        "wanted": wanted,
        "kinds": sorted(kinds, key=lambda one: one.title),
        "standings": [
            Option(code=code, title=gettext(title), is_chosen=code == wanted.standing)
            for code, title in STANDINGS.items()
        ],
    }


def _line(row: RegionOffer) -> dict[str, Any]:
    return {"unit": row.unit, "one": row.one, "ticked": row.ticked, "title": offer_title(offer=row.one.offer)}


def _report(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """How many were decided, and each that was not with the reason."""
    refused = [(one.choice.unit, one.choice.code, gettext(one.problem)) for one in outcomes if one.problem]
    return {"asked": len(outcomes), "done": len(outcomes) - len(refused), "refused": refused}
