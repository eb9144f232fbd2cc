"""The text of a message as pure functions: what may stand in it, and how plain text becomes paragraphs and links."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# Characters that turn the direction of the text around them: they can make a name or a subject read as another.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
_FACT = re.compile(r"([^\s:][^:\n]{0,39}):[ \t]+(\S.*)")
# A Swedish number as people write it, `tel:` before it or not; or one of our own addresses.
_LINK = re.compile(r"(?<![\w/+-])(?:tel:)?(?P<phone>(?:\+46 ?|0)\d{1,3}[ -]?(?:\d[ ]?){5,8}\d|1177|112)(?![\w-])|"
                   r"(?<![\w/.:])(?P<own>/min/[a-z0-9/-]*)")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of a line, with an address where it is a link. `mark` is bold, italics, underline or nothing."""

    text: str
    url: str = ""
    mark: str = ""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A line of facts, as in "Place: floor 2"."""

    term: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class Block:
    """One of: a paragraph, line by line; some facts; a heading of a level; a list; a box with blocks inside."""

    lines: tuple[tuple[Piece, ...], ...] = ()
    facts: tuple[Fact, ...] = ()
    heading: str = ""
    level: int = 0
    items: tuple[tuple[Piece, ...], ...] = ()
    is_ordered: bool = False
    box: str = ""
    inside: "tuple[Block, ...]" = ()


def tidied(text: str, /) -> str:
    """The text without control characters and marks that turn the direction of reading; line breaks stay."""
    whole = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").translate(_TURNING)
    return "".join(one for one in whole if one in "\n\t" or unicodedata.category(one) != "Cc").strip()


def folded(text: str, /) -> str:
    """The text for comparing: small letters without diacritics, so that nobody must type them."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))


def on_one_line(text: str, /) -> str:
    """The text tidied, and without line breaks."""
    return " ".join(tidied(text).split())


def paragraphs_of(text: str, /) -> tuple[str, ...]:
    """The paragraphs of a plain text: what stands between empty lines."""
    return tuple(part.strip() for part in re.split(r"\n[ \t]*\n", tidied(text)) if part.strip())


def blocks_of(paragraphs: Iterable[str], /) -> tuple[Block, ...]:
    """How paragraphs are shown. Two or more lines that all read "term: value" are facts; all else is text."""
    return tuple(_block(paragraph.splitlines()) for paragraph in paragraphs)


def linked(text: str, /) -> tuple[Piece, ...]:
    """The text in pieces, where phone numbers and our own addresses are links. No other address becomes one.

    A message never leads out of the portal by itself (e-services 2.11).
    """
    pieces, end = [], 0
    for match in _LINK.finditer(text):
        pieces += [Piece(text=text[end : match.start()]), _link(match)]
        end = match.end()
    pieces.append(Piece(text=text[end:]))
    return tuple(piece for piece in pieces if piece.text)


def _block(lines: list[str]) -> Block:
    found = [_FACT.fullmatch(line.strip()) for line in lines]
    facts = tuple(Fact(term=match[1].strip(), pieces=linked(match[2])) for match in found if match)
    if len(facts) == len(lines) > 1:
        return Block(facts=facts)
    return Block(lines=tuple(linked(line) for line in lines))


def _link(match: re.Match[str]) -> Piece:
    if own := match["own"]:
        return Piece(text=own, url=own)
    number = re.sub(r"[^\d+]", "", match["phone"])
    return Piece(text=match[0].removeprefix("tel:"), url=f"tel:{number}")
