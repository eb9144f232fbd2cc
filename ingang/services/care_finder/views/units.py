"""A unit's page, as everybody sees it, and units beside each other."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.care_units.kinds import kind_title
from ingang.foundation.care_units.models import HoursFor
from ingang.foundation.care_units.words import state_in_words, week_table
from ingang.foundation.identity.requests import HouseRequest
from ingang.foundation.published.keeping import keep_finished
from ingang.foundation.regions.links import link
from ingang.kernel.actor import Resident, Staff
from ingang.kernel.periods import local_date
from ingang.services.care_finder.map_drawing import drawn_alone
from ingang.services.care_finder.queries.contact import Contact, contact
from ingang.services.care_finder.words import called_rows, checked_in_words, contact_rows, offer_rows, offer_title
from ingang.ui.values import Table


@keep_finished(seconds=60)
@public
@require_safe
def unit(request: HouseRequest, unit: str) -> HttpResponse:
    found = contact(unit=unit, now=request.now)
    if found.has_closed_down:
        return render(request, "care_finder/closed.html", {"contact": found, "unit": found.unit}, status=410)
    return render(request, "care_finder/unit.html", _values(found, request))


def _values(found: Contact, request: HouseRequest) -> dict[str, Any]:
    now, today, one = request.now, local_date(request.now), found.unit
    is_resident, is_staff = isinstance(request.actor, Resident), isinstance(request.actor, Staff)
    # What residents do on the web is not there for staff.
    on_the_web = () if is_staff else found.on_the_web
    return {
        "contact": found,
        "unit": one,
        "page": found.page,
        "kind": kind_title(one.kind),
        "opening": state_in_words(state=found.state, now=now),
        "rows": contact_rows(contact=found, now=now),
        "called": called_rows(functions=found.functions),
        "weeks": _weeks(found),
        "on_the_web": [(each.title(language=get_language() or "sv"), each.address) for each in on_the_web],
        "offers": [
            {"title": offer_title(offer=each.offer), "rows": offer_rows(one=each, now=now, on=today)}
            for each in found.listed.public_offers
        ],
        "texts": _texts(found),
        "checked": checked_in_words(checked_on=found.page.checked_on, now=now),
        "mine": link("my_clinics", "contact", region=one.region, on=today, unit=one.hsa_id) if is_resident else None,
        "map": drawn_alone(unit=one, page=found.page),
    }


def _weeks(found: Contact) -> list[Table]:
    """Opening hours first, then what else has hours of its own."""
    others = [
        week_table(hours=found.other_hours.get(use, ()), caption=gettext(HoursFor(use).label)) for use in HoursFor
    ]
    return [table for table in (week_table(hours=found.hours), *others) if table]


def _texts(found: Contact) -> list[tuple[str, str]]:
    """What the unit tells in its own words, in the language that it wrote in."""
    page = found.page
    texts = (
        (gettext("How to seek care here"), page.how_to_seek),
        (gettext("Your visit"), page.your_visit),
        (gettext("About the unit"), page.about),
    )
    return [(title, text) for title, text in texts if text]
