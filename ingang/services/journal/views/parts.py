"""What the journal's pages and its stream share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.utils.translation import gettext

from ingang.foundation.care_units.queries import care_giver_names, care_unit_names
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.identity.requests import ResidentRequest, StaffRequest
from ingang.foundation.people.queries import identifiers_of, person
from ingang.kernel.actor import Staff
from ingang.kernel.periods import local, local_date
from ingang.services.journal.forms import FilterForm
from ingang.services.journal.merging import lines
from ingang.services.journal.openings import is_new
from ingang.services.journal.pages import RESIDENTS, Places, source_rows, timeline_items
from ingang.services.journal.queries import Timeline, narrowed
from ingang.services.journal.sources import Answer, Source, State

CLINICAL = "records.clinical"
PER_PAGE = 25


def keeper_of(request: ResidentRequest | StaffRequest) -> Keeper:
    """What keeps answers for this log-in in this browser."""
    return Keeper(log_in=request.log_in.id, session_key=str(request.session.session_key))


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What a printed page says of itself: whose journal it is, and when it was printed."""

    name: str
    number: str
    printed_at: str


def on_paper(request: ResidentRequest) -> dict[str, Paper]:
    """For a page that is printed: a sheet of paper has no log-in beside it."""
    who = person(id=request.grant.person)
    numbers = identifiers_of(person=request.grant.person, on=local_date(request.now))
    number = numbers[0].value if numbers else gettext("No identity number")
    printed_at = f"{local(request.now):%Y-%m-%d %H:%M}"
    return {"paper": Paper(name=who.name if who else "", number=number, printed_at=printed_at)}


def only_of(request: ResidentRequest) -> list[str]:
    """The units whose part a guardian may read by their decision, by name; empty where the reader has no such limit."""
    units = request.grant.units
    return sorted(care_unit_names(hsa_ids=units).values()) if units else []


@dataclass(frozen=True, kw_only=True)
class Here:
    """What has come so far, which sources are still asked, and since when entries are new to the reader.

    `among` are the entries in which the words stand that the address asks for, of the answers that hold others too;
    None where it asks for none.
    """

    answers: tuple[Answer, ...]
    waiting: tuple[Source, ...]
    since: datetime | None
    something_waits: bool = False
    among: frozenset[UUID] | None = None

    @property
    def new(self) -> int:
        """How many entries are new."""
        return sum(is_new(entry=one, since=self.since) for answer in self.answers for one in answer.entries)


def sought(request: ResidentRequest | StaffRequest) -> str:
    """The words that the address asks for."""
    return FilterForm(request.GET, care_givers=()).chosen("sok")


def found_context(*, here: Here, request: ResidentRequest | StaffRequest, places: Places = RESIDENTS) -> dict[str, Any]:
    """What the list shows of what is here, by the filter in the address."""
    care_givers = _care_givers(here, asked=request.GET.get("vardgivare", ""))
    filters = FilterForm(request.GET, care_givers=care_givers)
    found, is_narrowed = _found(here, filters, request), any(filters.cleaned_data.values())
    told = lines(entries=found.entries, one_by_one=filters.is_chosen("var_for_sig"))
    # What a template is given lives on until garbage is looked for: never the whole of a long journal.
    page = Paginator(range(len(told)), PER_PAGE).get_page(request.GET.get("sida"))
    return {
        "waiting": len(here.waiting),
        "something_waits": here.something_waits,
        "since": here.since,
        "new": here.new if here.since and not is_narrowed else 0,
        "has_failed": bool(found.failed),
        "count": len(told),
        "has_copies": len(told) < len(found.entries) or filters.is_chosen("var_for_sig"),
        "has_entries": any(answer.entries for answer in here.answers),
        "sources": source_rows(**_told(here, found.answers, request), now=request.now),
        "is_narrowed": is_narrowed,
        "filters": FilterForm(initial=filters.cleaned_data, care_givers=care_givers),
        "page": page,
        "items": timeline_items(lines=[told[one] for one in page], now=request.now, since=here.since, places=places),
    }


def _care_givers(here: Here, *, asked: str) -> list[tuple[str, str]]:
    """Those whose entries are here, by name; and the one that the address asks for, else it would be left out."""
    found = {one.care_giver: one.care_giver_name for answer in here.answers for one in answer.entries}
    is_missing = asked and asked not in found and "\0" not in asked
    known = care_giver_names(hsa_ids=frozenset({asked})) if is_missing else {}
    return sorted((known | found).items(), key=lambda one: (one[1], one[0]))


def _found(here: Here, filters: FilterForm, request: ResidentRequest | StaffRequest) -> Timeline:
    """What the filter leaves."""
    return narrowed(
        answers=here.answers,
        care_giver=filters.chosen("vardgivare"),
        kind=filters.chosen("typ"),
        only_after=here.since if filters.is_chosen("nytt") else None,
        among=here.among,
    )


def is_told(*, answer: Answer, request: ResidentRequest | StaffRequest) -> bool:
    """Whether the source is named. To staff one that has nothing is not: otherwise the one that is left out would tell
    whom the patient has blocked (SVOD 3:5).
    """
    return not isinstance(request.actor, Staff) or bool(answer.entries) or answer.state is not State.ANSWERED


def _told(here: Here, answers: Iterable[Answer], request: ResidentRequest | StaffRequest) -> dict[str, Any]:
    told = [answer for answer in answers if is_told(answer=answer, request=request)]
    return {"answers": told, "waiting": () if isinstance(request.actor, Staff) else here.waiting}
