"""The catalogue in words: a unit's answers, an offer's conditions, how something was checked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils.translation import get_language, gettext

from ingang.foundation.care_units.catalogue import ListedOffer
from ingang.foundation.care_units.functions import function_title
from ingang.foundation.care_units.kinds import kind_title
from ingang.foundation.care_units.models import CareUnit, Offer, Referral, Source, UnitFunction, UnitPage
from ingang.foundation.care_units.offering import has_fresh_waiting_time
from ingang.foundation.care_units.showing import REASONS
from ingang.foundation.care_units.words import (
    DAYS,
    access_in_words,
    ages_in_words,
    contacts_in_words,
    languages_in_words,
    waiting_in_words,
    ways_in_words,
)
from ingang.foundation.regions.rules import municipality, regions
from ingang.kernel.identifiers.errors import UnknownMunicipality
from ingang.kernel.words import marked
from ingang.services.care_finder.models import ImportChange, Seen, What
from ingang.services.care_finder.queries.contact import Contact
from ingang.services.care_finder.queries.correctness import Correctness, Share
from ingang.ui.values import SummaryRow
from ingang.ui.words import date_in_words, day_in_words, unbroken


def contact_rows(*, contact: Contact, now: datetime) -> list[SummaryRow]:
    """What the page tells as questions and answers; those that are not known are left out."""
    unit, page = contact.unit, contact.page
    answers = (
        (gettext("Address"), "" if page.is_digital else unit.address),
        (gettext("How to find it"), "" if page.is_digital else unit.how_to_find),
        (gettext("Municipality"), _municipality(unit.municipality)),
        (gettext("For whom"), ages_in_words(age_from=page.age_from, age_to=page.age_to)),
        (gettext("Languages"), languages_in_words(codes=page.languages)),
        (gettext("Step-free"), yes_or_no(page.is_step_free)),
        (gettext("Help at the place"), "" if page.is_digital else "\n".join(access_in_words(facts=page.access_facts))),
        (gettext("Takes new patients to list"), yes_or_no(page.takes_listings)),
        (gettext("Who runs it"), contact.care_giver),
        *((one.use, unbroken(one.number)) for one in contact.phones),
        (gettext("Email"), page.mail),
    )
    return [SummaryRow(question=question, answer=answer) for question, answer in answers if answer]


def directory_rows(*, unit: CareUnit, page: UnitPage) -> list[SummaryRow]:
    """What the directory says of the unit, for its editor: what is empty says so, for it can be what is missing."""
    nothing = gettext("Nothing")
    place = f"N {page.north}, E {page.east}" if page.north is not None else ""
    answers = (
        (gettext("Name"), unit.name),
        (gettext("Kind of unit"), kind_title(unit.kind)),
        (gettext("Form of care"), ", ".join(page.care_forms)),
        (gettext("Address"), unit.address),
        (gettext("Municipality"), _municipality(unit.municipality)),
        (gettext("Coordinates"), place),
        (gettext("Phone"), unbroken(unit.phone)),
        (gettext("Website"), page.web),
        (gettext("Email"), page.mail),
        (gettext("For whom"), ages_in_words(age_from=page.age_from, age_to=page.age_to)),
    )
    return [SummaryRow(question=question, answer=answer or nothing) for question, answer in answers]


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
        offer.conditions_sv if get_language() == "sv" else offer.conditions_en or offer.conditions_sv,
        gettext("You meet by: %(ways)s.") % {"ways": ways_in_words(ways=offer.ways)} if offer.ways else "",
        gettext("Get in touch: %(ways)s.") % {"ways": contacts_in_words(contacts=offer.contacts).lower()}
        if offer.contacts
        else "",
        _area(offer),
        _waiting(offer, now) if has_fresh_waiting_time(offer, on=on) else "",
    ]
    return [sentence for sentence in said if sentence]


def regions_rows(*, one: ListedOffer, now: datetime) -> list[SummaryRow]:
    """What the region says of an offer, and the unit can not change."""
    decision, offer = one.decision, one.offer
    agreement = offer.agreement or gettext("None")
    if offer.agreement and offer.agreement_until:
        day = day_in_words(value=offer.agreement_until, now=now)
        agreement = gettext("%(agreement)s, until %(day)s") % {"agreement": agreement, "day": day}
    decided = gettext("Not decided: what is publicly financed is in the offer")
    if decision:
        day = day_in_words(value=decision.decided_at, now=now)
        decided = gettext("Decided on %(day)s. %(reason)s") % {"day": day, "reason": decision.reason}
    answers = (
        (gettext("In the region's offer"), yes_or_no(one.is_included)),
        (gettext("The region's decision"), decided),
        (gettext("Agreement"), agreement),
    )
    return [SummaryRow(question=question, answer=answer) for question, answer in answers]


@dataclass(frozen=True, kw_only=True)
class Called:
    """A function as it is shown: what it is called, its number, when it answers, and whether the unit said so."""

    code: str
    title: str
    phone: str
    hours: str
    is_own: bool


def called_rows(*, functions: Iterable[UnitFunction]) -> list[Called]:
    """Functions that can be called by themselves, by what they are called."""
    rows = [
        Called(
            code=one.code, title=function_title(one.code), phone=one.phone, hours=_hours(one.hours),
            is_own=one.source == Source.UNIT,
        )
        for one in functions
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row.title)


def _hours(periods: Iterable[str]) -> str:
    """The hours of a week in one line: days that follow each other alike are one."""
    parts = [one.split() for one in sorted(periods, key=lambda one: (one[2:], one[0]))]
    found = []
    for (opens, closes), several in groupby(parts, lambda part: (part[1], part[2])):
        days = [int(part[0]) for part in several]
        for _, run in groupby(enumerate(days), lambda pair: pair[1] - pair[0]):
            held = [day for _, day in run]
            names = gettext(DAYS[held[0]])
            if len(held) > 1:
                last = gettext(DAYS[held[-1]]).lower()
                names = f"{names}–{last}"
            found.append(f"{names} {opens}–{closes}")
    return ", ".join(found)


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


def yes_or_no(value: bool | None) -> str:
    """Yes, no, or nothing where it is not known."""
    if value is None:
        return ""
    return gettext("Yes") if value else gettext("No")


def share_rows(*, found: Correctness, now: datetime) -> list[SummaryRow]:
    """How right the catalogue is, as it was measured."""
    imported = date_in_words(value=found.imported_at, now=now) if found.imported_at else gettext("Never")
    answers = (
        (gettext("Units that are shown"), str(found.units)),
        (gettext("Somebody answers for the page"), _share(found.with_owner)),
        (gettext("Looked through within a year"), _share(found.checked)),
        (gettext("Phone numbers in a form that can be called"), _share(found.right_numbers)),
        (gettext("Web addresses that answer, of those that were tried"), _share(found.working_links)),
        (gettext("Reports of errors that were answered within two weeks"), _share(found.answered_reports)),
        (gettext("Units that the directory no longer has"), str(found.vanished)),
        (gettext("The directory was last read"), imported),
    )
    return [SummaryRow(question=question, answer=answer) for question, answer in answers]


def _share(share: Share) -> str:
    if share.percent is None:
        return gettext("Nothing to measure yet")
    values = {"percent": share.percent, "count": share.count, "of": share.of}
    return gettext("%(percent)s %% (%(count)s of %(of)s)") % values


FIELDS = {
    "name": marked("Name"),
    "care_giver": marked("Who runs it"),
    "region": marked("Region"),
    "municipality": marked("Municipality"),
    "kind": marked("Kind of unit"),
    "street": marked("Street"),
    "postal_code": marked("Postal code"),
    "city": marked("Town"),
    "phone": marked("Phone"),
    "how_to_find": marked("How to find it"),
    "closed_on": marked("Closed down on"),
    "is_shown": marked("Shown to residents"),
    "is_in_directory": marked("In the directory"),
    "vanished_on": marked("No longer in the directory"),
    "care_forms": marked("Form of care"),
    "activities": marked("Activities"),
    "ownership": marked("Ownership"),
    "north": marked("North"),
    "east": marked("East"),
    "web": marked("Website"),
    "mail": marked("Email"),
    "age_from": marked("From age"),
    "age_to": marked("To age"),
    "related": marked("Related units"),
    "opening_hours": marked("Opening hours"),
    "phone_hours": marked("Phone hours"),
    "drop_in_hours": marked("Without a booked time"),
    "notice": marked("Right now"),
    "part_of": marked("Belongs to"),
    "functions": marked("Can be called by itself"),
}
"""What the fields of the directory are called."""


def change_sentences(*, row: ImportChange) -> list[str]:
    """What an import changed of a unit: whether readers see it first, then field by field.

    Of one that is new or has vanished the fields are not told.
    """
    seen = _seen_sentences(row)
    if row.what in {What.NEW, What.VANISHED}:
        return seen
    return seen + [
        gettext("%(field)s: from “%(before)s” to “%(after)s”")
        % {"field": gettext(FIELDS[name]), "before": _said(name, before), "after": _said(name, after)}
        for name, (before, after) in sorted(row.fields.items())
        if name in FIELDS
    ]


def _seen_sentences(row: ImportChange) -> list[str]:
    if row.seen == Seen.SHOWN:
        return [gettext("Readers see the unit again.")]
    if row.seen == Seen.HIDDEN:
        return [
            gettext("Readers do not see the unit."),
            *(gettext(REASONS[one]) for one in row.lacks if one in REASONS),
        ]
    return []


def _said(name: str, value: Any) -> str:
    """A field's value as it is kept, in words; what is empty is told as nothing."""
    if value is None or value in ("", []):
        return gettext("Nothing")
    return VALUES.get(name, _plain)(value) or _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return yes_or_no(value) if isinstance(value, bool) else str(value)


def _region(code: str) -> str:
    return next((one.name for one in regions() if one.code == code), code)


def _functions(kept: list[tuple[str, str, list[str]]]) -> str:
    parts = [(function_title(code), phone, _hours(hours)) for code, phone, hours in kept]
    return ", ".join(" ".join(filter(None, one)) for one in parts)


VALUES: dict[str, Callable[[Any], str]] = {
    "region": _region,
    "municipality": _municipality,
    "kind": kind_title,
    "opening_hours": _hours,
    "phone_hours": _hours,
    "drop_in_hours": _hours,
    "functions": _functions,
}
"""How fields are told whose values are codes."""
