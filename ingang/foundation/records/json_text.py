"""JSON read together with the place of every value, so that a text can be changed in a few places and nowhere else.

A record's text must stay as its author wrote it: 1.10 must not become 1.1, and no space may move. So nothing is
written anew; edits replace pieces of the text, and what lies between the edits is kept to the letter.
"""

import json
import re
from collections.abc import Iterable, Iterator
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import NamedTuple

from ingang.foundation.records.errors import NotJson, RepeatedName, TooDeep

MOST_LEVELS = 100

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_WORD = re.compile(r"true|false|null")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Node(NamedTuple):
    """A value and where it stands: text[start:end]. Only objects, arrays and strings are taken apart."""

    start: int
    end: int
    value: "dict[str, Node] | list[Node] | str | None"

    def member(self, name: str) -> "Node | None":
        """The object's member of this name; None when there is none, or no object."""
        return self.value.get(name) if isinstance(self.value, dict) else None

    @property
    def string(self) -> str | None:
        """The string, or None when it is something else."""
        return self.value if isinstance(self.value, str) else None


class Edit(NamedTuple):
    """Replace text[start:end] by the new text."""

    start: int
    end: int
    text: str


def values(*, text: str) -> list[Node]:
    """Every JSON value in the text: one of an ordinary file, one a line of an ndjson file.

    Refuses with NotJson, RepeatedName or TooDeep.
    """
    found = []
    place = _after_space(text, 0)
    while place < len(text):
        node = _value(text, place, 0)
        found.append(node)
        place = _after_space(text, node.end)
    return found


def edited(*, text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made, each at its own place; everything else to the letter."""
    pieces = []
    done = 0
    for edit in sorted(edits):
        if edit.start < done:
            raise ValueError("two edits overlap")
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*pieces, text[done:]])


def dumped(value: object, /) -> str:
    """A value of our own as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def walk(node: Node) -> Iterator[tuple[str, Node]]:
    """Every member at every depth, with its name; the object's own order."""
    if isinstance(node.value, dict):
        for name, member in node.value.items():
            yield name, member
            yield from walk(member)
    elif isinstance(node.value, list):
        for item in node.value:
            yield from walk(item)


def _after_space(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _value(text: str, place: int, depth: int) -> Node:
    if depth > MOST_LEVELS:
        raise TooDeep(limit=MOST_LEVELS)
    first = text[place : place + 1]
    if first == '"':
        return _string(text, place)
    if first == "{":
        return _object(text, place, depth)
    if first == "[":
        return _array(text, place, depth)
    match = _NUMBER.match(text, place) or _WORD.match(text, place)
    if match is None:
        raise _not_json(text, place)
    return Node(place, match.end(), None)


def _string(text: str, place: int) -> Node:
    if text[place : place + 1] != '"':
        raise _not_json(text, place)
    try:
        value, end = scanstring(text, place + 1, True)
    except JSONDecodeError as error:
        raise _not_json(text, error.pos) from error
    if _UNSTORABLE.search(value):
        raise _not_json(text, place)
    return Node(place, end, value)


def _object(text: str, start: int, depth: int) -> Node:
    members: dict[str, Node] = {}
    place = _after_space(text, start + 1)
    if text[place : place + 1] == "}":
        return Node(start, place + 1, members)
    while True:
        name = _string(text, place)
        place = _after_space(text, name.end)
        _expect(text, place, ":")
        value = _value(text, _after_space(text, place + 1), depth + 1)
        if str(name.value) in members:
            raise RepeatedName(name=name.value, line=_line(text, name.start))
        members[str(name.value)] = value
        place = _after_space(text, value.end)
        if text[place : place + 1] == "}":
            return Node(start, place + 1, members)
        _expect(text, place, ",")
        place = _after_space(text, place + 1)


def _array(text: str, start: int, depth: int) -> Node:
    items: list[Node] = []
    place = _after_space(text, start + 1)
    if text[place : place + 1] == "]":
        return Node(start, place + 1, items)
    while True:
        items.append(_value(text, place, depth + 1))
        place = _after_space(text, items[-1].end)
        if text[place : place + 1] == "]":
            return Node(start, place + 1, items)
        _expect(text, place, ",")
        place = _after_space(text, place + 1)


def _expect(text: str, place: int, character: str) -> None:
    if text[place : place + 1] != character:
        raise _not_json(text, place)


def _not_json(text: str, place: int) -> NotJson:
    return NotJson(line=_line(text, place), column=place - text.rfind("\n", 0, place))


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
