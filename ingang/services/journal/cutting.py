"""Takes out of a resource what stands under the headings that its care giver does not show. Pure.

The hidden terms of the common rules are headings of the care givers' note templates, such as early hypotheses and third
person. What stands under one is gone with it, wherever the heading is: a section, a bold line, or the start of a line
in plain text. Where its end can not be seen, more is taken away rather than less.
"""

import base64
import binascii
import json
from collections.abc import Callable
from typing import Any

from lxml import etree, html

from ingang.foundation.records.index import concept_text
from ingang.services.journal.disclosure import folded

BLOCKS = frozenset({"p", "li", "dd", "dt", "td", "th", "caption", "pre", "blockquote", "div", "section", "article"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt")
BOLD = frozenset({"strong", "b"})
BOLD_LINE, BOLD_BEGINNING, NO_HEADING = 7, 8, 9
HTML_KINDS = frozenset({"text/html", "application/xhtml+xml"})

Terms = frozenset[str]


def without(*, text: str, terms: Terms) -> str:
    """The resource without what stands under the terms; as it is written where there is nothing of the kind."""
    if not terms:
        return text
    resource = json.loads(text)
    cut = _cut(resource, terms)
    return text if cut == resource else json.dumps(cut, ensure_ascii=False, separators=(",", ":"))


def _cut(value: Any, terms: Terms) -> Any:
    if isinstance(value, dict):
        return {name: _member(name, inner, value, terms) for name, inner in value.items()}
    if isinstance(value, list):
        return [_cut(one, terms) for one in value if not _is_hidden_section(one, terms)]
    return _plain(value, terms) if isinstance(value, str) else value


def _member(name: str, inner: Any, holder: dict[str, Any], terms: Terms) -> Any:
    if name == "div" and isinstance(inner, str):
        return _markup(inner, terms)
    if name == "data" and isinstance(inner, str):
        return _attached(inner, str(holder.get("contentType", "")), terms)
    return _cut(inner, terms)


def _is_hidden_section(one: object, terms: Terms) -> bool:
    return isinstance(one, dict) and any(folded(concept_text(one.get(name))) in terms for name in ("title", "code"))


def _attached(data: str, kind: str, terms: Terms) -> str:
    """The text of an attachment cut; a file of another kind is left, for it has no headings that can be seen."""
    kind = kind.partition(";")[0].strip().lower()
    cut: Callable[[str, Terms], str] | None = _markup if kind in HTML_KINDS else None
    cut = _plain if kind == "text/plain" else cut
    if cut is None:
        return data
    try:
        written = base64.b64decode(data, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    left = cut(written, terms)
    return data if left == written else base64.b64encode(left.encode()).decode()


def _plain(written: str, terms: Terms) -> str:
    """Without the paragraphs that begin with a term, to the next empty line."""
    if not any(_begins(line, terms) for line in written.splitlines()):
        return written
    kept, is_hidden = [], False
    for line in written.splitlines():
        is_hidden = (is_hidden and bool(line.strip())) or _begins(line, terms)
        if not is_hidden:
            kept.append(line)
    return "\n".join(kept)


def _begins(line: str, terms: Terms) -> bool:
    return folded(line) in terms or (":" in line and folded(line.partition(":")[0]) in terms)


def _markup(written: str, terms: Terms) -> str:
    try:
        root = html.fragment_fromstring(written, create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    hidden = [one for one in root.iter() if one is not root and _is_hidden_heading(one, terms)]
    for one in hidden:
        _take_out(_block(one, root), root, terms)
    return "".join(etree.tostring(one, encoding="unicode") for one in root) if hidden else written


def _is_hidden_heading(element: Any, terms: Terms) -> bool:
    if not isinstance(element.tag, str):
        return False
    if element.tag in BOLD | {*HEADINGS} and _begins(element.text_content(), terms):
        return True
    return element.tag in BLOCKS and any(_begins(line, terms) for line in _lines(element))


def _lines(block: Any) -> list[str]:
    """The words of the block itself, a line for each break; those of blocks within it are theirs."""
    lines = [block.text or ""]
    for one in block:
        if one.tag == "br":
            lines.append("")
        elif one.tag not in BLOCKS | {*HEADINGS} and isinstance(one.tag, str):
            lines[-1] += one.text_content()
        lines[-1] += one.tail or ""
    return lines


def _block(element: Any, root: Any) -> Any:
    """What is taken out: the whole paragraph, or the whole row of a table."""
    while element.tag not in BLOCKS | {*HEADINGS} and element.getparent() is not root:
        element = element.getparent()
    if element.tag in {"td", "th"}:
        return element.getparent()
    return element


def _take_out(block: Any, root: Any, terms: Terms) -> None:
    """The block and what follows it to the next heading of its rank beside it; then what is left empty by that."""
    holder = block.getparent()
    if holder is None:
        return
    is_alone = folded(block.text_content()) in terms
    rank, following = min(_rank(block), BOLD_BEGINNING if is_alone else NO_HEADING), block.getnext()
    _remove(block)
    while following is not None and block.tag != "tr" and _rank(following) > rank:
        gone, following = following, following.getnext()
        _remove(gone)
    while holder not in {None, root} and not holder.text_content().strip():
        holder, empty = holder.getparent(), holder
        _remove(empty)


def _remove(element: Any) -> None:
    """With the words after it, which stand under the same heading."""
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)


def _rank(element: Any) -> int:
    """How high a heading it is: marked as one, a bold line, a paragraph that begins in bold; the rest is no heading."""
    if element.tag in HEADINGS:
        return HEADINGS.index(element.tag)
    if element.tag not in BLOCKS | BOLD:
        return NO_HEADING
    words = element.text_content().strip()
    bold = next((one.text_content().strip() for one in element.iter() if one.tag in BOLD), "")
    if not bold or not words.startswith(bold):
        return NO_HEADING
    return BOLD_LINE if words == bold else BOLD_BEGINNING
