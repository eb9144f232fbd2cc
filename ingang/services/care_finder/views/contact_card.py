"""A unit's contact card as values of its page: for everybody, and for its editors before it is shown."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import get_language, gettext

from ingang.foundation.care_units.kinds import kind_title
from ingang.foundation.care_units.models import CareUnit, HoursFor
from ingang.foundation.care_units.words import coming_week, state_in_words, week_table
from ingang.foundation.regions.links import link
from ingang.kernel.actor import Actor, Resident, Staff
from ingang.kernel.periods import local_date
from ingang.services.care_finder.map_drawing import drawn_alone
from ingang.services.care_finder.queries.contact import Contact
from ingang.services.care_finder.words import called_rows, checked_in_words, contact_rows, offer_rows, offer_title
from ingang.ui.values import Table
from ingang.ui.words import day_in_words


def card_values(*, found: Contact, actor: Actor | None, now: datetime) -> dict[str, Any]:
    """Everything that the card shows. What residents do on the web is not there for staff."""
    one = found.unit
    on_the_web = () if isinstance(actor, Staff) else found.on_the_web
    return {
        "contact": found,
        "unit": one,
        "page": found.page,
        "kind": kind_title(one.kind),
        "opening": state_in_words(state=found.state, now=now),
        "rows": contact_rows(contact=found, now=now),
        "called": called_rows(functions=found.functions),
        "weeks": _weeks(found, now),
        "other_days": _other_days(found, now),
        "on_the_web": [(each.title(language=get_language() or "sv"), each.address) for each in on_the_web],
        "offers": _offers(found, now),
        "texts": _texts(found),
        "checked": checked_in_words(checked_on=found.page.checked_on, now=now),
        "mine": _mine(one, local_date(now)) if isinstance(actor, Resident) else None,
        "map": drawn_alone(unit=one, page=found.page),
    }


def _offers(found: Contact, now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "title": offer_title(offer=one.offer),
            "rows": offer_rows(one=one, now=now, on=local_date(now)),
            "e_service": one.offer.e_service,
        }
        for one in found.listed.public_offers
    ]


def _mine(unit: CareUnit, on: date) -> str | None:
    """Where a resident adds the unit to her own, or takes it away."""
    return link("my_clinics", "contact", region=unit.region, on=on, unit=unit.hsa_id)


def _weeks(found: Contact, now: datetime) -> list[Table]:
    """Opening hours first, then what else has hours of its own."""
    others = [
        week_table(hours=found.other_hours.get(use, ()), caption=gettext(HoursFor(use).label)) for use in HoursFor
    ]
    first = coming_week(hours=found.hours, exceptions=found.exceptions, now=now)
    return [table for table in (first, *others) if table]


def _other_days(found: Contact, now: datetime) -> list[str]:
    """Days with other hours that lie beyond the coming week."""
    week = local_date(now) + timedelta(days=6)
    days = {one.on: one for one in found.exceptions if one.on > week}
    return [
        gettext("%(day)s: other hours (%(reason)s)") % {"day": day_in_words(value=on, now=now), "reason": one.reason}
        for on, one in sorted(days.items())
    ]


def _texts(found: Contact) -> list[tuple[str, str]]:
    """What the unit tells in its own words, in the language that it wrote in."""
    page = found.page
    texts = (
        (gettext("How to seek care here"), page.how_to_seek),
        (gettext("Your visit"), page.your_visit),
        (gettext("About the unit"), page.about),
    )
    return [(title, text) for title, text in texts if text]
