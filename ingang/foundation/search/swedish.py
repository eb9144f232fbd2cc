"""Swedish text to tokens: folded, stemmed and split where words are put together. Pure."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer

LONGEST_TEXT = 200
MOST_WORDS = 12
LONGEST_WORD = 40
"""What is read of a text that somebody typed: the rest changes no answer, and takes no time."""

SHORTEST_PART = 3
"""Of how many letters a part of a compound is at least, and what somebody has begun to write."""

JOINTS = ("", "s")
"""What stands between the parts of a compound; other forms are written out in care_words.txt (barna=barn)."""

_WORD = re.compile(r"[^\W_]+")
_NO_LETTER = re.compile(r"[^\w\s]+")
_BEYOND_MARKS = str.maketrans({"æ": "a", "ø": "o", "ð": "d", "þ": "t", "ł": "l", "đ": "d"})
# The stemmer leaves the definite form of words in -a as it is: barnmorskan.
_DEFINITE = re.compile(r"(?<=[^\W_]{4}a)ns?$")
# What makes a word stronger and changes nothing of what it is: jätteont, skitsvårt.
_STRONGER = re.compile(r"^(?:jätte|jatte|super|skit|mega|svin)(?=[^\W_]{3})")
# An age written as one word, 15åring; not B12.
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_]{3})")
# A temperature that only somebody with fever has: 39,5 or 38 °C.
_FEVER = re.compile(r"(?<!\d)(?:37[.,][5-9]|(?:3[89]|4[01])(?:[.,]\d| ?°C?))(?!\d)")
_stemmer = snowballstemmer.stemmer("swedish")


def words(text: str, /) -> list[str]:
    """The words of a text in lower case and in order, without anything that is neither letter nor digit."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def typed_words(text: str, /) -> list[str]:
    """The words of what somebody typed: at most twelve of forty letters, out of the first two hundred characters.

    An age stands apart from its number, and a temperature that is a fever is the word for it.
    """
    said = _GLUED.sub(" ", _FEVER.sub(" feber ", text[:LONGEST_TEXT]))
    return [word[:LONGEST_WORD] for word in words(said)[:MOST_WORDS]]


def plain(word: str, /) -> str:
    """The word without what only makes it stronger: jätteont is ont."""
    return _STRONGER.sub("", word)


@lru_cache(maxsize=100_000)
def fold(word: str, /) -> str:
    """The word without diacritics, so that those who type without å, ä and ö find the same."""
    apart = unicodedata.normalize("NFD", word)
    return "".join(one for one in apart if not unicodedata.combining(one)).translate(_BEYOND_MARKS)


@lru_cache(maxsize=100_000)
def folded(text: str, /) -> str:
    """A whole text without diacritics, to look for `signs` in: many times quicker than to take its words one by one."""
    whole = unicodedata.normalize("NFKC", text).casefold()
    letters = _NO_LETTER.sub("", unicodedata.normalize("NFD", whole))
    return letters if letters.isascii() else letters.translate(_BEYOND_MARKS)


@lru_cache(maxsize=100_000)
def stem(word: str, /) -> str:
    """The folded stem: one for every inflection of the word, with and without diacritics."""
    return str(_stemmer.stemWord(_DEFINITE.sub("", fold(word))))


@lru_cache(maxsize=100_000)
def part_words(word: str, /) -> tuple[str, ...]:
    """The words that a compound is made of, none when it is not one: barnavårdscentral -> barn, vård, central.

    The fewest parts that cover the whole word win, the longest first.
    """
    found = _split(fold(word))
    return found if found and len(found) > 1 else ()


@lru_cache(maxsize=100_000)
def parts(word: str, /) -> tuple[str, ...]:
    """The stems of the words that a compound is made of."""
    return tuple(stem(one) for one in part_words(word))


@lru_cache(maxsize=100_000)
def tokens(word: str, /) -> frozenset[str]:
    """Everything by which the word is found: its stem, and those of its parts."""
    return frozenset({stem(word), *parts(word)})


@cache
def signs(sought: str, /) -> frozenset[str]:
    """Of these letters some stand in every text that has the stem among its tokens: ogon for öga, else the stem."""
    return frozenset({sought, *(stem(form) for form, base in care_words().items() if stem(base) == sought)})


def _split(rest: str) -> tuple[str, ...] | None:
    """The known words that the rest of a word is made of; None when it is not made of any."""
    if last := _last_part(rest):
        return (last,)
    best: tuple[str, ...] | None = None
    for end in range(len(rest) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        head = care_words().get(rest[:end])
        for joint in JOINTS if head else ():
            tail = _split(rest[end + len(joint) :]) if rest.startswith(joint, end) else None
            if head and tail and (best is None or len(tail) + 1 < len(best)):
                best = (head, *tail)
    return best


def _last_part(rest: str) -> str | None:
    """The word that a compound ends with, however it is inflected."""
    return care_words().get(rest) or (_by_stem().get(stem(rest)) if len(rest) >= SHORTEST_PART else None)


@cache
def care_words() -> dict[str, str]:
    """The words that compounds of health care are made of, by their folded forms: barna -> barn."""
    text = files(__package__).joinpath("data", "care_words.txt").read_text(encoding="utf-8")
    forms = (line.partition("=") for line in text.split())
    return {fold(form): base or form for form, _, base in forms}


@cache
def _by_stem() -> dict[str, str]:
    """Each of those words by its stem."""
    return {stem(form): base for form, base in care_words().items()}
