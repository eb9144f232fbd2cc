"""Reads a text from a file: what stands first is about it, and the rest is chapters. Tells the line of what is wrong.

The form: docs/how-to/write-articles-in-files.md. Nothing but what an editor could write comes through: no HTML, no
tables, no pictures.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingang.services.content.errors import BadFile
from ingang.services.content.rules import Urgency

FENCE = "+++"
CODED = re.compile(r"(?P<title>.+?)\s*\{(?P<mark>[#.])(?P<code>[a-z][a-z-]*)\}\Z")
INLINE = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "", "em_close": "", "softbreak": "<br/>"}
BLOCKS = {
    "paragraph_open": "<p>",
    "paragraph_close": "</p>",
    "bullet_list_open": "<ul>",
    "bullet_list_close": "</ul>",
    "ordered_list_open": "<ol>",
    "ordered_list_close": "</ol>",
    "list_item_open": "<li>",
    "list_item_close": "</li>",
}


def _any(url: str) -> bool:
    """What is no text of ours is refused with its line, and not shown as it was typed."""
    return True


READER = MarkdownIt("commonmark")
READER.validateLink = _any  # type: ignore[method-assign]

Link = Callable[[str], str]
"""From the address in the file to the attributes of the link; raises ValueError where there is no such place."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file as it was read: what it says of itself, and its chapters as the model stores them."""

    about: dict[str, Any]
    chapters: list[dict[str, Any]]
    loose: str


def read(*, text: str, file: str, link: Link) -> Written:
    """What the file says. Refuses what is not of the form, with file and line."""
    about, body, first = _parted(text, file)
    reader = _Reader(file=file, first=first, link=link)
    reader.take(READER.parse(body))
    return Written(about=about, chapters=reader.chapters, loose="".join(reader.loose))


def _parted(text: str, file: str) -> tuple[dict[str, Any], str, int]:
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].strip() != FENCE:
        raise BadFile(file=file, line=1, what="the file must begin with +++")
    try:
        end = next(number for number, line in enumerate(lines[1:], start=1) if line.strip() == FENCE)
    except StopIteration:
        raise BadFile(file=file, line=1, what="the second +++ is missing") from None
    try:
        about = tomllib.loads("\n".join(lines[1:end]))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise BadFile(file=file, line=int(found[1]) + 1 if found else end, what=str(error)) from None
    return about, "\n".join(lines[end + 1 :]), end + 2


class _Reader:
    """Walks the tokens once. What stands before the first chapter is `loose`."""

    def __init__(self, *, file: str, first: int, link: Link) -> None:
        self.file, self.first, self.link = file, first, link
        self.chapters: list[dict[str, Any]] = []
        self.loose: list[str] = []
        self.line = first

    def take(self, tokens: list[Token]) -> None:
        waiting: Iterator[Token] = iter(tokens)
        for token in waiting:
            if token.map:
                self.line = self.first + token.map[0]
            if token.type == "heading_open":
                self._heading(token.tag, next(waiting).content)
                next(waiting)
            elif token.type == "inline":
                self._add(self._inline(token.children or []))
            elif token.type in BLOCKS:
                # A list that is tight has paragraphs that are not to be seen.
                self._add("" if token.hidden else BLOCKS[token.type])
            else:
                raise self._wrong(f"{token.type.removesuffix('_open')} can not stand here")

    def _heading(self, tag: str, text: str) -> None:
        found = CODED.match(text)
        if tag == "h2" and found and found["mark"] == "#":
            self.chapters.append({"code": found["code"], "heading": found["title"], "passages": []})
        elif tag == "h3" and found and found["mark"] == "." and self.chapters:
            self._box(found["title"], found["code"])
        elif tag == "h3" and not found and self.chapters:
            self._add(f"<p><b>{escape(text)}</b></p>")
        else:
            raise self._wrong("a chapter is '## Heading {#code}', a box '### Heading {.now}' or '{.fact}'")

    def _box(self, heading: str, code: str) -> None:
        value = {"heading": heading, "text": ""}
        if code == "fact":
            self.chapters[-1]["passages"].append({"type": "fact", "value": value})
        elif code in set(Urgency):
            self.chapters[-1]["passages"].append({"type": "urgent", "value": {"level": code, **value}})
        else:
            raise self._wrong(f"there is no box '{code}'")

    def _add(self, html: str) -> None:
        if not self.chapters:
            self.loose.append(html)
            return
        passages = self.chapters[-1]["passages"]
        if not passages:
            passages.append({"type": "text", "value": ""})
        if passages[-1]["type"] == "text":
            passages[-1]["value"] += html
        else:
            passages[-1]["value"]["text"] += html

    def _inline(self, tokens: list[Token]) -> str:
        return "".join(self._piece(one) for one in tokens)

    def _piece(self, token: Token) -> str:
        if token.type == "text":
            return escape(token.content, quote=False)
        if token.type == "link_open":
            try:
                return f"<a {self.link(str(token.attrs['href']))}>"
            except ValueError as error:
                raise self._wrong(str(error)) from None
        if token.type == "link_close":
            return "</a>"
        if token.type == "hardbreak":
            return "<br/>"
        if token.type in INLINE:
            return INLINE[token.type]
        raise self._wrong(f"{token.type} can not stand here")

    def _wrong(self, what: str) -> BadFile:
        return BadFile(file=self.file, line=self.line, what=what)
