"""What she who books tells the unit in her own words: whether it is asked, how long, and how it is shown."""

import unicodedata

from ingang.services.booking.errors import ReasonMissing, ReasonTooLong

LONGEST_REASON = 400

SHOWN_AT_FIRST = 90
"""How much of it a list shows before "show more" (e-services 3.6)."""


def checked_reason(*, reason: str, is_asked: bool, is_mandatory: bool) -> str:
    """What is sent to the unit: on one line, without signs that hide or turn what is read; nothing if nothing is asked.

    Refuses silence where the kind must know, and what is too long.
    """
    if not is_asked:
        return ""
    visible = (one if unicodedata.category(one)[0] != "C" else " " for one in unicodedata.normalize("NFC", reason))
    tidied = " ".join("".join(visible).split())
    if is_mandatory and not tidied:
        raise ReasonMissing()
    if len(tidied) > LONGEST_REASON:
        raise ReasonTooLong(longest=LONGEST_REASON)
    return tidied


def in_two(*, reason: str) -> tuple[str, str]:
    """The part that is shown at first and the rest, which is empty when all of it is short. No word is cut in two."""
    if len(reason) <= SHOWN_AT_FIRST:
        return reason, ""
    at = reason.rfind(" ", 0, SHOWN_AT_FIRST + 1)
    at = at if at > 0 else SHOWN_AT_FIRST
    return reason[:at], reason[at:].strip()
