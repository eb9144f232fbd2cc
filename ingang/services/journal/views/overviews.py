"""What one would rather look at than read: vaccinations over the years, and how a child grows."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.services.journal.actions import read_growth, read_vaccinations
from ingang.services.journal.overview_pages import growth_page, vaccinations_page
from ingang.services.journal.queries import timeline
from ingang.services.journal.views.parts import CLINICAL, keeper_of, on_paper


@require_safe
@residents(kinds=(CLINICAL,))
def vaccinations(request: ResidentRequest) -> HttpResponse:
    found = read_vaccinations(grant=request.grant, keeper=keeper_of(request), now=request.now)
    shown = vaccinations_page(found=found, now=request.now) | _missing(request)
    return render(request, "journal/vaccinations.html", shown | on_paper(request))


@require_safe
@residents(kinds=(CLINICAL,))
def growth(request: ResidentRequest) -> HttpResponse:
    found = read_growth(grant=request.grant, keeper=keeper_of(request), now=request.now)
    shown = growth_page(found=found, now=request.now) | _missing(request)
    return render(request, "journal/growth.html", shown | on_paper(request))


def _missing(request: ResidentRequest) -> dict[str, object]:
    """The sources that are not here, or not with everything: the page must not look whole without them."""
    everything = timeline(grant=request.grant, keeper=keeper_of(request), now=request.now)
    names = {answer.name for answer in everything.failed} | {source.name for source in everything.waiting}
    return {"missing": sorted(names)}
