"""Up to four units beside each other."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.care_units.kinds import kind_title
from ingang.foundation.care_units.offering import has_fresh_waiting_time
from ingang.foundation.care_units.words import languages_in_words, state_in_words, waiting_in_words, ways_in_words
from ingang.foundation.identity.requests import HouseRequest
from ingang.kernel.periods import local_date
from ingang.services.care_finder.errors import UnitUnknown
from ingang.services.care_finder.queries.contact import Contact, contact
from ingang.services.care_finder.words import offer_title, yes_or_no
from ingang.ui.values import Cell, Table
from ingang.ui.words import unbroken

MOST = 4


@public
@require_safe
def compare(request: HouseRequest) -> HttpResponse:
    chosen = list(dict.fromkeys(request.GET.getlist("enhet")[: 3 * MOST]))
    found = [one for one in (_contact(unit, request) for unit in chosen[:MOST]) if one]
    asked = [number for number in range(len(_questions())) if str(number) in request.GET.getlist("fraga")]
    picked = asked or list(range(len(_questions())))
    shown = {
        "table": _table(found, picked, request) if found else None,
        "left_out": len(chosen) > MOST,
        "units": found,
        "questions": [(number, text, number in picked) for number, text in enumerate(_questions())],
    }
    return render(request, "care_finder/compare.html", shown)


def _contact(unit: str, request: HouseRequest) -> Contact | None:
    """A unit that is shown and open still; one that is not is left out, as in a list that was saved long ago."""
    try:
        found = contact(unit=unit, now=request.now)
    except UnitUnknown:
        return None
    return None if found.has_closed_down else found


def _table(found: list[Contact], picked: list[int], request: HouseRequest) -> Table:
    """A unit in each column; on a phone each answer stands beside the name of its unit."""
    columns = [gettext("What"), *(one.unit.name for one in found)]
    answers = [_answers(one, request) for one in found]
    rows = [
        [Cell(text=question), *(Cell(text=answer[number]) for answer in answers)]
        for number, question in enumerate(_questions())
        if number in picked
    ]
    return Table(caption=gettext("Units beside each other"), columns=columns, rows=rows)


def _questions() -> list[str]:
    return [
        gettext("Kind of unit"), gettext("Open"), gettext("Phone"), gettext("Address"), gettext("How you meet care"),
        gettext("Languages"), gettext("Step-free"), gettext("Takes new patients to list"), gettext("Waiting times"),
    ]  # fmt: skip


def _answers(one: Contact, request: HouseRequest) -> list[str]:
    ways = sorted({way for each in one.listed.public_offers for way in each.offer.ways})
    texts = (
        kind_title(one.unit.kind),
        state_in_words(state=one.state, now=request.now),
        unbroken(one.unit.phone),
        gettext("At a distance") if one.page.is_digital else one.unit.address,
        ways_in_words(ways=ways),
        languages_in_words(codes=one.page.languages),
        yes_or_no(one.page.is_step_free),
        yes_or_no(one.page.takes_listings),
        "; ".join(_waiting(one, request)),
    )
    return [text or gettext("Not known") for text in texts]


def _waiting(one: Contact, request: HouseRequest) -> list[str]:
    today = local_date(request.now)
    offers = [each.offer for each in one.listed.public_offers if has_fresh_waiting_time(each.offer, on=today)]
    words = [(offer_title(offer=offer), waiting_in_words(offer=offer)) for offer in offers]
    return [f"{title}: {time}" for title, time in words]
