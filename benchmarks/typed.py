"""The list of what people type, misspelt and colloquial, and whether an answer is the right one."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingang.foundation.search.models import Document
from ingang.foundation.search.queries import Wanted, find

ROWS = Path(__file__).parent / "data/queries.csv"
FIRST, SHARE = 3, 0.95
"""How many of the likeliest answers count, and in how many of the searches the right one must be among them."""

OWN = {"name", "title"}


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A text that somebody types where things of one kind are found, and what would be right.

    `right` names what a document must have, as label and text: `title:`, `name:`, or a label of its passages (`type:`,
    `offer:`, `place:` ...), whose text begins so. All that & joins must hold; any of those that | parts is right.
    """

    text: str
    findable: str
    right: str

    def is_answered(self) -> bool:
        """Whether the right answer is among the first."""
        hits = find(wanted=Wanted(kind=self.findable, text=self.text)).hits[:FIRST]
        documents = Document.objects.filter(kind=self.findable, name__in=[hit.name for hit in hits])
        return any(self._suits(one) for one in documents)

    def _suits(self, document: Document) -> bool:
        return any(
            all(_has(document, *one.split(":", 1)) for one in alternative.split("&"))
            for alternative in self.right.split("|")
        )


def typed() -> Iterator[Typed]:
    """Every line of the list."""
    with ROWS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield Typed(text=row["typed"], findable=row["findable"], right=row["right"])


def missed() -> tuple[list[Typed], int]:
    """Those whose right answer is not among the first, and how many there are in all."""
    rows = list(typed())
    return [one for one in rows if not one.is_answered()], len(rows)


def _has(document: Document, label: str, text: str) -> bool:
    if label in OWN:
        return bool(getattr(document, label) == text)
    lines = (line for one in document.passages if one[0] == label for line in one[1].split("\n"))
    return any(line.casefold().startswith(text.casefold()) for line in lines)
