"""Which known word somebody meant who spelt it otherwise. Pure."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ingang.foundation.search.swedish import SHORTEST_PART, fold, stem

MOST_MISTAKES = 3
MISTAKES = ((11, MOST_MISTAKES), (6, 2), (4, 1))
"""From how many letters, as they sound, so many mistakes are forgiven; in shorter words none are."""

NEAREST = 12
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
        self._written = dict(words)
        self._sorted = sorted(self._written)
        self._sounds = {one: sound(one) for one in self._sorted if len(one) >= SHORTEST_PART}
        self._first = first

    def knows(self, word: str) -> bool:
        """Whether the word, an inflection of it, or a word that begins so is there."""
        return stem(word) in self._written or self.begins(word)

    def begins(self, word: str) -> bool:
        """Whether a word that is there begins so: somebody has not finished writing it."""
        beginning = fold(word)
        place = bisect_left(self._sorted, beginning)
        long_enough = len(beginning) >= SHORTEST_PART
        return long_enough and place < len(self._sorted) and self._sorted[place].startswith(beginning)

    def nearest(self, word: str, *, mistakes: int = MOST_MISTAKES) -> str:
        """The known word that was most likely meant, as it is written; empty when none is so near."""
        meant = stem(word)
        heard = sound(meant)
        allowed = next((forgiven for letters, forgiven in MISTAKES if len(heard) >= letters), 0)
        cutoff = min(allowed, mistakes)
        near = process.extract(heard, self._sounds, scorer=OSA.distance, score_cutoff=cutoff, limit=NEAREST)
        if not near:
            return ""
        best = min(near, key=lambda one: (one[1], *self._order(one[2], meant)))
        return self._written[best[2]]

    def _order(self, known: str, meant: str) -> tuple[object, ...]:
        """Among words that sound as near: the likest letters, the same first letter, and care before names."""
        return (known not in self._first, OSA.distance(known, meant), known[:1] != meant[:1], len(known), known)
