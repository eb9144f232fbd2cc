"""Pages for residents: the list, one entry, and its file."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.services.journal.actions import download_entry, read_entry
from ingang.services.journal.forms import FilterForm
from ingang.services.journal.pages import entry_page, timeline_items
from ingang.services.journal.queries import narrowed, timeline

CLINICAL = "records.clinical"
PER_PAGE = 25


@residents(kinds=(CLINICAL,))
@require_safe
def start(request: ResidentRequest) -> HttpResponse:
    everything = timeline(grant=request.grant, now=request.now)
    care_givers = [(answer.code, answer.name) for answer in everything.answers]
    filters = FilterForm(request.GET, care_givers=care_givers)
    found = narrowed(answers=everything.answers, care_giver=filters.chosen("vardgivare"), kind=filters.chosen("typ"))
    page = Paginator(found.entries, PER_PAGE).get_page(request.GET.get("sida"))
    context = {
        "found": found,
        "everything": everything,
        "filters": FilterForm(initial=filters.cleaned_data, care_givers=care_givers),
        "page": page,
        "items": timeline_items(entries=page, now=request.now),
    }
    return render(request, "journal/start.html", context)


@residents(kinds=(CLINICAL,))
@require_safe
def entry(request: ResidentRequest, id: UUID) -> HttpResponse:
    found = read_entry(grant=request.grant, id=id, now=request.now)
    context = entry_page(found=found, grant=request.grant, now=request.now)
    return render(request, "journal/entry.html", {**context, "start_url": reverse("journal:start")})


@residents(kinds=(CLINICAL,))
@require_safe
def download(request: ResidentRequest, id: UUID) -> HttpResponse:
    found = download_entry(grant=request.grant, id=id, now=request.now)
    name = gettext("journal-entry")
    headers = {"Content-Disposition": f'attachment; filename="{name}.json"', "Cache-Control": "no-store"}
    return HttpResponse(found.text, content_type="application/fhir+json; charset=utf-8", headers=headers)
