"""Words that tell of what must never wait for a time: whoever writes them is told to call 112 (corrections 3.5)."""

from enum import StrEnum
from functools import cache

from rapidfuzz.distance import OSA

from ingang.foundation.search.spelling import sound
from ingang.foundation.search.swedish import stem, typed_words
from ingang.foundation.search.words import Stems, important, key_of, rows

LONG_ENOUGH = 6
"""Words as long as this, as they sound, may have one mistake; shorter ones are other words too often."""


class Danger(StrEnum):
    """What the words tell of."""

    LIFE = "life"
    SUICIDE = "suicide"


def danger_in(text: str, /) -> Danger | None:
    """What a text tells of that must never wait. None means that nothing is known: text never lowers urgency."""
    said = tuple(stem(word) for word in important(typed_words(text)))
    return next((kind for phrase, kind in _phrases().items() if _holds(said, phrase)), None)


def _holds(said: Stems, phrase: Stems) -> bool:
    """Whether the words of the phrase stand in the text, one after the other."""
    starts = range(len(said) - len(phrase) + 1)
    return any(all(map(_same, said[start : start + len(phrase)], phrase)) for start in starts)


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    heard, known = sound(one), sound(other)
    return len(known) >= LONG_ENOUGH and OSA.distance(heard, known, score_cutoff=1) <= 1


@cache
def _phrases() -> dict[Stems, Danger]:
    return {key_of(row["said"]): Danger(row["kind"]) for row in rows("danger.csv")}
