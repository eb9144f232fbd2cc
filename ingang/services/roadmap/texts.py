"""Plain text as paragraphs, headings and lists, and what differs between two texts.

A paragraph ends with an empty line. One that begins with "# " is a heading, and lines that begin with "- " are a list.
Nothing else means anything: what looks like markup is shown as it was written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Shape(StrEnum):
    """What a part of a text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"


@dataclass(frozen=True)
class Block:
    """A part of a text. `lines` are the list's items; one for a heading; a paragraph's lines."""

    shape: Shape
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)


class Difference(StrEnum):
    """What became of a paragraph from one version to the next."""

    SAME = "same"
    TAKEN_AWAY = "taken_away"
    ADDED = "added"


@dataclass(frozen=True)
class Compared:
    """A paragraph of either version."""

    difference: Difference
    block: Block


def blocks(text: str, /) -> list[Block]:
    """The parts of a text, in order."""
    parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")
    return [_block(part) for part in map(str.strip, parts) if part]


def compared(*, before: str, after: str) -> list[Compared]:
    """The parts of both texts in the order of reading: what was taken away stands before what came instead."""
    return list(_compared(_pieces(before), _pieces(after)))


def _pieces(text: str) -> list[Block]:
    """The parts, with each item of a list by itself: one that changed does not make the whole list look new."""
    return [
        piece
        for block in blocks(text)
        for piece in ([Block(Shape.LIST, (line,)) for line in block.lines] if block.shape is Shape.LIST else [block])
    ]


def _compared(old: list[Block], new: list[Block]) -> Iterator[Compared]:
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Compared(Difference.SAME, one) for one in new[new_from:new_to])
        else:
            yield from (Compared(Difference.TAKEN_AWAY, one) for one in old[old_from:old_to])
            yield from (Compared(Difference.ADDED, one) for one in new[new_from:new_to])


def _block(part: str) -> Block:
    lines = tuple(line.strip() for line in part.split("\n") if line.strip())
    if len(lines) == 1 and lines[0].startswith("# "):
        return Block(Shape.HEADING, (lines[0].removeprefix("# "),))
    if all(line.startswith("- ") for line in lines):
        return Block(Shape.LIST, tuple(line.removeprefix("- ") for line in lines))
    return Block(Shape.PARAGRAPH, lines)
