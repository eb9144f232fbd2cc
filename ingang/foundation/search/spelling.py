"""Which known word somebody meant who spelt it otherwise. Pure."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from copy import copy
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ingang.foundation.search.swedish import SHORTEST_PART, fold, stem

MOST_MISTAKES = 3
MISTAKES = ((11, MOST_MISTAKES), (6, 2), (4, 1))
"""From how many letters, as they sound, so many mistakes are forgiven; in shorter words none are."""

SHORTEST_KIN, LONGEST_ENDING = 7, 4
"""So many letters two words begin with that only end otherwise, and so many may differ at the end."""

NEAREST, LOOKED_UP = 12, 10_000
_SOUNDS = (
    (r"(?:sch|skj|stj|sj|ch)", "sh"), (r"(?:tj|kj)", "tj"), (r"(?:ck|q)", "k"), (r"ph", "f"), (r"th", "t"),
    (r"^(?:hj|lj|gj|dj)", "j"), (r"w", "v"), (r"z", "s"), (r"x", "ks"), (r"c(?=[eiy])", "s"), (r"c", "k"),
    (r"(.)\1+", r"\1"),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), instead) for pattern, instead in _SOUNDS)


@lru_cache(maxsize=100_000)
def sound(word: str, /) -> str:
    """How a folded word sounds, roughly: vårdsentral and vårdcentral are the same, so are ch and sj, ck and k."""
    for pattern, instead in _PATTERNS:
        word = pattern.sub(instead, word)
    return word


class Vocabulary:
    """Words that lead somewhere: by stem, with how each is written. `first` ones win over others as near."""

    def __init__(self, words: Mapping[str, str], *, first: frozenset[str] = frozenset()) -> None:
        self._written: dict[str, str] = {}
        self._sounds: dict[str, str] = {}
        self._whole_sounds: dict[str, str] = {}
        self._first = first
        self._add(words)

    def _add(self, words: Mapping[str, str]) -> None:
        self._written |= words
        self._sorted = sorted(self._written)
        long_enough = [one for one in words if len(one) >= SHORTEST_PART]
        self._sounds |= {one: sound(one) for one in long_enough}
        self._whole_sounds |= {one: sound(fold(words[one])) for one in long_enough}
        self._nearest = lru_cache(LOOKED_UP)(self._find_nearest)

    def with_also(self, words: Mapping[str, str]) -> "Vocabulary":
        """The same vocabulary and more words; what is known of the others is not found out once more."""
        grown = copy(self)
        grown._written, grown._sounds, grown._whole_sounds = (
            dict(one) for one in (self._written, self._sounds, self._whole_sounds)
        )
        grown._add({stem: word for stem, word in words.items() if stem not in self._written})
        return grown

    def knows(self, word: str) -> bool:
        """Whether the word, an inflection of it, or a word that begins so is there."""
        return self.has(word) or self.begins(word)

    def has(self, word: str) -> bool:
        """Whether the word or an inflection of it is there."""
        return stem(word) in self._written

    def begins(self, word: str) -> bool:
        """Whether a word that is there begins so: somebody has not finished writing it."""
        beginning = fold(word)
        place = bisect_left(self._sorted, beginning)
        long_enough = len(beginning) >= SHORTEST_PART
        return long_enough and place < len(self._sorted) and self._sorted[place].startswith(beginning)

    def shortest(self, beginning: str) -> str:
        """The shortest known word that begins so, as it is written; the beginning itself where there is none."""
        begun, place = fold(beginning), bisect_left(self._sorted, fold(beginning))
        longer = []
        while place < len(self._sorted) and self._sorted[place].startswith(begun):
            longer.append(self._sorted[place])
            place += 1
        return self._written[min(longer, key=len)] if longer else beginning

    def akin(self, word: str) -> str:
        """The shortest known word that only ends otherwise, matförgiftning for matförgiftad; empty when none does."""
        heard = stem(word)
        shared = max(SHORTEST_KIN, len(heard) - LONGEST_ENDING)
        place, beginning, found = bisect_left(self._sorted, heard[:shared]), heard[:shared], []
        while len(beginning) == shared and place < len(self._sorted) and self._sorted[place].startswith(beginning):
            found.append(self._sorted[place])
            place += 1
        kin = [one for one in found if len(one) - shared <= LONGEST_ENDING]
        return self._written[min(kin, key=lambda one: (len(one), one))] if kin else ""

    def nearest(self, word: str, *, mistakes: int = MOST_MISTAKES) -> str:
        """The known word that was most likely meant, as it is written; empty when none is so near.

        Both the word and its stem are compared: one inflection of a word is another's slip, and a slip in the ending
        hides the stem.
        """
        return self._nearest(word, mistakes)

    def _find_nearest(self, word: str, mistakes: int) -> str:
        near = _near(stem(word), self._sounds, mistakes)
        for known, distance in _near(fold(word), self._whole_sounds, mistakes).items():
            near[known] = min(distance, near.get(known, distance))
        if not near:
            return ""
        return self._written[min(near, key=lambda known: (near[known], *self._order(known, word)))]

    def _order(self, known: str, word: str) -> tuple[object, ...]:
        """Among words that sound as near: care before names, the likest letters, letters left out, the same first."""
        meant, written = fold(word), fold(self._written[known])
        return (
            known not in self._first,
            OSA.distance(written, meant),
            not _is_within(meant, written),
            written[:1] != meant[:1],
            len(known),
            known,
        )


def _near(meant: str, sounds: Mapping[str, str], mistakes: int) -> dict[str, int]:
    """The words that sound as near as is forgiven, with how many mistakes that is."""
    heard = sound(meant)
    allowed = next((forgiven for letters, forgiven in MISTAKES if len(heard) >= letters), 0)
    cutoff = min(allowed, mistakes)
    found = process.extract(heard, sounds, scorer=OSA.distance, score_cutoff=cutoff, limit=NEAREST)
    return {known: int(distance) for _, distance, known in found}


def _is_within(one: str, other: str) -> bool:
    """Whether the other word has all letters of the one in their order: asma is astma sooner than amma."""
    letters = iter(other)
    return all(letter in letters for letter in one)
