"""Looking among what stands in no index: a person's own things, forgotten with the answer. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from ingang.foundation.search.entries import Entry, Shown
from ingang.foundation.search.ranking import Passage
from ingang.foundation.search.reading import Term, read
from ingang.foundation.search.spelling import Vocabulary
from ingang.foundation.search.swedish import SHORTEST_PART


@dataclass(frozen=True, kw_only=True)
class OwnThing:
    """Something of a person's, as it is shown to her, and the texts by which it is found."""

    shown: Shown
    texts: tuple[str, ...]

    @property
    def entry(self) -> Entry:
        """What is compared with the words: never written anywhere."""
        passages = tuple(Passage(label="own", text=text) for text in self.texts if text)
        return Entry(name="", title="", passages=passages)


def answering(*, text: str, things: Sequence[OwnThing]) -> tuple[Shown, ...]:
    """Those that answer all the words, in the order in which they are given.

    Inflections, parts of compounds, words that are begun and words that people say for others count as elsewhere in
    search. No word is taken for a misspelt one: who has few things has few words, and any other would be near one.
    """
    entries = [one.entry for one in things]
    words: dict[str, str] = reduce(or_, (one.written() for one in entries), {})
    reading = read(text, vocabulary=Vocabulary(words), with_care=False, as_typed=True)
    # A number tells a day or a visit from others here, where things are few and alike.
    required = [one for one in reading.terms if not one.is_optional or one.said.isdigit()]
    if not required:
        return ()
    return tuple(
        one.shown for one, entry in zip(things, entries, strict=True) if _answers(entry.all_tokens(), required)
    )


def _answers(tokens: set[str], required: Sequence[Term]) -> bool:
    return all(any(all(_stands(stem, tokens) for stem in stems) for stems in term.alternatives) for term in required)


def _stands(stem: str, tokens: set[str]) -> bool:
    return stem in tokens or (len(stem) >= SHORTEST_PART and any(token.startswith(stem) for token in tokens))
