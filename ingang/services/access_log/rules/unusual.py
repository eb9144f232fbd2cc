"""When a reading is unusual: named signs over facts that others gathered. Pure (peers 15).

A sign is strong or weak. One strong sign is enough, and so are two weak ones: a nurse who answers the telephone notes
herself that the patient called, and half the country is called Andersson. Where the house does not know something
(an address, whom somebody is related to), there is no rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ingang.kernel.periods import local
from ingang.kernel.words import marked

MANY_READERS = 12
MANY_WITHIN = timedelta(hours=24)
NEAR = timedelta(days=30)
"""How long before and after a contact its unit may have reason to read: to prepare, and to follow up."""
NIGHT_BEGINS, NIGHT_ENDS = 22, 6

COMMON_NAMES = frozenset({
    "andersson", "johansson", "karlsson", "nilsson", "eriksson", "larsson", "olsson", "persson", "svensson",
    "gustafsson", "pettersson", "jonsson", "jansson", "hansson", "bengtsson", "jönsson", "lindberg", "jakobsson",
    "magnusson", "olofsson", "lindström", "lindqvist", "lindgren", "berg", "axelsson", "lundberg", "bergström",
    "lundgren", "mattsson", "berglund",
})  # fmt: skip
"""The thirty family names that most people in Sweden have, or nearly (SCB, name statistics): alone they say little."""


class Sign(StrEnum):
    """What is unusual about a reading."""

    NO_CONTACT = "no_contact"
    ONLY_OWN_WORD = "only_own_word"
    SAME_NAME = "same_name"
    OWN_WORKPLACE = "own_workplace"
    MANY_READERS = "many_readers"
    AT_NIGHT = "at_night"


SIGN_WORDS: Mapping[Sign, str] = {
    Sign.NO_CONTACT: marked("The unit had no contact with you around that time."),
    Sign.ONLY_OWN_WORD: marked("Only the unit itself has noted that you were its patient then."),
    Sign.SAME_NAME: marked("The one who read has the same family name as you."),
    Sign.OWN_WORKPLACE: marked("You seem to work at the unit yourself."),
    Sign.MANY_READERS: marked("Unusually many have read about you within a day."),
    Sign.AT_NIGHT: marked("It was at night, when the unit is closed."),
}


@dataclass(frozen=True, kw_only=True)
class ReadingFacts:
    """What the rules must know of one reading: `reader_name` is whole, `own_name` the family name of the one read."""

    at: datetime
    had_contact: bool
    contact_is_own_word: bool
    reader_name: str
    own_name: str
    works_there: bool
    unit_was_closed: bool
    readers: int


def signs_of(facts: ReadingFacts, /) -> tuple[Sign, ...]:
    """The signs, where they make the reading unusual; none where it is as readings are."""
    strong, weak = _strong(facts), _weak(facts)
    unusual = bool(strong) or len(weak) > 1
    return tuple(sign for sign in Sign if sign in strong | weak) if unusual else ()


def contact_near(*, valid_from: datetime, valid_until: datetime, at: datetime) -> bool:
    """Whether a contact was going on at the moment, or near it."""
    return valid_from - NEAR <= at <= valid_until + NEAR


def _strong(facts: ReadingFacts) -> frozenset[Sign]:
    found = {
        Sign.NO_CONTACT: not facts.had_contact,
        Sign.SAME_NAME: _same_name(facts) and not _is_common(facts.own_name),
        Sign.OWN_WORKPLACE: facts.works_there and (not facts.had_contact or facts.contact_is_own_word),
        Sign.MANY_READERS: facts.readers >= MANY_READERS,
        Sign.AT_NIGHT: facts.unit_was_closed and _is_night(facts.at),
    }
    return frozenset(sign for sign, holds in found.items() if holds)


def _weak(facts: ReadingFacts) -> frozenset[Sign]:
    found = {
        Sign.ONLY_OWN_WORD: facts.had_contact and facts.contact_is_own_word,
        Sign.SAME_NAME: _same_name(facts) and _is_common(facts.own_name),
        Sign.OWN_WORKPLACE: facts.works_there,
    }
    return frozenset(sign for sign, holds in found.items() if holds)


def _same_name(facts: ReadingFacts) -> bool:
    return bool(facts.own_name) and f" {facts.reader_name}".casefold().endswith(f" {facts.own_name}".casefold())


def _is_common(name: str) -> bool:
    return name.casefold() in COMMON_NAMES


def _is_night(at: datetime) -> bool:
    hour = local(at).hour
    return hour >= NIGHT_BEGINS or hour < NIGHT_ENDS
