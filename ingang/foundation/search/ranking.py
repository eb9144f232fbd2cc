"""How well a document answers, and why it was found. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from ingang.foundation.search.reading import Term
from ingang.foundation.search.swedish import SHORTEST_PART, fold, parts, stem, words
from ingang.foundation.search.words import Stems


class Likeness(IntEnum):
    """How a word of a document answers a word that is looked for: higher is better, none is zero."""

    NONE = 0
    BEGINNING = 1
    PART = 2
    STEM = 3
    LETTERS = 4


WHOLE = Likeness.STEM
"""From here on it is the word itself: nearness then counts before letters."""


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A piece of a document: what it is (`name`, `place` ...) and its text. `weight` is added to its likeness."""

    label: str
    text: str
    weight: int = 0


@dataclass(frozen=True, kw_only=True)
class Reason:
    """That a term was found in a passage: why a document is among the answers.

    `alternative` tells which of the term's alternatives it was: the first is the likeliest.
    """

    term: Term
    label: str
    text: str
    likeness: int
    alternative: int

    @property
    def quality(self) -> tuple[int, int]:
        """What makes one reason better than another."""
        return self.likeness, -self.alternative


def reasons(terms: Sequence[Term], passages: Sequence[Passage]) -> tuple[Reason, ...]:
    """For each term that the document answers, where it does so best; the order of the terms is kept."""
    best = (max(_found(term, passages), key=lambda one: one.quality, default=None) for term in terms)
    return tuple(reason for reason in best if reason)


def score(found: Sequence[Reason], /) -> tuple[int, int]:
    """How alike the reasons are, higher is better; and a nicety that only counts among documents as near."""
    likeness = sum(min(one.likeness, WHOLE) for one in found)
    return likeness, sum(one.likeness - one.alternative for one in found)


def _found(term: Term, passages: Sequence[Passage]) -> Iterator[Reason]:
    """Every way in which the passages answer the term."""
    said = frozenset(words(term.said))
    for passage in passages:
        for number, stems in enumerate(term.alternatives):
            if likeness := _all_of(stems, said, passage.text):
                weighed = max(likeness + passage.weight, Likeness.BEGINNING)
                yield Reason(term=term, label=passage.label, text=passage.text, likeness=weighed, alternative=number)


def _all_of(stems: Stems, said: frozenset[str], text: str) -> int:
    """The likeness of the least alike of the stems, each compared with the word that answers it best."""
    return min(max((_alike(one, said, word) for word in _words(text)), default=0) for one in stems)


def _alike(looked_for: str, said: frozenset[str], word: str) -> int:
    if stem(word) == looked_for:
        return _whole(said, word)
    if looked_for in parts(word):
        return Likeness.PART
    is_begun = len(looked_for) >= SHORTEST_PART and fold(word).startswith(looked_for)
    return Likeness.BEGINNING if is_begun else Likeness.NONE


def _whole(said: frozenset[str], word: str) -> int:
    """The likeness of a word with the same stem: less where she wrote marks that it has not, as Håbo for Habo."""
    if word in said:
        return Likeness.LETTERS
    marked = [one for one in said if stem(one) == stem(word) and fold(one) != one]
    return Likeness.PART if marked and all(_differ(one, word) for one in marked) else Likeness.STEM


def _differ(one: str, other: str) -> bool:
    """Whether two words with the same stem have other marks on the letters that they share."""
    return any(here != there for here, there in zip(one, other, strict=False) if fold(here) == fold(there))


@lru_cache(maxsize=100_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(words(text))
