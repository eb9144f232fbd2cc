"""Who may decide what about persons, as pure functions."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from ingang.foundation.people.errors import (
    ChildMustAgree,
    ContactWayUnusable,
    MandateNeedsAdults,
    MandateTooLong,
    MandateTooWide,
    NameUnusable,
    OutsideDecisionAges,
    TextUnusable,
)
from ingang.foundation.people.needs import JOINERS, checked_text
from ingang.kernel.periods import age_on, birthday

ADULT_AT = 18
LONGEST_NAME = 40
LONGEST_MAIL = 254
_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
MAIL = re.compile(rf"(?=.{{1,64}}@){_WORD}(\.{_WORD})*@([A-Za-z0-9-]{{1,63}}\.)+[A-Za-z][A-Za-z0-9-]{{1,62}}")
MOBILE = re.compile(r"\+46(7[02369][0-9]{7})|\+(?!46|0)[0-9]{7,15}")
NAME_SIGNS = f" -'’.{JOINERS}"
GUARDIANSHIP_ENDS_AT = 13
"""The age at which a guardian's automatic access ends (records-identity-law 6; corrections 3.3)."""
DECISION_ENDS_AT = 16
"""The age at which the youth reads her own journal, and a unit's decision for a guardian ends (as above)."""


MANDATE_MONTHS = 12
"""How long a power of attorney may last before it is given anew."""
TURNING_AGES = (GUARDIANSHIP_ENDS_AT, DECISION_ENDS_AT, ADULT_AT)
"""The birthdays at which who may act, or see, changes."""


def latest_birth_date(*, age: int, on: date) -> date:
    """The latest date of birth of those who have turned `age` on that day; see `birthday` for 29 February."""
    born = birthday(on, age=-age)
    following = born + timedelta(days=1)
    return following if birthday(following, age=age) <= on else born


class DecisionBasis(StrEnum):
    """Why a guardian may read a unit's journal of a child of 13-15 (records-identity-law 6)."""

    CHILD_AGREES = "child_agrees"
    CHILD_UNABLE = "child_unable"


def check_decision_age(*, birth_date: date | None, on: date) -> None:
    """Refuse a unit's decision for a guardian outside 13-15, and where the date of birth is not known."""
    if not is_of_decision_age(birth_date=birth_date, on=on):
        raise OutsideDecisionAges()


def is_of_decision_age(*, birth_date: date | None, on: date) -> bool:
    """Whether a unit may decide that a guardian reads its part of the journal: at 13, 14 and 15."""
    return birth_date is not None and GUARDIANSHIP_ENDS_AT <= age_on(birth_date, on=on) < DECISION_ENDS_AT


def check_decision_basis(*, basis: str) -> None:
    """Refuse a decision that neither the child's own will nor a physician's finding supports."""
    if basis not in set(DecisionBasis):
        raise ChildMustAgree()


def check_mandate(
    *, grantor_born: date | None, ombud_born: date | None, kinds: Iterable[str], allowed: Iterable[str], on: date
) -> None:
    """Refuse a power of attorney between others than adults, for nothing, or for more than is allowed.

    An unknown date of birth counts as not adult (corrections 1.2).
    """
    for born in (grantor_born, ombud_born):
        if born is None or age_on(born, on=on) < ADULT_AT:
            raise MandateNeedsAdults()
    check_kinds(kinds=kinds, allowed=allowed)


def check_kinds(*, kinds: Iterable[str], allowed: Iterable[str]) -> None:
    """Refuse no kinds at all, and kinds that are not among the allowed ones."""
    kinds = frozenset(kinds)
    if not kinds or kinds - frozenset(allowed):
        raise MandateTooWide()


def check_mandate_end(*, valid_until: date, on: date) -> None:
    """Refuse a power of attorney that ends today or earlier, or lasts more than MANDATE_MONTHS (proposed)."""
    years, months = divmod(on.month - 1 + MANDATE_MONTHS, 12)
    last = date(on.year + years, months + 1, min(on.day, monthrange(on.year + years, months + 1)[1]))
    if not on < valid_until <= last:
        raise MandateTooLong()


def checked_contact_address(*, channel: str, address: str) -> str:
    """The address tidied: a mail address for "mail", a number in international form for "sms". Refuses others.

    Only plain letters in a mail address: one that looks like another's by letters of another script is refused. A
    Swedish number must be a mobile one, since a code comes as a text message.
    """
    tidied = address.strip()
    if channel == "mail" and len(tidied) <= LONGEST_MAIL and MAIL.fullmatch(tidied):
        return tidied
    if channel == "sms":
        number = "".join(sign for sign in tidied[:LONGEST_MAIL] if not sign.isspace() and sign not in "-()./")
        number = f"+46{number[1:]}" if number.startswith("0") and not number.startswith("00") else number
        if MOBILE.fullmatch(number):
            return number
    raise ContactWayUnusable()


def checked_name(*, name: str) -> str:
    """A name to be called by, tidied; empty for none. Refuses digits, signs and what is longer than 40 letters."""
    try:
        tidied = checked_text(text=unicodedata.normalize("NFC", name), longest=LONGEST_NAME)
    except TextUnusable as unusable:
        raise NameUnusable() from unusable
    if tidied and not all(unicodedata.category(sign)[0] in "LM" or sign in NAME_SIGNS for sign in tidied):
        raise NameUnusable()
    if tidied and not any(sign.isalpha() for sign in tidied):
        raise NameUnusable()
    return tidied


def checked_pronoun(*, pronoun: str) -> str:
    """A pronoun as the person writes it, "hen" or "hon/hen"; empty for none. Refuses what is no word."""
    words = "/".join(checked_name(name=part) for part in pronoun.split("/") if part.strip())
    if len(words) > LONGEST_NAME:
        raise NameUnusable()
    return words
