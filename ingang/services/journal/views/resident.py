"""Pages for residents: the list, one entry, and its file."""

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.regions.links import link
from ingang.kernel.actor import Resident
from ingang.kernel.periods import local_date
from ingang.services.journal.actions import download_entry, read_entry, read_series
from ingang.services.journal.openings import note_opening
from ingang.services.journal.pages import entry_page, series_page
from ingang.services.journal.queries import FoundEntry, is_growing, timeline
from ingang.services.journal.reports.models import REPORT
from ingang.services.journal.reports.queries import reports_about
from ingang.services.journal.reports.words import as_sentences
from ingang.services.journal.showing.queries import may_show
from ingang.services.journal.views.parts import CLINICAL, Here, found_context, keeper_of, on_paper, only_of, sought


@residents(kinds=(CLINICAL,))
@require_safe
def start(request: ResidentRequest) -> HttpResponse:
    since = note_opening(grant=request.grant, now=request.now)
    grant, keeper = request.grant, keeper_of(request)
    everything = timeline(grant=grant, keeper=keeper, now=request.now, sought=sought(request))
    here = Here(
        answers=everything.answers,
        waiting=everything.waiting,
        since=since,
        something_waits=everything.something_waits,
        among=everything.among,
    )
    context = found_context(here=here, request=request) | on_paper(request)
    context["is_growing"] = is_growing(grant=request.grant, now=request.now)
    context["may_show"] = may_show(actor=request.actor, now=request.now)
    context |= {"is_own": isinstance(request.actor, Resident), "only_of": only_of(request)}
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    context["take_url"] = reverse("journal:take_along") + asked
    if everything.waiting:
        context["stream_url"] = f"{settings.STREAM_ORIGIN}{reverse('journal_streams:answers')}{asked}"
        context["plain_url"] = reverse("journal:arriving") + asked
    return render(request, "journal/start.html", context)


@residents(kinds=(CLINICAL, REPORT))
@require_safe
def entry(request: ResidentRequest, id: UUID) -> HttpResponse:
    found = read_entry(grant=request.grant, keeper=keeper_of(request), id=id, now=request.now)
    reports = as_sentences(found=reports_about(grant=request.grant, entry=id, now=request.now))
    more = {"reports": reports, "start_url": reverse("journal:start"), "log_url": _log_url(request, found)}
    return render(request, "journal/entry.html", entry_page(found=found, now=request.now) | more | on_paper(request))


@residents(kinds=(CLINICAL,))
@require_safe
def values(request: ResidentRequest, id: UUID) -> HttpResponse:
    found = read_series(grant=request.grant, keeper=keeper_of(request), id=id, now=request.now)
    entry_url = reverse("journal:entry", kwargs={"id": id})
    context = {**series_page(found=found, now=request.now), **on_paper(request), "entry_url": entry_url}
    return render(request, "journal/values.html", context)


@residents(kinds=(CLINICAL,))
@require_safe
def download(request: ResidentRequest, id: UUID) -> HttpResponse:
    found = download_entry(grant=request.grant, keeper=keeper_of(request), id=id, now=request.now)
    name = gettext("journal-entry")
    headers = {"Content-Disposition": f'attachment; filename="{name}.json"', "Cache-Control": "no-store"}
    return HttpResponse(found.text, content_type="application/fhir+json; charset=utf-8", headers=headers)


def _log_url(request: ResidentRequest, found: FoundEntry) -> str:
    """Who has read at the unit of an entry: from our log, or for the person herself from the care giver's own."""
    unit = found.entry.unit or found.entry.care_giver
    if found.is_outside and not isinstance(request.actor, Resident):
        return ""
    view = "elsewhere" if found.is_outside else "start"
    address = link("access_log", view, region="", on=local_date(request.now))
    return f"{address}?{urlencode({'enhet': unit})}" if address else ""
