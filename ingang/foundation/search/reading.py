"""What somebody looks for: typed words understood with a vocabulary. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ingang.foundation.search.spelling import Vocabulary
from ingang.foundation.search.swedish import (
    JOINTS,
    LONGEST_WORD,
    SHORTEST_PART,
    care_words,
    fold,
    plain,
    stem,
    typed_words,
)
from ingang.foundation.search.words import (
    Stems,
    Synonym,
    circumstances,
    general,
    important,
    longest_synonym,
    said_stems,
    said_words,
    synonyms,
)

SHORTEST_END = 4
"""Of how many letters the part of an unknown compound must be that tells what it is."""

LETTERS_LEFT = 2
"""So many letters may be missing at the end of a word that is taken as the whole one."""

LONG = 8
"""From how many letters two misspelt words are one: in shorter ones chance is too great."""

VERY_LONG = 11
"""From how many letters two slips are likelier than another ending: patientnemden is patientnämnden, not patient."""

SMALL = ("i", "på", "av", "en", "ett")
"""Words that people forget to write a space after."""

DEFINITE = ("n", "t")
"""What a word that ends with a vowel gets at its end when it is a certain one."""

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

    `said` is what was typed, spelt as it was understood; `meant` tells in other words what was looked for: it stands
    last among the alternatives, behind what was said.
    """

    said: str
    how: How = How.WRITTEN
    meant: tuple[str, ...] = ()
    alternatives: tuple[Stems, ...] = ()
    is_optional: bool = False

    @property
    def meanings_from(self) -> int:
        """The number of the first alternative that is something else than what was said."""
        return len(self.alternatives) - len(self.meant)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was typed, understood. `corrected` is the text as it was meant, empty where it was spelt as we know it."""

    terms: tuple[Term, ...] = ()
    corrected: str = ""

    @property
    def required(self) -> tuple[Term, ...]:
        """The terms that a document must satisfy."""
        return tuple(term for term in self.terms if not term.is_optional)


def read(text: str, /, *, vocabulary: Vocabulary, with_care: bool = True, as_typed: bool = False) -> Reading:
    """Understand what somebody typed: at most twelve words, misspelt, put together, apart or colloquial.

    `with_care`: a complaint also means where one goes with it, which says nothing where texts are looked for.
    `as_typed`: no word is misspelt.
    """
    typed = typed_words(text)
    if as_typed:
        return Reading(terms=_only_specific_ones_required(tuple(_terms(important(typed), vocabulary, with_care))))
    found = _joined(important(typed), vocabulary)
    apart = _written_apart(found, vocabulary)
    right = {word: (word,) if word in apart else _right(word, vocabulary) for word in found}
    spelt = {word: meant for word, (meant, *more) in right.items() if meant != word and not more}
    terms = tuple(_terms([one for word in found for one in right[word]], vocabulary, with_care))
    return Reading(
        terms=_only_specific_ones_required(terms),
        corrected=" ".join(spelt.get(word, word) for word in typed) if spelt else "",
    )


def _joined(found: list[str], vocabulary: Vocabulary) -> list[str]:
    """The words, of which two that are one misspelt word stand as that one: nessel utslag."""
    rest, place = [], 0
    while place < len(found):
        pair = found[place : place + 2]
        is_likely = min(map(len, pair)) >= SHORTEST_END and not all(map(vocabulary.knows, pair))
        meant = _nearest_long("".join(pair), vocabulary) if is_likely else ""
        # Hardly anybody misspells how a word begins: assma barn is no small child (småbarn).
        is_one = len(pair) > 1 and bool(meant) and fold(meant)[0] == fold(pair[0])[0]
        rest.append(meant if is_one else found[place])
        place += 2 if is_one else 1
    return rest


def _nearest_long(word: str, vocabulary: Vocabulary) -> str:
    return vocabulary.nearest(word, mistakes=1) if LONG <= len(word) <= LONGEST_WORD else ""


def _written_apart(found: list[str], vocabulary: Vocabulary) -> set[str]:
    """The words that make one known word together: magnet kamera. None of them is misspelt."""
    spans = (found[start:end] for start in range(len(found)) for end in range(start + 2, start + WRITTEN_APART + 1))
    return {word for span in spans if vocabulary.has("".join(span)) and _is_another(span) for word in span}


def _is_another(span: list[str]) -> bool:
    """Whether the words together are not just an inflection of one of them: vårdcentral åre."""
    return stem("".join(span)) not in map(stem, span)


def _right(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The word as it stands where it leads somewhere; or the nearest that does; or the two that it is made of.

    One slip in a word wins over its parts: barnavårdcentral is barnavårdscentral, not all that is about children. A
    compound that is not known is what it ends with: kopparspiral is a spiral.
    """
    if vocabulary.has(word) or stem(word) in said_stems() or stem(word) in circumstances():
        return (word,)
    if vocabulary.begins(word):
        return (_completed(word, vocabulary),)
    known = _without_beginning(word, vocabulary) or _indefinite(word, vocabulary)
    near = known or vocabulary.nearest(word, mistakes=1 if len(word) < VERY_LONG else 2) or vocabulary.akin(word)
    if near:
        return (near,)
    if parted := _apart(word, vocabulary) or _last_of(word):
        return parted
    return (vocabulary.nearest(word) or _first_of(word, vocabulary) or word,)


