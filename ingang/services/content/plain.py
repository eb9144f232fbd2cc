"""How easy a Swedish text is to read: a help for whoever writes, and never a verdict. Pure.

LIX (Björnsson 1968) is words in each sentence on average, and how many in a hundred have more than six letters. Plain
language is asked for by språklagen (2009:600) 11 § and described by ISO 24495-1.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

LONG_SENTENCE = 20
"""Words in a sentence: above this it is pointed out."""
LONG_WORD = 6
VERY_LONG_WORD = 16
MOST_TOLD = 20

EASY = "sv-x-easy"
EASY_BAR = 30
"""Easy Swedish must stay below it: that is what the reader was promised."""
USUAL_BAR = 38
BARS = {"advice": 35, "medicine": 42, "rights": 42, "news": 42, "theme": 40}
"""LIX that a text should stay below, by its template; others have the usual one."""

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SENTENCE_ENDS = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")
PASSIVE = re.compile(
    r"\b(?!\w*(?:glas|syrgas|hjärtats)\b)"
    r"(?!(?:andas|hoppas|svettas|låtsas|kräkas|kännas|finnas|minnas|lyckas|vistas|samlas)\b)"
    r"(?!(?:deras|kalas|atlas|allas|andras|behövas|saknas|åldras|skämmas)\b)"
    r"(?:\w{3,}(?:ades|ats|ras|kas|gas|las|nas|das|tas|vas)|"
    r"(?:bli|blir|blev|blivit) (?:\w{3,}erad|\w{3,}erat|\w{3,}erade))\b",
    re.IGNORECASE,
)
"""A guess: verbs that end as the passive does, but those that are no passive."""


@dataclass(frozen=True, kw_only=True)
class Pointed:
    """Something that is pointed out: where it stands, the words, and what is said of them."""

    place: str
    words: str
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What the text is like. Lists are the first of each; counts are of all."""

    lix: int
    words: int
    long_sentences: tuple[Pointed, ...]
    long_sentence_count: int
    long_words: tuple[str, ...]
    passive: tuple[Pointed, ...]
    heavy: tuple[Pointed, ...]
    heavy_count: int


def bar_of(*, kind: str, language: str) -> int:
    """The LIX that a text of the template should stay below; 0 in a language for which LIX says nothing."""
    if language == EASY:
        return EASY_BAR
    return BARS.get(kind, USUAL_BAR) if language == "sv" else 0


def measure(*, passages: Iterable[tuple[str, str]]) -> Measure:
    """What the passages are like, each with the name of its place; a new line ends a sentence, as in a list."""
    return _measure(tuple(passages))


@lru_cache(maxsize=64)
def _measure(passages: tuple[tuple[str, str], ...]) -> Measure:
    """Remembered for a moment: a text is looked at several times on its way to its readers."""
    sentences = [(place, one) for place, text in passages for one in sentences_of(text)]
    words = [word for _, one in sentences for word in WORD.findall(one)]
    too_long = [
        Pointed(place=place, words=one, said=str(count))
        for place, one in sentences
        if (count := len(WORD.findall(one))) > LONG_SENTENCE
    ]
    heavy = [
        Pointed(place=place, words=word, said=plainer)
        for place, one in sentences
        for word in WORD.findall(one)
        if (plainer := plainer_than(word))
    ]
    very_long = Counter(word.lower() for word in words if len(word) > VERY_LONG_WORD)
    return Measure(
        lix=lix(sentences=len(sentences), words=words),
        words=len(words),
        long_sentences=tuple(too_long[:MOST_TOLD]),
        long_sentence_count=len(too_long),
        long_words=tuple(word for word, _ in very_long.most_common(MOST_TOLD)),
        passive=tuple(_passive(sentences)[:MOST_TOLD]),
        heavy=tuple({one.words.lower(): one for one in reversed(heavy)}.values())[::-1][:MOST_TOLD],
        heavy_count=len(heavy),
    )


def lix(*, sentences: int, words: list[str]) -> int:
    """The measure, rounded; 0 of nothing."""
    if not words or not sentences:
        return 0
    return round(len(words) / sentences + 100 * sum(len(one) > LONG_WORD for one in words) / len(words))


def sentences_of(text: str, /) -> list[str]:
    """The sentences that hold a word."""
    return [found for one in SENTENCE_ENDS.split(text) if WORD.search(found := one.strip())]


@lru_cache(maxsize=20_000)
def plainer_than(word: str, /) -> str:
    """Plainer words for it, or nothing."""
    whole, beginnings = _words()
    low = word.lower()
    return whole.get(low) or next((beginnings[low[:size]] for size in _sizes() if low[:size] in beginnings), "")


def _passive(sentences: list[tuple[str, str]]) -> list[Pointed]:
    return [
        Pointed(place=place, words=found[0], said=one) for place, one in sentences for found in PASSIVE.finditer(one)
    ]


@cache
def _words() -> tuple[dict[str, str], dict[str, str]]:
    text = (Path(__file__).parent / "data" / "plain_words.txt").read_text(encoding="utf-8")
    listed = dict(line.split(" = ", 1) for line in text.splitlines() if line and not line.startswith("#"))
    return (
        {word: plainer for word, plainer in listed.items() if not word.endswith("*")},
        {word.removesuffix("*"): plainer for word, plainer in listed.items() if word.endswith("*")},
    )


@cache
def _sizes() -> tuple[int, ...]:
    return tuple(sorted({len(one) for one in _words()[1]}, reverse=True))
