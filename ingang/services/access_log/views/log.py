"""Who has read, for the one whose data it is."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.audit.part import EVENTS
from ingang.foundation.identity.requests import ResidentRequest
from ingang.kernel.actor import Resident
from ingang.services.access_log.actions.downloading import download
from ingang.services.access_log.elsewhere.models import ELSEWHERE
from ingang.services.access_log.elsewhere.queries import lines_elsewhere
from ingang.services.access_log.files import as_csv, as_text
from ingang.services.access_log.forms import FilterForm, asked_filter, asked_position, position_in_words
from ingang.services.access_log.lines import sentences
from ingang.services.access_log.models import QUESTION, UNUSUAL
from ingang.services.access_log.queries.log import log_page, unusual_lines
from ingang.services.access_log.rules.log import Filter
from ingang.services.access_log.views.elsewhere import keeper_of

KINDS = (EVENTS, QUESTION, UNUSUAL, ELSEWHERE)
FILES = {"tabell": (as_csv, "csv", "csv"), "text": (as_text, "plain", "txt")}


@require_safe
@residents(kinds=KINDS)
def start(request: ResidentRequest) -> HttpResponse:
    chosen = asked_filter(query=request.GET)
    log = log_page(grant=request.grant, chosen=chosen, now=request.now, before=asked_position(query=request.GET))
    context = {
        "log": log,
        "lines": sentences(lines=log.lines, reader=request.actor.identity),
        "filter": FilterForm(chosen=chosen, log=log),
        "later_url": _address(request, position_in_words(log.following)) if log.following else "",
        "is_first_page": "fore" not in request.GET,
        "kept": _address(request, ""),
        "as_text": f"{_address(request, '')}&som=text",
        "is_narrowed": chosen != Filter(),
        "is_guardian": request.grant.is_guardian,
    }
    return render(request, "access_log/start.html", context)


@require_safe
@residents(kinds=KINDS)
def file(request: ResidentRequest) -> HttpResponse:
    """For a table program, or with `som=text` as plain text."""
    fetched = lines_elsewhere(grant=request.grant, keeper=keeper_of(request))
    chosen = asked_filter(query=request.GET)
    log = download(grant=request.grant, chosen=chosen, now=request.now, elsewhere=fetched)
    write, kind, ending = FILES.get(request.GET.get("som", ""), FILES["tabell"])
    content = write(log=log, reader=request.actor.identity)
    response = HttpResponse(content, content_type=f"text/{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="logg.{ending}"'
    return response


@require_safe
@residents(kinds=KINDS)
def unusual(request: ResidentRequest) -> HttpResponse:
    lines = sentences(lines=unusual_lines(grant=request.grant, now=request.now), reader=request.actor.identity)
    shown = {"lines": lines, "is_own": isinstance(request.actor, Resident)}
    return render(request, "access_log/unusual.html", shown)


def _address(request: ResidentRequest, before: str) -> str:
    """The same filter, beginning elsewhere."""
    query = request.GET.copy()
    query.pop("fore", None)
    if before:
        query["fore"] = before
    return f"?{query.urlencode()}"
