"""What a unit says of itself and its offers, and how it changed, in words for its editors."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from ingang.foundation.care_units.catalogue import ListedOffer
from ingang.foundation.care_units.models import OfferStatus, Referral
from ingang.foundation.care_units.offering import OfferState
from ingang.foundation.care_units.saying import NOTICE, OFFER_DAYS, PAGE_FIELDS
from ingang.foundation.care_units.words import ACCESS_FACTS, CONTACTS, WAYS, language_names
from ingang.foundation.regions.rules import regions
from ingang.kernel.words import marked
from ingang.services.care_finder.words import yes_or_no
from ingang.ui.values import Cell, SummaryRow, Table
from ingang.ui.words import day_in_words

SAID_FIELDS = {
    "about": marked("About the unit"),
    "how_to_seek": marked("How to seek care here"),
    "your_visit": marked("Your visit"),
    "languages": marked("Languages spoken here"),
    "is_step_free": marked("Step-free"),
    "access_facts": marked("What helps those who move, see or hear with difficulty"),
    "takes_listings": marked("Takes new patients to list"),
    "is_digital": marked("We meet at a distance alone"),
    "owner": marked("Who answers for the page"),
    NOTICE: marked("What stands first on the page for a time"),
    "title_sv": marked("What it is called, in Swedish"),
    "title_en": marked("What it is called, in English"),
    "conditions_sv": marked("Conditions, in Swedish"),
    "conditions_en": marked("Conditions, in English"),
    "age_from": marked("From age"),
    "age_to": marked("To age, counted"),
    "regions": marked("For those who live in"),
    "referral": marked("How one comes to it"),
    "requirements": marked("What a referral must tell"),
    "referral_address": marked("Where a referral goes"),
    "ways": marked("How you meet"),
    "contacts": marked("How one gets in touch about it"),
    "e_service": marked("Your own e-service for it"),
    "waiting_days": marked("Waiting time in days"),
    "waiting_from": marked("Measured from"),
    "waiting_until": marked("Measured until"),
    "waiting_source": marked("Where the figure comes from"),
    "valid_from": marked("Offered from"),
    "valid_until": marked("Offered until, that day counted"),
    "status": marked("Shall residents see it?"),
}
"""What the fields of a unit's own words are called, as in the forms."""

STATES = {
    OfferState.INACTIVE: marked("Not shown yet"),
    OfferState.COMING: marked("Shown later"),
    OfferState.ACTIVE: marked("Shown"),
    OfferState.EXPIRED: marked("Has ended"),
}


def offer_state_in_words(*, one: ListedOffer) -> str:
    """Whether residents see it, or else why not."""
    if one.state is OfferState.ACTIVE and not one.is_included:
        return gettext("Not shown: it is not in the region's offer")
    return gettext(STATES[one.state])


def differences(*, before: Mapping[str, Any], after: Mapping[str, Any], now: datetime) -> list[tuple[str, str, str]]:
    """What differs between two ways of saying it: the field, and both in words."""
    return [
        (gettext(words), in_words(name, before.get(name), now=now), in_words(name, after.get(name), now=now))
        for name, words in SAID_FIELDS.items()
        if in_words(name, before.get(name), now=now) != in_words(name, after.get(name), now=now)
    ]


def in_words(name: str, value: Any, /, *, now: datetime) -> str:
    """One value of a field in words; a dash where nothing is said."""
    if value in (None, "", []):
        return "–"
    if isinstance(value, bool) or name == "status":
        return yes_or_no(value in (True, OfferStatus.ACTIVE))
    if name == NOTICE:
        return f"{_day(value[0], now)} – {_day(value[1], now)}: {value[2]}"
    if name in OFFER_DAYS:
        return _day(value, now)
    if isinstance(value, list):
        return ", ".join(_named(name, value))
    return gettext(Referral(value).label) if name == "referral" else str(value)


def _named(name: str, codes: Iterable[str]) -> list[str]:
    if name == "languages":
        names: Mapping[str, str] = language_names()
    elif name == "regions":
        names = {one.code: one.name for one in regions()}
    else:
        names = {code: gettext(words) for code, words in {**WAYS, **CONTACTS, **ACCESS_FACTS}.items()}
    return [names.get(code, code) for code in codes]


def _day(text: str, now: datetime) -> str:
    return day_in_words(value=date.fromisoformat(text), now=now)


def source_table(
    *, directory: Iterable[SummaryRow], said: Mapping[str, Any], read_on: str, checked_on: str, now: datetime
) -> Table:
    """Every field of the page: what it says, from where it comes, and when it was last looked through."""
    columns = [gettext("Field"), gettext("What it says"), gettext("Comes from"), gettext("Last checked")]
    rows = [(one.question, one.answer, gettext("The directory"), read_on) for one in directory]
    rows += [
        (gettext(SAID_FIELDS[name]), in_words(name, said[name], now=now), gettext("The unit itself"), checked_on)
        for name in (*PAGE_FIELDS, NOTICE)
    ]
    return Table(
        caption=gettext("Where each field comes from"),
        columns=columns,
        rows=[[Cell(text=text) for text in row] for row in rows],
    )
