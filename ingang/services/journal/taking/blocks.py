"""A passage's clean HTML as nested lists of plain values for the document: text stays text, and never becomes markup.

A block is `["p", inlines]`, `["ul" or "ol", [blocks, ...]]`, `["quote", blocks]`, `["pre", text]`, `["rule"]` or
`["table", columns, head, rows]` with rows of cells of inlines. An inline is a text, or `["b" or "i" or "u" or "sub" or
"sup" or "code", inlines]`, or `["br"]`.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

Value = Any
EMPTY = frozenset({"br", "hr"})
MARKS = {"b": "b", "strong": "b", "i": "i", "em": "i", "u": "u", "sub": "sub", "sup": "sup", "code": "code"}
WHOLE = frozenset({"p", "ul", "ol", "table", "pre", "blockquote", "div", "dl", "dt", "dd", "hr", "li", "caption"})
CELLS = frozenset({"td", "th"})
CLOSED = CELLS | {"table", "caption"}
"""What stands in these is their own."""
MOST_NESTED = 5
"""Lists and quotes within each other; deeper ones follow each other, since the document's setter has a limit."""
MOST_COLUMNS = 8
"""A table with more columns would not fit on the paper. It is written row by row, as is one without headings, which
nobody who hears it could follow."""


def blocks_of(*, html: str) -> list[Value]:
    """The blocks of what `safe_html` has made."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _blocks(reader.root.children, MOST_NESTED)


@dataclass
class _Node:
    tag: str
    children: "list[_Node | str]" = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Node("div")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = _Node(tag)
        self._open[-1].children.append(node)
        if tag not in EMPTY:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if any(one.tag == tag for one in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def _blocks(children: list[_Node | str], nested: int) -> list[Value]:
    """The blocks among the children, with what stands between them as paragraphs."""
    found: list[Value] = []
    loose: list[_Node | str] = []
    for child in children:
        if isinstance(child, _Node) and (child.tag in WHOLE or _holds_block(child)):
            found += _paragraph(loose)
            loose = []
            found += _block(child, nested)
        else:
            loose.append(child)
    return found + _paragraph(loose)


def _holds_block(node: _Node) -> bool:
    waiting = list(node.children)
    while waiting:
        one = waiting.pop()
        if isinstance(one, _Node):
            if one.tag in WHOLE:
                return True
            waiting += one.children
    return False


def _block(node: _Node, nested: int) -> list[Value]:
    if node.tag == "hr":
        return [["rule"]]
    if node.tag == "pre":
        return [["pre", _text(node)]]
    if node.tag == "table":
        return _table(node)
    if node.tag == "dt":
        return [["p", [["b", inner]]] for inner in [_inlines(node.children)] if inner]
    return _nested(node, nested) if nested else _blocks(node.children, nested)


def _nested(node: _Node, nested: int) -> list[Value]:
    if node.tag in {"ul", "ol"}:
        items = [_item(one, nested - 1) for one in node.children]
        return [[node.tag, [item for item in items if item]]] if any(items) else []
    if node.tag == "blockquote":
        inner = _blocks(node.children, nested - 1)
        return [["quote", inner]] if inner else []
    return _blocks(node.children, nested)


def _item(child: _Node | str, nested: int) -> list[Value]:
    is_item = isinstance(child, _Node) and child.tag == "li"
    return _blocks(child.children if is_item else [child], nested)  # type: ignore[union-attr]


def _paragraph(children: list[_Node | str]) -> list[Value]:
    inner = _inlines(children)
    return [["p", inner]] if any(one not in (" ", ["br"]) for one in inner) else []


def _inlines(children: list[_Node | str]) -> list[Value]:
    found: list[Value] = []
    for child in children:
        if isinstance(child, str):
            text = " ".join(child.split()) if child.strip() else ""
            led, left = child[:1].isspace(), child[-1:].isspace()
            spaced = f"{' ' if led else ''}{text}{' ' if left and text else ''}"
            found += [spaced] if spaced else []
        elif child.tag == "br":
            found.append(["br"])
        elif child.tag in MARKS and not _holds_mark(child):
            inner = _inlines(child.children)
            found += [[MARKS[child.tag], inner]] if inner else []
        else:
            found += _inlines(child.children)
    return found


def _holds_mark(node: _Node) -> bool:
    """Of marks within marks the innermost counts: nobody needs more, and depth has a limit."""
    waiting = list(node.children)
    while waiting:
        one = waiting.pop()
        if isinstance(one, _Node):
            if one.tag in MARKS:
                return True
            waiting += one.children
    return False


def _table(table: _Node) -> list[Value]:
    captions = [*(_inlines(one.children) for one in _within(table, frozenset({"caption"}))), _strays(table)]
    rows = [_within(row, CELLS) if row.tag == "tr" else [row] for row in _within(table, CELLS | {"tr"})]
    rows = [row for row in rows if row]
    columns = max(map(len, rows), default=0)
    before: list[Value] = [["p", [["b", one]]] for one in captions if one]
    if not rows:
        return before
    cells = [[_inlines(cell.children) for cell in row] for row in rows]
    if columns > MOST_COLUMNS or len(rows) < 2 or any(cell.tag != "th" for cell in rows[0]):
        return [*before, *(["p", joined] for row in cells if (joined := _joined(row)))]
    head, *body = [[*row, *([[]] * (columns - len(row)))] for row in cells]
    return [*before, ["table", columns, head, body]]


def _strays(node: _Node) -> list[Value]:
    """What is written in a table, but in no cell of it."""
    found: list[Value] = []
    for child in node.children:
        if isinstance(child, str):
            found += [child.strip()] if child.strip() else []
        elif child.tag == "table":
            found += _inlines(child.children)
        elif child.tag not in CLOSED:
            found += _strays(child)
    return found


def _within(node: _Node, tags: frozenset[str]) -> list[_Node]:
    """The nearest of these below the node: a table within a cell belongs to the cell."""
    found = []
    for child in node.children:
        if isinstance(child, _Node):
            found += [child] if child.tag in tags else _within(child, tags) if child.tag not in CLOSED else []
    return found


def _joined(row: list[list[Value]]) -> list[Value]:
    joined: list[Value] = []
    for cell in row:
        joined += [*cell, "; "] if cell else []
    return joined[:-1]


def _text(node: _Node) -> str:
    return "".join(one if isinstance(one, str) else "\n" if one.tag == "br" else _text(one) for one in node.children)
