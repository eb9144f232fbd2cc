"""What a service says of something that can be found, and the tokens by which it is. Pure."""

from collections import defaultdict
from dataclasses import dataclass, field

from ingang.foundation.search.questions import filter_token
from ingang.foundation.search.ranking import Passage
from ingang.foundation.search.swedish import part_words, stem, tokens, words

LANGUAGE = "language"
"""The filter that tells in which language a text is."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Something that was found, as its service shows it in the reader's language: `about` in a sentence, and why."""

    title: str
    address: str
    about: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something that can be found: public data alone. `name` is what its service calls it.

    `filters` pairs names with values that hold for it: ("form", "video").
    """

    name: str
    title: str
    passages: tuple[Passage, ...]
    region: str = ""
    municipality: str = ""
    filters: tuple[tuple[str, str], ...] = field(default=())

    @property
    def columns(self) -> dict[str, object]:
        """What the index keeps of it."""
        return {
            "title": self.title,
            "region": self.region,
            "municipality": self.municipality,
            "passages": self._lines(),
            "tokens": " ".join(sorted(self.all_tokens())),
        }

    @property
    def language(self) -> str:
        """The language that it is written in, where that is one of its filters."""
        return dict(self.filters).get(LANGUAGE, "")

    def written(self) -> dict[str, str]:
        """Its words by their stems: those that a misspelt word is compared with."""
        found = [word for passage in self.passages for word in words(passage.text)]
        return {stem(word): word for whole in found for word in (*part_words(whole), whole)}

    def _lines(self) -> list[list[object]]:
        """The passages, those of one label and weight as lines of one: most of them are read to be passed over."""
        lines: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for one in self.passages:
            lines[one.label, one.weight].append(one.text.replace("\n", " "))
        return [[label, "\n".join(texts), weight] for (label, weight), texts in lines.items()]

    def all_tokens(self) -> set[str]:
        """Every token by which it is found."""
        found = {token for passage in self.passages for word in words(passage.text) for token in tokens(word)}
        return found | {filter_token(name, value) for name, value in self.filters}
