"""Words that tell of what must never wait for a time: whoever writes them is told to call 112 (corrections 3.5)."""

from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ingang.foundation.search.spelling import sound
from ingang.foundation.search.swedish import LONGEST_TEXT, LONGEST_WORD, fold, plain, stem, words
from ingang.foundation.search.words import rows

MOST_SLIPS = 2
SLIPS = ((10, MOST_SLIPS), (6, 1))
"""From how many letters, as they sound, so many slips are forgiven; shorter words are other words too often."""

BETWEEN = 2
"""So many other words may stand among those of a phrase: ont i hela bröstet."""

ENDING, OR = "*", "/"
"""In danger.csv: before a word that compounds end with (sömntabletter), and between words of which one is enough."""


class Danger(StrEnum):
    """What the words tell of."""

    LIFE = "life"
    SUICIDE = "suicide"


class Phrase(NamedTuple):
    """Words that tell of danger when they stand near each other; each place may be filled by any of its words.

    Where one of `unless` is there as well, they tell of something else: kramp i vaden.
    """

    places: tuple[frozenset[str], ...]
    unless: frozenset[str]
    kind: Danger


def danger_in(text: str, /) -> Danger | None:
    """What a text tells of that must never wait. None means that nothing is known: text never lowers urgency."""
    typed = [plain(word[:LONGEST_WORD]) for word in words(text[:LONGEST_TEXT])]
    # hjärt infarkt: two words that are one.
    joined = [_joined(one + other) for one, other in pairwise([*typed, ""])]
    said = [meant for one, pair in zip(typed, joined, strict=True) for meant in (_known_as(one), pair)]
    known = frozenset().union(*said)
    likely = (one for one in _phrases() if all(place & known for place in one.places)) if known else ()
    return next((one.kind for one in likely if _holds(said, one)), None)


def _holds(said: list[frozenset[str]], phrase: Phrase) -> bool:
    """Whether each place is filled by a word of its own among few words, in any order, and nothing says otherwise."""
    if any(one & phrase.unless for one in said):
        return False
    width = 2 * (len(phrase.places) + BETWEEN)
    starts = (start for start, one in enumerate(said) if any(one & place for place in phrase.places))
    return any(_fills(said[start : start + width], phrase.places) for start in starts)


def _fills(said: list[frozenset[str]], places: tuple[frozenset[str], ...]) -> bool:
    if not places:
        return True
    first, *others = places
    fitting = (number for number, one in enumerate(said) if one & first)
    return any(_fills([*said[:number], *said[number + 1 :]], tuple(others)) for number in fitting)


@lru_cache(maxsize=10_000)
def _known_as(word: str) -> frozenset[str]:
    """The words of the phrases that a typed word is: inflected, misspelt, or at the end of a compound."""
    if not word:
        return frozenset()
    near = process.extract(sound(stem(word)), _sounds(), scorer=OSA.distance, score_cutoff=MOST_SLIPS, limit=None)
    ends = (one for one in _endings() if fold(word).endswith(one) or stem(word).endswith(one))
    return frozenset({*(known for heard, slips, known in near if slips <= _forgiven(heard)), *ends})


def _forgiven(heard: str) -> int:
    return next((slips for letters, slips in SLIPS if len(heard) >= letters), 0)


@lru_cache(maxsize=10_000)
def _joined(word: str) -> frozenset[str]:
    """The word of the phrases that two typed ones are together, spelt right."""
    return frozenset({stem(word)} & _sounds().keys())


@cache
def _sounds() -> dict[str, str]:
    places = (word for one in _phrases() for place in (*one.places, one.unless) for word in place)
    return {word: sound(word) for word in places}


@cache
def _endings() -> frozenset[str]:
    said = (word for row in rows("danger.csv") for place in row["said"].split() for word in place.split(OR))
    return frozenset(stem(one.removeprefix(ENDING)) for one in said if one.startswith(ENDING))


@cache
def _phrases() -> tuple[Phrase, ...]:
    return tuple(
        Phrase(
            places=tuple(_place(one) for one in row["said"].split()),
            unless=_place(row["unless"]),
            kind=Danger(row["kind"]),
        )
        for row in rows("danger.csv")
    )


def _place(text: str) -> frozenset[str]:
    return frozenset(stem(one.removeprefix(ENDING)) for one in text.split(OR) if one)
