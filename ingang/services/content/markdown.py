"""Reads a text from a file: what stands first is about it, and the rest is chapters. Tells the line of what is wrong.

The form: docs/how-to/write-articles-in-files.md. Nothing but what an editor could write comes through: no HTML and no
tables. Pictures and recordings are named by their files.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingang.services.content.errors import BadFile
from ingang.services.content.rules import Urgency

FORMS = ("film", "sign", "sound")
PICTURES = ("webp", "png", "jpg", "jpeg")
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


def read(*, text: str, file: str, link: Link, files: Collection[str] = ()) -> Written:
    """What the file says; `files` may be shown and played. Refuses what is not of the form, with file and line."""
    about, body, first = _parted(text, file)
    reader = _Reader(file=file, first=first, link=link, files=files)
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

    def __init__(self, *, file: str, first: int, link: Link, files: Collection[str]) -> None:
        self.file, self.first, self.link, self.files = file, first, link, files
        self.chapters: list[dict[str, Any]] = []
        self.loose: list[str] = []
        self.line, self.has_shown = first, False

    def take(self, tokens: list[Token]) -> None:
        waiting: Iterator[Token] = iter(tokens)
        for token in waiting:
            if token.map:
                self.line = self.first + token.map[0]
            if token.type == "heading_open":
                self._heading(token.tag, next(waiting).content)
                next(waiting)
            elif token.type == "paragraph_open":
                self._paragraph(token, next(waiting).children or [])
            elif token.type == "paragraph_close" and self.has_shown:
                self.has_shown = False
            elif token.type in BLOCKS:
                # A list that is tight has paragraphs that are not to be seen.
                self._add("" if token.hidden else BLOCKS[token.type])
            else:
                raise self._wrong(f"{token.type.removesuffix('_open')} can not stand here")

    def _paragraph(self, begin: Token, tokens: list[Token]) -> None:
        self.has_shown = any(one.type == "image" for one in tokens)
        if self.has_shown:
            self._show(tokens)
        else:
            self._add(("" if begin.hidden else BLOCKS[begin.type]) + self._inline(tokens))

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
        elif code in FORMS:
            played = {"form": code, "heading": heading, "file": None, "captions": None, "poster": None, "text": ""}
            self.chapters[-1]["passages"].append({"type": "recording", "value": played})
        elif code in set(Urgency):
            self.chapters[-1]["passages"].append({"type": "urgent", "value": {"level": code, **value}})
        else:
            raise self._wrong(f"there is no box '{code}'")

    def _show(self, tokens: list[Token]) -> None:
        """What a paragraph of pictures shows: in a recording its files, elsewhere a picture of its own."""
        passages = self.chapters[-1]["passages"] if self.chapters else []
        for one in tokens:
            if one.type == "softbreak":
                continue
            name = str(one.attrs.get("src", ""))
            if one.type != "image" or name not in self.files or not self.chapters:
                raise self._wrong(f"there is no file '{name}' in media.toml that can stand here")
            end = name.rpartition(".")[2]
            if passages and passages[-1]["type"] == "recording" and not one.content:
                slot = "poster" if end in PICTURES else "captions" if end == "vtt" else "file"
                passages[-1]["value"][slot] = name
            elif end in PICTURES:
                shown = {"image": name, "alt_text": one.content, "decorative": not one.content}
                value = {"image": shown, "caption": str(one.attrs.get("title", ""))}
                passages.append({"type": "picture", "value": value})
            else:
                raise self._wrong(f"'{name}' is played below a heading {{.film}}, {{.sign}} or {{.sound}}")

    def _add(self, html: str) -> None:
        if not self.chapters:
            self.loose.append(html)
            return
        passages = self.chapters[-1]["passages"]
        if not html:
            return
        if not passages or passages[-1]["type"] == "picture":
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
