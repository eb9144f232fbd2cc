"""What the journal's pages and its stream share."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict

from ingang.foundation.identity.requests import ResidentRequest
from ingang.services.journal.forms import FilterForm
from ingang.services.journal.keeping import Keeper
from ingang.services.journal.pages import source_rows, timeline_items
from ingang.services.journal.queries import narrowed
from ingang.services.journal.sources import Answer, Source

CLINICAL = "records.clinical"
PER_PAGE = 25


def keeper_of(request: ResidentRequest) -> Keeper:
    """What keeps answers for this log-in in this browser."""
    return Keeper(log_in=request.log_in.id, session_key=str(request.session.session_key))


def found_context(
    *, asked: QueryDict, answers: Iterable[Answer], waiting: Iterable[Source], request: ResidentRequest
) -> dict[str, Any]:
    """What the list shows of the answers that are here, by the filter in the address."""
    answers, waiting = tuple(answers), tuple(waiting)
    care_givers = sorted({(one.care_giver, one.care_giver_name) for answer in answers for one in answer.entries})
    filters = FilterForm(asked, care_givers=care_givers)
    found = narrowed(answers=answers, care_giver=filters.chosen("vardgivare"), kind=filters.chosen("typ"))
    page = Paginator(found.entries, PER_PAGE).get_page(asked.get("sida"))
    return {
        "found": found,
        "has_entries": any(answer.entries for answer in answers),
        "waiting": waiting,
        "sources": source_rows(answers=found.answers, waiting=waiting, now=request.now),
        "filters": FilterForm(initial=filters.cleaned_data, care_givers=care_givers),
        "page": page,
        "items": timeline_items(entries=page, now=request.now),
    }
