"""The rules of reaching a person: codes that confirm a contact way, and what safe contact means. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext

from ingang.foundation.people.errors import NeedUnknown, TooManyCodes
from ingang.foundation.people.needs import LONGEST_NOTE, checked_text
from ingang.kernel.words import marked

CODE_DIGITS = 6
CODE_LASTS = timedelta(minutes=10)
TRIES = 5
"""Five tries of a million codes; with the limits on sending, at most fifty guesses a day."""

CODES_AN_HOUR, CODES_A_DAY = 3, 10
CODES_TO_AN_ADDRESS_A_DAY = 6
"""Whoever's: nobody floods a stranger's telephone from here."""


class CodeOutcome(StrEnum):
    """What became of a code that somebody wrote."""

    CONFIRMED = "confirmed"
    WRONG = "wrong"
    GONE = "gone"


class YouthSays(StrEnum):
    """What a youth says of a way that a guardian has too."""

    MINE = "mine"
    SHARED = "shared"


class GuardianSays(StrEnum):
    """What a guardian says of a way that somebody else has too."""

    MINE = "mine"
    NOT_MINE = "not_mine"


AVOID = {
    "home_phone": marked("Do not call the home"),
    "voice_mail": marked("Leave no voice messages"),
    "others_answer": marked("If somebody else answers: do not say from where you call"),
    "letters": marked("No letters to the home"),
}
BEST_WAYS = {
    "here": marked("A message here, behind the log-in"),
    "mobile": marked("A call to my mobile phone"),
    "sms": marked("A text message"),
    "mail": marked("E-mail"),
    "work": marked("At work or school"),
}


@dataclass(frozen=True, kw_only=True)
class SafeWay:
    """How to contact a person safely, as one who may decide it has said."""

    avoid: tuple[str, ...] = ()
    best_way: str = ""
    note: str = ""

    def in_words(self) -> tuple[str, ...]:
        """A line for each wish in the reader's language; the note last, as it was written."""
        told = [gettext(AVOID[code]) for code in self.avoid]
        if self.best_way:
            told.append(gettext("Safest way: %(way)s") % {"way": gettext(BEST_WAYS[self.best_way])})
        return (*told, self.note) if self.note else tuple(told)


def checked_safe_way(*, avoid: Iterable[str], best_way: str, note: str) -> SafeWay:
    """The wishes tidied. Refuses codes that are not in the lists, and a note that is too long or hides something."""
    chosen = frozenset(avoid)
    if not chosen <= set(AVOID) or best_way not in {"", *BEST_WAYS}:
        raise NeedUnknown()
    kept = checked_text(text=note, longest=LONGEST_NOTE)
    return SafeWay(avoid=tuple(code for code in AVOID if code in chosen), best_way=best_way, note=kept)


def stored_safe_way(*, avoid: str, best_way: str, note: str) -> SafeWay:
    """The wishes of a stored row; codes that are no longer in the lists are left out."""
    codes = tuple(code for code in avoid.split(",") if code in AVOID)
    return SafeWay(avoid=codes, best_way=best_way if best_way in BEST_WAYS else "", note=note)


def check_codes_sent(*, own: Iterable[datetime], to_address: int, now: datetime) -> None:
    """Refuse another code when the person, or the address from anybody, has got too many lately."""
    own = tuple(own)
    in_an_hour = sum(sent > now - timedelta(hours=1) for sent in own)
    if in_an_hour >= CODES_AN_HOUR or len(own) >= CODES_A_DAY or to_address >= CODES_TO_AN_ADDRESS_A_DAY:
        raise TooManyCodes()


def written_code(text: str, /) -> str:
    """The digits of what somebody wrote: spaces and hyphens between them do not matter."""
    return "".join(sign for sign in text[:40] if not sign.isspace() and sign != "-")
