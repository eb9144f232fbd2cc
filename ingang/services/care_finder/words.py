"""The catalogue in words: a unit's answers, an offer's conditions, how something was checked."""

from datetime import date, datetime

from django.utils.translation import get_language, gettext

from ingang.foundation.care_units.catalogue import ListedOffer
from ingang.foundation.care_units.models import Offer, Referral
from ingang.foundation.care_units.offering import has_fresh_waiting_time
from ingang.foundation.care_units.words import (
    ages_in_words,
    languages_in_words,
    waiting_in_words,
    ways_in_words,
)
from ingang.foundation.regions.rules import municipality, regions
from ingang.kernel.identifiers.errors import UnknownMunicipality
from ingang.services.care_finder.queries.contact import Contact
from ingang.ui.values import SummaryRow
from ingang.ui.words import day_in_words, unbroken


def contact_rows(*, contact: Contact, now: datetime) -> list[SummaryRow]:
    """What the page tells as questions and answers; those that are not known are left out."""
    unit, page = contact.unit, contact.page
    answers = (
        (gettext("Address"), "" if page.is_digital else unit.address),
        (gettext("How to find it"), "" if page.is_digital else unit.how_to_find),
        (gettext("Municipality"), _municipality(unit.municipality)),
        (gettext("For whom"), ages_in_words(age_from=page.age_from, age_to=page.age_to)),
        (gettext("Languages"), languages_in_words(codes=page.languages)),
        (gettext("Step-free"), _yes_or_no(page.is_step_free)),
        (gettext("Takes new patients to list"), _yes_or_no(page.takes_listings)),
        (gettext("Who runs it"), contact.care_giver),
        *((one.use, unbroken(one.number)) for one in contact.phones),
        (gettext("Email"), page.mail),
    )
    return [SummaryRow(question=question, answer=answer) for question, answer in answers if answer]


def offer_title(*, offer: Offer) -> str:
    """What the offer is called, in the reader's language."""
    return offer.title_sv if get_language() == "sv" else offer.title_en or offer.title_sv


def offer_rows(*, one: ListedOffer, now: datetime, on: date) -> list[str]:
    """The conditions of an offer, one sentence each."""
    offer = one.offer
    ages = ages_in_words(age_from=offer.age_from, age_to=offer.age_to)
    referral = gettext(Referral(offer.referral).label)
    said = [
        gettext("For you who are %(ages)s.") % {"ages": ages} if ages else "",
        f"{referral}.",
        gettext("You meet by: %(ways)s.") % {"ways": ways_in_words(ways=offer.ways)} if offer.ways else "",
        _area(offer),
        _waiting(offer, now) if has_fresh_waiting_time(offer, on=on) else "",
    ]
    return [sentence for sentence in said if sentence]


def checked_in_words(*, checked_on: date | None, now: datetime) -> str:
    """When somebody at the unit last looked through what stands here."""
    if checked_on is None:
        return gettext("Nobody has looked through this yet.")
    return gettext("The unit looked through this on %(day)s.") % {"day": day_in_words(value=checked_on, now=now)}


def _waiting(offer: Offer, now: datetime) -> str:
    assert offer.waiting_from is not None  # noqa: S101  a constraint of the table
    assert offer.waiting_until is not None  # noqa: S101
    return gettext("Waiting time: %(time)s, as measured from %(first)s to %(last)s by %(source)s.") % {
        "time": waiting_in_words(offer=offer),
        "first": day_in_words(value=offer.waiting_from, now=now),
        "last": day_in_words(value=offer.waiting_until, now=now),
        "source": offer.waiting_source,
    }


def _area(offer: Offer) -> str:
    if not offer.regions:
        return ""
    names = [one.name for one in regions() if one.code in offer.regions]
    return gettext("For you who live in: %(regions)s.") % {"regions": ", ".join(names)}


def _municipality(code: str) -> str:
    try:
        return municipality(code).name
    except UnknownMunicipality:
        return ""


def _yes_or_no(value: bool | None) -> str:
    if value is None:
        return ""
    return gettext("Yes") if value else gettext("No")
