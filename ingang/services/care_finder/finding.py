"""Finding care: what somebody looks for, where, and with which demands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse

from ingang.foundation.care_units.catalogue import Listed, is_shown, listed, shown_among, with_drop_in
from ingang.foundation.care_units.kinds import kind_title
from ingang.foundation.care_units.models import CareUnit, UnitPage
from ingang.foundation.care_units.queries import opening_states
from ingang.foundation.care_units.rules import OpeningState
from ingang.foundation.care_units.words import state_in_words
from ingang.foundation.search.entries import Shown
from ingang.foundation.search.queries import Found, Hit, Wanted, find, place_in
from ingang.foundation.search.ranking import Reason
from ingang.foundation.search.unit_words import why_shown
from ingang.kernel.periods import local_date
from ingang.services.care_finder.entries import UNIT, YES

FILTERS = ("dropin", "listing", "stepfree", "ownrequest")
"""Demands that a unit meets or not, as the index knows them."""


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """What somebody looks for. An empty one leaves nothing out.

    `where` is a place in words; `region` a code, by choice or by the cookie; `demands` are names out of FILTERS.
    `open_now` is asked of the likeliest units, live.
    """

    words: str = ""
    where: str = ""
    region: str = ""
    kind: str = ""
    way: str = ""
    language: str = ""
    demands: frozenset[str] = frozenset()
    open_now: bool = False


@dataclass(frozen=True, kw_only=True)
class FoundPlace:
    """A unit that was found, with its page, and why it is shown."""

    unit: CareUnit
    page: UnitPage
    hit: Hit

    @property
    def why(self) -> list[str]:
        """Why it is shown, in the reader's language."""
        reasons = (reason for reason in self.hit.reasons if not reason.term.is_optional)
        return [why_shown(reason=reason, text=self._text(reason)) for reason in reasons]

    def _text(self, reason: Reason) -> str:
        return kind_title(self.unit.kind) if reason.label == "type" else reason.text


@dataclass(frozen=True, kw_only=True)
class ShownPlace:
    """A unit that was found with what a list tells of it: whether it is open, what it offers, if one may just come."""

    found: FoundPlace
    listed: Listed
    state: OpeningState
    takes_drop_in: bool


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The likeliest units first, and how many there are in all.

    `is_elsewhere`: the region has none, these lie in the rest of the country.
    """

    places: list[FoundPlace]
    count: int
    found: Found
    is_elsewhere: bool = False


def find_care(*, criteria: Criteria, now: datetime, near: str = "", first: int | None = None) -> Answer:
    """Units that answer, at most as many as search weighs; read live, so one that has just closed down is left out.

    With `first`, only so many are given; the others are counted.

    A place that is named in words counts before the region that was chosen: both fields may be filled from before.
    Where the region has nothing, the rest of the country is shown, and that is told. Of many, those nearest the
    municipality `near` are taken.
    """
    wanted = wanted_of(criteria=criteria, near=near)
    found = find(wanted=wanted)
    is_elsewhere = bool(wanted.region) and not found.hits
    if is_elsewhere:
        found = find(wanted=replace(wanted, region=""))
    hits = _shown_now(found.hits, now)
    if criteria.open_now:
        hits = open_ones(hits=hits, now=now)
    places = _places(hits[:first])
    return Answer(places=places, count=len(hits), found=found, is_elsewhere=is_elsewhere and bool(hits))


def wanted_of(*, criteria: Criteria, near: str = "", is_within_region: bool = True) -> Wanted:
    """What search is asked for: the words with the place, near a place that they name, else near `near`.

    A region leaves the others out, unless the words name a place elsewhere or `is_within_region` is not meant.
    """
    text = f"{criteria.words} {criteria.where}".strip()
    region = criteria.region if is_within_region else ""
    named = place_in(text=text) if region else ""
    if named and named[:2] != region:
        region = ""
    return Wanted(kind=UNIT, text=text, region=region, near=named or near or region, filters=_filters(criteria))


def open_ones(*, hits: Sequence[Hit], now: datetime) -> list[Hit]:
    """Those that are open at this moment."""
    states = opening_states(units=[hit.name for hit in hits], now=now)
    return [hit for hit in hits if states[hit.name].is_open]


def with_details(*, places: Sequence[FoundPlace], now: datetime) -> list[ShownPlace]:
    """The units, as many as a page shows, with what it tells of each, read live."""
    rows = listed(units=[one.unit for one in places], on=local_date(now))
    names = [one.unit.hsa_id for one in places]
    states, drop_in = opening_states(units=names, now=now), with_drop_in(units=names)
    return [
        ShownPlace(
            found=one,
            listed=row,
            state=states[one.unit.hsa_id],
            takes_drop_in=one.unit.hsa_id in drop_in,
        )
        for one, row in zip(places, rows, strict=True)
    ]


def _filters(criteria: Criteria) -> dict[str, str]:
    demands = dict.fromkeys(sorted(criteria.demands & set(FILTERS)), YES)
    return {"type": criteria.kind, "way": criteria.way, "language": criteria.language} | demands


def _shown_now(hits: Sequence[Hit], now: datetime) -> list[Hit]:
    """Those of the hits that are shown and have not closed down at this moment. Two questions."""
    names = shown_among(units=[hit.name for hit in hits], on=local_date(now))
    return [hit for hit in hits if hit.name in names]


def _places(hits: Sequence[Hit]) -> list[FoundPlace]:
    """The hits with their units and pages. Two questions."""
    names = [hit.name for hit in hits]
    units, pages = CareUnit.objects.in_bulk(names), UnitPage.objects.in_bulk(names)
    rows = ((units.get(hit.name), pages.get(hit.name), hit) for hit in hits)
    return [FoundPlace(unit=unit, page=page, hit=hit) for unit, page, hit in rows if unit and page]


def shown(*, hits: Sequence[Hit], language: str, now: datetime) -> dict[str, Shown]:
    """Each unit by its HSA-id as the one search shows it: kind, place and whether it is open."""
    today = local_date(now)
    places = [one for one in _places(hits) if is_shown(unit=one.unit, page=one.page, on=today)]
    states = opening_states(units=[one.unit.hsa_id for one in places], now=now)
    return {
        one.unit.hsa_id: Shown(
            title=one.unit.name,
            address=reverse("care_finder:unit", kwargs={"unit": one.unit.hsa_id}),
            about=" · ".join(filter(None, _about(one.unit, states[one.unit.hsa_id], now))),
            why=tuple(one.why),
        )
        for one in places
    }


def _about(unit: CareUnit, state: OpeningState, now: datetime) -> tuple[str, ...]:
    return kind_title(unit.kind), unit.city, state_in_words(state=state, now=now)
