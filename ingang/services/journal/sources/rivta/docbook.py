"""The text of a note, plain or DocBook 5, as XHTML with nothing in it but an allow-list of tags without attributes.

Source: contract description of GetCareDocumentation, which demands article, info, title, section, para and
bibliography; lists, emphasis and tables are met besides.
"""

from html import escape, unescape
from typing import Any

from lxml import etree

DOCBOOK = "http://docbook.org/ns/docbook"
XHTML = "http://www.w3.org/1999/xhtml"
# What each element becomes; one that is not named leaves its words.
BECOMES = {
    "para": "p", "simpara": "p", "formalpara": "div", "section": "div", "bibliography": "div", "bibliomixed": "p",
    "biblioentry": "p", "itemizedlist": "ul", "orderedlist": "ol", "listitem": "li", "emphasis": "em",
    "literallayout": "pre", "blockquote": "blockquote", "subscript": "sub", "superscript": "sup",
    "table": "table", "informaltable": "table", "thead": "thead", "tbody": "tbody", "row": "tr", "entry": "td",
    "variablelist": "dl", "term": "dt", "abstract": "div",
}  # fmt: skip
TITLE = "strong"
SILENT = frozenset({"mediaobject", "inlinemediaobject", "imageobject", "videoobject", "remark", "indexterm"})
DEEPEST = 40


def xhtml(*, written: str) -> str:
    """The text as a div. What is not DocBook is plain text: its lines are kept, and every sign stands as written."""
    root = _parsed(written)
    inner = _plain(written) if root is None else _element(root, 0)
    return f'<div xmlns="{XHTML}">{inner}</div>'


def _parsed(written: str) -> etree._Element | None:
    """DocBook, which some sources encode twice; None for anything else, also for what declares a document type."""
    text = written.strip()
    if text.startswith("&lt;"):
        text = unescape(text)
    if not text.startswith("<"):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    is_docbook = root.tag in {f"{{{DOCBOOK}}}article", "article"}
    document: Any = root.getroottree()
    return root if is_docbook and not document.docinfo.doctype else None


def _element(element: etree._Element, depth: int) -> str:
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    if not name or name in SILENT:
        return ""
    if depth > DEEPEST:
        return escape("".join(map(str, element.itertext())))
    inner = escape(element.text or "")
    for one in element:
        inner += _element(one, depth + 1) + escape(one.tail or "")
    if name == "title":
        return f"<p><{TITLE}>{inner.strip()}</{TITLE}></p>" if inner.strip() else ""
    tag = BECOMES.get(name, "")
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def _plain(written: str) -> str:
    lines = [escape(line) for line in written.strip().splitlines()]
    return f"<p>{'<br/>'.join(lines)}</p>" if lines else ""
