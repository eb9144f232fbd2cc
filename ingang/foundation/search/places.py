"""Places by the words that name them: what somebody writes of where decides what is near. Pure."""

from collections.abc import Iterable
from functools import cache

from ingang.foundation.regions.rules import Municipality, Region, municipalities, regions
from ingang.foundation.search.reading import Term
from ingang.foundation.search.swedish import stem, words
from ingang.foundation.search.words import Stems

NOT_NAMES = frozenset({"region", "län"})


@cache
def place_names() -> tuple[str, ...]:
    """Every municipality and region by name. All are known words, also where nothing lies: Malmö is not Malå."""
    return (*(one.name for one in municipalities()), *(one.name for one in regions()))


def place_of(term: Term, /) -> str:
    """The code of the municipality, or else of the region, that the term names; empty when it names neither."""
    named = next((_codes()[stems] for stems in term.alternatives if stems in _codes()), {})
    return named.get(term.said) or next(iter(named.values()), "")


def named_place(terms: Iterable[Term], /) -> str:
    """The code of the first place that is named among the terms; empty when there is none."""
    return next((code for term in terms if (code := place_of(term))), "")


@cache
def _codes() -> dict[Stems, dict[str, str]]:
    """By stems: the codes by name. Habo and Håbo have the same stems; who writes the å means the one with it."""
    codes: dict[Stems, dict[str, str]] = {}
    for place in _places():
        codes.setdefault(_key(place.name), {})[place.name.casefold()] = place.code
    return codes


def _key(name: str) -> Stems:
    return tuple(stem(word) for word in words(name) if word not in NOT_NAMES)


def _places() -> list[Municipality | Region]:
    """Municipalities first: who writes Uppsala means the town before the county."""
    return [*municipalities(), *regions()]
