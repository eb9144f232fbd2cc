"""What somebody looks for: typed words understood with a vocabulary. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ingang.foundation.search.spelling import Vocabulary
from ingang.foundation.search.swedish import JOINTS, SHORTEST_PART, care_words, fold, stem, typed_words
from ingang.foundation.search.words import Stems, Synonym, general, important, longest_synonym, synonyms

WRITTEN_APART = 3
"""So many words are tried as one: barn vård central."""


class How(StrEnum):
    """How a term was understood, which is told to the one who typed it."""

    WRITTEN = "written"
    MEANS = "means"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Term:
    """One thing that was asked for. Any of `alternatives` satisfies it, each by all of its stems.

    `said` is what was typed, spelt as it was understood; `meant` tells in other words what was looked for.
    """

    said: str
    how: How = How.WRITTEN
    meant: tuple[str, ...] = ()
    alternatives: tuple[Stems, ...] = ()
    is_optional: bool = False


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was typed, understood. `corrected` is the text as it was meant, empty where it was spelt as we know it."""

    terms: tuple[Term, ...] = ()
    corrected: str = ""

    @property
    def required(self) -> tuple[Term, ...]:
        """The terms that a document must satisfy."""
        return tuple(term for term in self.terms if not term.is_optional)


def read(text: str, /, *, vocabulary: Vocabulary) -> Reading:
    """Understand what somebody typed: at most twelve words, misspelt, put together, apart or colloquial."""
    typed = typed_words(text)
    right = {word: _right(word, vocabulary) for word in important(typed)}
    spelt = {word: meant for word, (meant, *more) in right.items() if meant != word and not more}
    terms = tuple(_terms([one for word in important(typed) for one in right[word]], vocabulary))
    return Reading(
        terms=_only_specific_ones_required(terms),
        corrected=" ".join(spelt.get(word, word) for word in typed) if spelt else "",
    )


def _right(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The word as it stands where it leads somewhere; or the nearest that does; or the two that it is made of.

    One slip in a word wins over its parts: barnavårdcentral is barnavårdscentral, not all that is about children.
    """
    if vocabulary.knows(word) or (stem(word),) in synonyms():
        return (word,)
    if near := vocabulary.nearest(word, mistakes=1):
        return (near,)
    return _apart(word, vocabulary) or (vocabulary.nearest(word) or word,)


def _apart(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The two words that a compound is made of, of which one at least says something; none when it is not one."""
    for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        head = care_words().get(fold(word[:end]), word[:end])
        tails = (word[end + len(joint) :] for joint in JOINTS if word.startswith(joint, end))
        for tail in tails if _leads(head, vocabulary) else ():
            if _leads(tail, vocabulary) and not {stem(head), stem(tail)} <= general():
                return head, tail
    return ()


def _leads(word: str, vocabulary: Vocabulary) -> bool:
    is_long_enough = len(word) >= SHORTEST_PART
    return is_long_enough and (vocabulary.has(word) or (stem(word),) in synonyms() or stem(word) in general())


def _terms(found: list[str], vocabulary: Vocabulary) -> Iterator[Term]:
    """The words as terms: the longest that is known as one thing first."""
    place = 0
    while place < len(found):
        count, term = _longest(found[place:], vocabulary)
        yield term
        place += count


def _longest(rest: list[str], vocabulary: Vocabulary) -> tuple[int, Term]:
    for count in range(min(len(rest), longest_synonym()), 0, -1):
        said = rest[:count]
        synonym = synonyms().get(tuple(stem(word) for word in said)) or synonyms().get((stem("".join(said)),))
        if synonym:
            return count, _meaning(said, synonym)
        if 1 < count <= WRITTEN_APART and vocabulary.knows("".join(said)):
            return count, _written("".join(said))
    return 1, _single(rest[0], vocabulary)


def _meaning(said: list[str], synonym: Synonym) -> Term:
    own = (stem("".join(said)),)
    meant = tuple(tuple(stem(word) for word in means.split()) for means in synonym.means)
    return Term(said=" ".join(said), how=How.MEANS, meant=synonym.means, alternatives=(own, *meant))


def _single(word: str, vocabulary: Vocabulary) -> Term:
    if vocabulary.knows(word):
        return _written(word)
    return Term(said=word, how=How.UNKNOWN)


def _written(word: str) -> Term:
    return Term(said=word, alternatives=((stem(word),),))


def _only_specific_ones_required(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Beside something specific, a word that nearly everything is called need not be there."""
    if all(_is_general(term) for term in terms):
        return terms
    return tuple(replace(term, is_optional=True) if _is_general(term) else term for term in terms)


def _is_general(term: Term) -> bool:
    return term.how in {How.WRITTEN, How.UNKNOWN} and stem(term.said) in general()
