"""What of an entry a report is about, and how it is quoted: nothing but what the reader's own page shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import unescape

import msgspec
from django.utils.html import strip_tags

from ingang.services.journal.rendering import Passage, Shown
from ingang.services.journal.sources import Entry

LONGEST = 2000
IN_SHORT = 160
MOST_PARTS = 30
ENDS_A_LINE = re.compile(r"<(?:br|hr|/p|/div|/li|/tr|/dd|/dt|/caption)\b[^>]*>")


@dataclass(frozen=True, kw_only=True)
class Part:
    """A passage or a value of the entry, in words."""

    text: str

    @property
    def code(self) -> str:
        """What a form calls it: another one once the text has changed."""
        return sha256(self.text.encode()).hexdigest()[:16]

    @property
    def in_short(self) -> str:
        """Its beginning, to choose by."""
        line = " ".join(self.text.split())
        return line if len(line) <= IN_SHORT else f"{line[:IN_SHORT].rstrip()} …"


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """The entry as it is kept in a report. `part` is what the reader chose of it, `words` what she copied.

    `is_outside` where the entry came from another care giver's system.
    """

    entry: Entry
    part: str
    words: str
    is_outside: bool


def parts_of(*, shown: Shown) -> tuple[Part, ...]:
    """What can be chosen of an entry, in the order of its page."""
    return tuple(Part(text=text[:LONGEST]) for text in _texts(shown) if text)[:MOST_PARTS]


def _texts(shown: Shown) -> Iterator[str]:
    yield from map(_passage, shown.passages)
    for row in shown.values.rows if shown.values else ():
        yield ": ".join(cell.text for cell in row if cell.text != "–")
    for answer in shown.rows:
        yield f"{answer.question}: {answer.answer}"


def _passage(passage: Passage) -> str:
    plain = unescape(strip_tags(ENDS_A_LINE.sub("\n", passage.html)))
    return "\n".join(filter(None, (line.strip() for line in (passage.title, *plain.splitlines()))))
