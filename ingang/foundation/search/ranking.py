"""How well a document answers, and why it was found. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any, NamedTuple

from ingang.foundation.search.reading import Term
from ingang.foundation.search.swedish import SHORTEST_PART, fold, folded, parts, signs, stem, tokens, words
from ingang.foundation.search.words import Stems, important


class Likeness(IntEnum):
    """How a word of a document answers a word that is looked for: higher is better, none is zero."""

    NONE = 0
    BEGINNING = 1
    PART = 2
    STEM = 3
    LETTERS = 4


NOT_AT_ALL = (0, 0, 0)
WHOLE = Likeness.STEM
"""From here on it is the word itself: nearness then counts before letters."""


class Passage(NamedTuple):
    """A piece of a document: what it is (`name`, `place` ...) and its text. `weight` is added to its likeness."""

    label: str
    text: str
    weight: int = 0


@dataclass(frozen=True, kw_only=True)
class Reason:
    """That a term was found in a passage: why a document is among the answers.

    `alternative` is 0 for what was said, or tells which of the term's meanings it was: the first is the likeliest.
    `is_alone`: the passage says nothing more, as a unit for vaccination does beside one with other vaccines too, and
    a text with the words ont i ryggen beside one with feber och ont i ryggen.
    """

    term: Term
    label: str
    text: str
    likeness: int
    alternative: int
    is_alone: bool = False


Quality = tuple[int, int, int]
"""How alike, which alternative as a negative number, and whether it is the whole text: the higher the better."""


class _Looked:
    """One term, and its words."""

    def __init__(self, term: Term) -> None:
        self.term = term
        self._said = frozenset(words(term.said))
        self._alternatives = [(stems, [(one, f" {one}") for one in stems]) for stems in term.alternatives]

    def quality(self, text: str) -> Quality:
        """That of the best alternative. Nearly every text answers none, so that is found out at the least cost."""
        found_in, folded = _looked_at(text)
        best = NOT_AT_ALL
        for number, (stems, beginnings) in enumerate(self._alternatives):
            for one, beginning in beginnings:
                if one not in found_in and beginning not in folded:
                    break
            else:
                if likeness := _all_of(stems, self._said, text):
                    is_alone = len(_words(text)) == len(stems) or _stems_of_important(text) <= set(stems)
                    best = max(best, (likeness, min(self.term.meanings_from - 1 - number, 0), int(is_alone)))
        return best


class Weigher:
    """Weighs documents for the terms of one search. A text that many documents share is weighed once.

    Nearly all that is said of a document answers none of the terms: that costs one look, however many terms there are.
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = [_Looked(term) for term in terms]
        self._known: dict[str, list[tuple[int, Quality, str]]] = {}
        stems = frozenset(one for term in terms for alternative in term.alternatives for one in alternative)
        self._signs = tuple(frozenset(sign for one in stems for sign in signs(one)))
        self._stems, self._begun = stems, re.compile(f" (?:{'|'.join(map(re.escape, sorted(stems))) or '(?!)'})").search

    def reasons(self, passages: Sequence[Sequence[Any]]) -> tuple[Reason, ...]:
        """For each term that the document answers, where it does so best; the order of the terms is kept.

        The passages are `Passage`s, or their three values each as the index keeps them, with a text in each line.
        """
        known = self._known
        best: dict[int, tuple[Quality, str, str]] = {}
        for label, text, weight in passages:
            if text not in known:
                known[text] = self._qualities(text)
            for number, (likeness, alternative, is_alone), line in known[text]:
                weighed = (max(likeness + weight, Likeness.BEGINNING), alternative, is_alone)
                if number not in best or _worth(weighed) > _worth(best[number][0]):
                    best[number] = weighed, label, line
        return tuple(self._reason(number, *best[number]) for number in sorted(best))

    def _qualities(self, text: str) -> list[tuple[int, Quality, str]]:
        """That of each line for each term that it answers, by the term's number."""
        lines = [one for one in self._lines_with_signs(text) if self._may_answer(one)]
        found = ((number, looked.quality(line), line) for line in lines for number, looked in enumerate(self._terms))
        return [one for one in found if one[1][0]]

    def _lines_with_signs(self, text: str) -> list[str]:
        letters = folded(text)
        places = {letters.count("\n", 0, at) for sign in self._signs for at in _places(sign, letters)}
        lines = text.split("\n") if places else []
        return [lines[one] for one in sorted(places)]

    def _may_answer(self, line: str) -> bool:
        found_in, folded_words = _looked_at(line)
        return not self._stems.isdisjoint(found_in) or bool(self._begun(folded_words))

    def _reason(self, number: int, quality: Quality, label: str, text: str) -> Reason:
        likeness, alternative, is_alone = quality
        return Reason(
            term=self._terms[number].term,
            label=label,
            text=text,
            likeness=likeness,
            alternative=-alternative,
            is_alone=bool(is_alone),
        )


def _worth(quality: Quality) -> tuple[int, int]:
    """What a reason adds to the score of its document."""
    likeness, alternative, is_alone = quality
    return min(likeness, WHOLE), 2 * (likeness + alternative) + is_alone


def score(found: Sequence[Reason], /) -> tuple[int, int]:
    """How alike the reasons are, higher is better; and a nicety that only counts among documents as near."""
    worth = [_worth((one.likeness, -one.alternative, int(one.is_alone))) for one in found]
    return sum(one for one, _ in worth), sum(one for _, one in worth)


def _places(sign: str, letters: str) -> Iterator[int]:
    """Where the letters have the sign."""
    at = letters.find(sign)
    while at >= 0:
        yield at
        at = letters.find(sign, at + 1)


@lru_cache(maxsize=100_000)
def _looked_at(text: str) -> tuple[frozenset[str], str]:
    """The text's tokens, and its folded words each after a space: that most texts answer nothing is seen here."""
    found = _words(text)
    return frozenset(token for word in found for token in tokens(word)), "".join(f" {fold(word)}" for word in found)


def _all_of(stems: Stems, said: frozenset[str], text: str) -> int:
    """The likeness of the least alike of the stems, each compared with the word that answers it best."""
    found = _words(text)
    return min(max([_alike(one, said, word) for word in found], default=0) for one in stems)


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


@lru_cache(maxsize=100_000)
def _stems_of_important(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in important(list(_words(text))))
