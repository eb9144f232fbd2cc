"""A unit in words: its opening state, its weeks, its ways and languages."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Protocol

from babel import Locale
from django.utils.translation import get_language, gettext, ngettext

from ingang.foundation.care_units.models import Offer, OpeningException
from ingang.foundation.care_units.rules import SENTENCES, TO_MIDNIGHT, OpeningState
from ingang.kernel.periods import local_date
from ingang.kernel.words import marked
from ingang.ui.values import Cell, Table
from ingang.ui.words import clock_in_words, day_in_words, face_in_words

DAYS = (
    marked("Monday"),
    marked("Tuesday"),
    marked("Wednesday"),
    marked("Thursday"),
    marked("Friday"),
    marked("Saturday"),
    marked("Sunday"),
)

WAYS = {"visit": marked("Visit"), "video": marked("Video call"), "phone": marked("Phone call")}

CONTACTS = {
    "phone": marked("Call"),
    "web": marked("Log in and write or book"),
    "drop_in": marked("Come without a booked time"),
    "letter": marked("Send a letter"),
}
"""How one gets in touch about something that a unit offers."""

ACCESS_FACTS = {
    "door": marked("The door opens by itself"),
    "lift": marked("There is a lift, or everything is on the ground floor"),
    "toilet": marked("A toilet with room for a wheelchair"),
    "parking": marked("Parking for permit holders by the entrance"),
    "drop_off": marked("A car or taxi can stop by the entrance"),
    "loop": marked("A hearing loop at the desk"),
    "escort": marked("Staff can meet you at the entrance"),
}
"""What helps those who move, see or hear with difficulty."""

LANGUAGES = ("ar", "de", "en", "es", "fa", "fi", "fr", "pl", "se", "so", "sv", "ti", "uk")
"""Languages that are spoken at units, by their codes."""


class Hours(Protocol):
    """A period of a weekday."""

    weekday: int
    opens_at: time
    closes_at: time


def state_in_words(*, state: OpeningState, now: datetime) -> str:
    """Whether a unit is open, and when that changes."""
    at = state.at
    values = {"time": clock_in_words(value=at), "day": day_in_words(value=at, now=now)} if at else {}
    return gettext(SENTENCES[state.opening]) % values


def week_table(*, hours: Iterable[Hours], caption: str = "") -> Table | None:
    """The hours of a usual week; None where they are not known."""
    by_day: dict[int, list[str]] = {}
    for one in hours:
        by_day.setdefault(one.weekday, []).append(_between(one))
    if not by_day:
        return None
    rows = [
        [Cell(text=gettext(day)), Cell(text=", ".join(by_day.get(number, [])) or gettext("Closed"))]
        for number, day in enumerate(DAYS)
    ]
    columns = [gettext("Day"), gettext("Open between")]
    return Table(caption=caption or gettext("Opening hours"), columns=columns, rows=rows)


def coming_week(*, hours: Iterable[Hours], exceptions: Iterable[OpeningException], now: datetime) -> Table | None:
    """The hours of the seven days from today on, holidays and odd days as they are; None where none are known."""
    hours, odd = list(hours), list(exceptions)
    if not hours and not odd:
        return None
    rows = []
    for day in (local_date(now) + timedelta(days=number) for number in range(7)):
        special = [one for one in odd if one.on == day]
        times = (
            [one for one in special if one.opens_at]
            if special
            else [one for one in hours if one.weekday == day.weekday()]
        )
        open_between = ", ".join(_between(one) for one in times) or gettext("Closed")
        reason = f" ({special[0].reason})" if special and special[0].reason else ""
        rows.append([Cell(text=_day_name(day, now)), Cell(text=f"{open_between}{reason}")])
    return Table(
        caption=gettext("Opening hours in the coming week"),
        columns=[gettext("Day"), gettext("Open between")],
        rows=rows,
    )


def _day_name(day: date, now: datetime) -> str:
    name = gettext(DAYS[day.weekday()])
    return gettext("Today, %(day)s") % {"day": name.lower()} if day == local_date(now) else name


def _between(one: Hours | OpeningException) -> str:
    if one.opens_at is None or one.closes_at is None:
        return ""
    closes = gettext("midnight") if one.closes_at >= TO_MIDNIGHT else face_in_words(value=one.closes_at)
    return f"{face_in_words(value=one.opens_at)}–{closes}"


def ages_in_words(*, age_from: int | None, age_to: int | None) -> str:
    """For which ages something is; empty where it is for all. Both ends count."""
    if age_from and age_to is not None:
        return gettext("%(first)s to %(last)s years") % {"first": age_from, "last": age_to}
    if age_from:
        return gettext("from %(first)s years") % {"first": age_from}
    if age_to is not None:
        return gettext("up to and including %(last)s years") % {"last": age_to}
    return ""


def waiting_in_words(*, offer: Offer) -> str:
    """How long the waiting time is, in days or weeks."""
    days = offer.waiting_days or 0
    if days < 14:
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    weeks = round(days / 7)
    return ngettext("about %(count)s week", "about %(count)s weeks", weeks) % {"count": weeks}


def ways_in_words(*, ways: Iterable[str]) -> str:
    """How they meet, in words."""
    return ", ".join(gettext(WAYS[one]) for one in ways if one in WAYS)


def contacts_in_words(*, contacts: Iterable[str]) -> str:
    """How one gets in touch, in words."""
    return ", ".join(gettext(CONTACTS[one]) for one in contacts if one in CONTACTS)


def access_in_words(*, facts: Iterable[str]) -> list[str]:
    """What helps those who move, see or hear with difficulty, in the order of the list."""
    return [gettext(words) for code, words in ACCESS_FACTS.items() if code in set(facts)]


def language_names() -> dict[str, str]:
    """The languages by code, each by its name in the reader's language, in the order of the names."""
    names = Locale.parse(get_language() or "sv", sep="-").languages
    return dict(sorted(((code, str(names[code])) for code in LANGUAGES), key=lambda one: one[1]))


def languages_in_words(*, codes: Iterable[str]) -> str:
    """Languages by name, in the reader's language."""
    return ", ".join(name for code, name in language_names().items() if code in set(codes))
