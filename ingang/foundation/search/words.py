"""What this part knows of words from its own data files: other words for the same, and words that change no answer."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingang.foundation.search.swedish import fold, stem, words

Stems = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Synonym:
    """What people say, what it is called, and where one goes with it: each is enough, the likeliest first."""

    said: str
    means: tuple[str, ...]
    care: tuple[str, ...] = ()


@cache
def unimportant() -> frozenset[str]:
    """Words that say nothing of what is looked for, with and without marks."""
    return frozenset(form for word in words(_text("unimportant_words.txt")) for form in (word, fold(word)))


@cache
def general() -> frozenset[str]:
    """Stems of words that nearly everything is called: beside other words they only help to order."""
    return frozenset(stem(word) for word in words(_text("general_words.txt")))


@cache
def circumstances() -> frozenset[str]:
    """Stems of words that tell who it is, when, or what of it: beside what it is they only help to order."""
    return frozenset(stem(word) for word in words(_text("circumstances.txt")))


@cache
def synonyms() -> dict[Stems, Synonym]:
    """Every synonym by the stems of what is said."""
    return {
        key_of(row["said"]): Synonym(said=row["said"], means=_several(row["means"]), care=_several(row["care"]))
        for row in rows("synonyms.csv")
    }


@cache
def said_stems() -> frozenset[str]:
    """The stems of every word that stands in something people say: none of them is a misspelt one."""
    return frozenset(stem for key in synonyms() for stem in key)


@cache
def said_words() -> frozenset[str]:
    """What people say in one word, folded and as it is said: no other inflection of it, finns is not finnar."""
    return frozenset(fold(one.said) for one in synonyms().values() if " " not in one.said)


@cache
def longest_synonym() -> int:
    """Of how many words the longest thing said is."""
    return max(len(key) for key in synonyms())


def key_of(text: str, /) -> Stems:
    """The stems of a text's important words, in order; of all its words where none is important."""
    return tuple(stem(word) for word in important(words(text)))


def important(found: list[str], /) -> list[str]:
    """The words that say something of what is looked for; all of them where none does."""
    return [word for word in found if not is_unimportant(word)] or found


def is_unimportant(word: str) -> bool:
    """Whether it says nothing. A word with marks must stand so in the list: the place Åre is not the English are."""
    return (fold(word) if fold(word) == word else word) in unimportant()


def _several(text: str) -> tuple[str, ...]:
    return tuple(one for one in text.split("|") if one)


def rows(name: str) -> Iterator[dict[str, str]]:
    """The lines of one of this part's data files."""
    return csv.DictReader(_text(name).splitlines())


def _text(name: str) -> str:
    return files(__package__).joinpath("data", name).read_text(encoding="utf-8")