def _without_beginning(word: str, vocabulary: Vocabulary) -> str:
    """The known word behind what only makes it stronger, or behind a small word without a space: ihalsen."""
    rests = (plain(word), *(word.removeprefix(small) for small in SMALL if word.startswith(small)))
    return next((rest for rest in rests if rest != word and len(rest) >= SHORTEST_END and vocabulary.has(rest)), "")


def _indefinite(word: str, vocabulary: Vocabulary) -> str:
    """The known word in its definite form, where the stemmer leaves that as it is: taxin is taxi."""
    rests = (word.removesuffix(ending) for ending in DEFINITE if word.endswith(ending))
    return next((rest for rest in rests if len(rest) >= SHORTEST_END and vocabulary.has(rest)), "")


def _completed(word: str, vocabulary: Vocabulary) -> str:
    """The word written to its end, where that is something people say and next to nothing is missing: halsflus."""
    whole = vocabulary.shortest(word)
    is_near = len(whole) - len(word) <= LETTERS_LEFT
    return whole if is_near and (stem(whole),) in synonyms() else word


def _last_of(word: str) -> tuple[str, ...]:
    """The longest thing people say that the word ends with, itself alone; none where there is none."""
    ends = (word[start:] for start in range(SHORTEST_PART, len(word) - SHORTEST_END + 1))
    return next(((end,) for end in ends if fold(end) in said_words()), ())


def _first_of(word: str, vocabulary: Vocabulary) -> str:
    """What a compound begins with that says something: tandlossning has to do with teeth, astmamedecin with astma."""
    starts = [word[:end] for end in range(len(word) - SHORTEST_PART, SHORTEST_END - 1, -1)]
    said = (start for start in starts if (stem(start),) in synonyms())
    return next(said, "") or next((one for one in starts if len(one) > SHORTEST_END and vocabulary.has(one)), "")


def _apart(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The two words that a compound is made of, of which one at least says something; none when it is not one.

    So it is with words that somebody wrote without spaces, and a small one between: ontimagen.
    """
    for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        head = care_words().get(fold(word[:end]), word[:end])
        tails = (word[end + len(joint) :] for joint in (*JOINTS, *SMALL) if word.startswith(joint, end))
        for tail in tails if _leads(head, vocabulary) else ():
            if _leads(tail, vocabulary) and not {stem(head), stem(tail)} <= general():
                return head, tail
    return ()


def _leads(word: str, vocabulary: Vocabulary) -> bool:
    is_long_enough = len(word) >= SHORTEST_PART
    return is_long_enough and (vocabulary.has(word) or (stem(word),) in synonyms() or stem(word) in general())


def _terms(found: list[str], vocabulary: Vocabulary, with_care: bool) -> Iterator[Term]:
    """The words as terms: the longest that is known as one thing first."""
    place = 0
    while place < len(found):
        count, term = _longest(found[place:], vocabulary, with_care)
        yield term
        place += count


def _longest(rest: list[str], vocabulary: Vocabulary, with_care: bool) -> tuple[int, Term]:
    for count in range(min(len(rest), longest_synonym()), 0, -1):
        said = rest[:count]
        synonym = synonyms().get(tuple(stem(word) for word in said)) or synonyms().get((stem("".join(said)),))
        if synonym:
            return count, _meaning(said, synonym, vocabulary, with_care)
        if 1 < count <= WRITTEN_APART and vocabulary.knows("".join(said)) and _is_another(said):
            return count, _written("".join(said))
    return 1, _single(rest[0], vocabulary)


def _meaning(said: list[str], synonym: Synonym, vocabulary: Vocabulary, with_care: bool) -> Term:
    own = dict.fromkeys(((stem("".join(said)),), tuple(stem(word) for word in said)))
    meanings = (*synonym.means, *(synonym.care if with_care else ()))
    if not meanings and len(said) == 1 and (begun := _first_of(said[0], vocabulary)):
        meanings = (begun,)
    meant = tuple(tuple(stem(word) for word in means.split()) for means in meanings)
    return Term(said=" ".join(said), how=How.MEANS, meant=meanings, alternatives=(*own, *meant))


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
    return term.how in {How.WRITTEN, How.UNKNOWN} and is_general(term)


def is_general(term: Term, /) -> bool:
    """Whether nearly everything is called so, doctor, clinic, visit, or is told in such words: much, often, 39."""
    return stem(term.said) in general() or term.said.isdigit()


def is_circumstance(term: Term, /) -> bool:
    """Whether it tells who has it, when, or what somebody wants to know of it: child, at school, contagious."""
    return stem(term.said) in circumstances()
