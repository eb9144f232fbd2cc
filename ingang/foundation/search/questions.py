"""What the index of words is asked, in the words of each database: the same answers from both."""

from collections.abc import Iterable
from dataclasses import dataclass

from ingang.foundation.search.reading import Term
from ingang.foundation.search.swedish import SHORTEST_PART, fold, words

Groups = tuple[tuple[tuple[str, ...], ...], ...]


def filter_token(name: str, value: str, /) -> str:
    """The token of a filter that holds for a document; no typed word can be one, for it holds an underscore."""
    return "_".join((name, *(fold(word) for word in words(value))))


@dataclass(frozen=True, kw_only=True)
class Question:
    """Which tokens a document of any of the kinds must have: of each group an alternative, whole; every filter.

    `groups` are joined by OR when `is_any`. With `beginnings`, a token that begins like a stem answers too.
    """

    kinds: tuple[str, ...]
    groups: Groups
    filters: tuple[str, ...] = ()
    beginnings: bool = False
    is_any: bool = False

    def said_to(self, vendor: str, /) -> str:
        """In the words of the database."""
        return self.in_postgresql() if vendor == "postgresql" else self.in_sqlite()

    def in_postgresql(self) -> str:
        """As text of a tsquery, in which every token is quoted. The kind is one too: no typed word has its dot."""
        kinds = _joined(" | ", (f"'{one}'" for one in self.kinds))
        return " & ".join((kinds, self._written("'{}'", "'{}':*", " & ", " | ")))

    def in_sqlite(self) -> str:
        """As a full-text query of FTS5, in which every token is quoted."""
        return self._written('"{}"', '"{}"*', " AND ", " OR ")

    def _written(self, whole: str, beginning: str, both: str, either: str) -> str:
        def quoted(stem: str) -> str:
            return (beginning if self.beginnings and len(stem) >= SHORTEST_PART else whole).format(stem)

        groups = [
            _joined(either, (_joined(both, map(quoted, stems)) for stems in alternatives))
            for alternatives in self.groups
        ]
        wanted = [_joined(either, groups)] if self.is_any else groups
        return both.join([*wanted, *(whole.format(token) for token in self.filters)])


def question(
    terms: Iterable[Term], *, kind: str, filters: tuple[str, ...], beginnings: bool = False, is_any: bool = False
) -> Question:
    """The question that asks for the terms; those that were not understood are left out."""
    groups = tuple(term.alternatives for term in terms if term.alternatives)
    return Question(kinds=(kind,), groups=groups, filters=filters, beginnings=beginnings, is_any=is_any)


def _joined(word: str, parts: Iterable[str]) -> str:
    return f"({word.join(parts)})"
