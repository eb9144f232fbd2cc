"""What a person needs to be understood: languages and ways of communicating, as codes with words. Pure.

Source: corrections 4 (language, interpreter and communication needs follow every booking and call); patientlagen
2014:821 3 kap. 6 § (information suited to language background and individual needs).
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale
from django.utils.translation import get_language, gettext

from ingang.foundation.people.errors import NeedUnknown, TextUnusable
from ingang.kernel.words import marked

COMMUNICATION = {
    "hearing": marked("Hard of hearing: speak clearly, face to face"),
    "deaf": marked("Deaf"),
    "sign_language": marked("Interpreter of sign language"),
    "deafblind": marked("Deafblind: interpreter for the deafblind"),
    "sight": marked("Low vision or blind: help to find the way, information that can be listened to"),
    "speech": marked("Difficulty speaking: give me time, or write to me"),
    "easy_text": marked("Easy texts and short sentences"),
    "pictures": marked("Picture support"),
    "more_time": marked("More time at the visit"),
    "calm": marked("A calm place to wait"),
    "companion": marked("I bring somebody who helps me"),
}
"""A short list in our own words; what it lacks is told in the note."""

LANGUAGES = (
    *("sv", "en", "fi", "fit", "se", "rom", "yi"),
    *("am", "ar", "bg", "bs", "ckb", "cs", "da", "de", "el", "es", "et", "fa", "fr", "hi", "hr", "hu", "is", "it"),
    *("ku", "lt", "lv", "mn", "nb", "nl", "pl", "prs", "ps", "pt", "ro", "ru", "so", "sq", "sr", "sw", "syr", "ta"),
    *("th", "ti", "tl", "tr", "uk", "ur", "uz", "vi", "zh"),
)
"""ISO 639 codes of the languages that interpreters are ordered for; Swedish, English and the minorities' own first."""

OWN_NAMES = {"prs": "Dari", "rom": "romani čhib"}

SWEDISH_NAMES = {"prs": "dari", "ps": "pashto"}
"""What Swedish care and its interpreters say, where the common list of names says "afghanska", or nothing."""

LONGEST_NOTE = 200

JOINERS = "\u200c\u200d"
"""Signs without a shape that Persian, Kurdish and Hindi are spelled with; every other one hides something."""


@dataclass(frozen=True, kw_only=True)
class Needs:
    """How to be understood by a person. `communication` is codes and a note in one text: see `communication_text`."""

    language: str = "sv"
    interpreter_language: str = ""
    communication: str = ""


def communication_text(*, codes: Iterable[str], note: str = "") -> str:
    """Codes and note as the one text that is stored and copied: "hearing,calm: Speak from the right".

    Refuses codes that are not in the list, and a note that is too long or holds characters nobody can see.
    """
    chosen = frozenset(codes)
    if not chosen <= set(COMMUNICATION):
        raise NeedUnknown()
    kept = checked_text(text=note, longest=LONGEST_NOTE)
    told = ",".join(code for code in COMMUNICATION if code in chosen)
    return f"{told}: {kept}" if kept else told


def communication_parts(*, communication: str) -> tuple[tuple[str, ...], str]:
    """The codes and the note of a stored text; codes that are no longer in the list are left out."""
    told, _, note = communication.partition(":")
    return tuple(code for code in told.split(",") if code in COMMUNICATION), note.strip()


def communication_in_words(*, communication: str) -> tuple[str, ...]:
    """What the person needs, a line each, in the reader's language; the note last, as it was written."""
    codes, note = communication_parts(communication=communication)
    return tuple(gettext(COMMUNICATION[code]) for code in codes) + ((note,) if note else ())


def language_name(*, code: str) -> str:
    """The language's name in the reader's language; the code itself where nobody has named it."""
    reader = Locale.parse(get_language() or "sv", sep="-")
    if reader.language == "sv" and code in SWEDISH_NAMES:
        return SWEDISH_NAMES[code]
    return str(reader.languages.get(code) or OWN_NAMES.get(code) or code)


def check_languages(*, language: str, interpreter_language: str) -> None:
    """Refuse what is no language in the list; no interpreter is an empty text."""
    if language not in LANGUAGES or interpreter_language not in {"", *LANGUAGES}:
        raise NeedUnknown()


def checked_text(*, text: str, longest: int) -> str:
    """The text on one line without spaces around it. Refuses longer ones, and signs that hide or turn what is read."""
    tidied = " ".join(text.split())
    if len(tidied) > longest or any(unicodedata.category(sign)[0] == "C" and sign not in JOINERS for sign in tidied):
        raise TextUnusable(longest=longest)
    return tidied
