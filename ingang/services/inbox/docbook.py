"""The few words of DocBook that senders use, read into the blocks that messages are shown with (e-services 2.3).

Everything else is dropped. Nothing of the XML reaches a page: only texts, which the templates escape, and addresses
that `rules.linked` would allow too. Malformed XML gives None, and the message is delivered as plain text.
"""

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree

from ingang.services.inbox.rules import Block, Fact, Piece, tidied

LONGEST, DEEPEST = 200_000, 12
BOXES = frozenset({"information", "observe", "frame", "collapsible"})
MARKS = {"bold": "bold", "italics": "italics", "underline": "underline"}
_OWN = re.compile(r"/min/[a-z0-9/-]*")
_PHONE = re.compile(r"tel:\+?[0-9 -]{3,20}")


def blocks_of_docbook(text: str, /) -> tuple[Block, ...] | None:
    """How the text is shown, or None where it is no DocBook: malformed, with a document type, too long or too deep."""
    root = _root(text)
    return None if root is None else tuple(_blocks(root, level=1))


def plain_text(text: str, /) -> str:
    """What is left of a text without anything that looks like a tag."""
    return tidied(unescape(re.sub(r"<[^<>]*>?", " ", text)))


def _root(text: str) -> "etree._Element | None":
    if len(text) > LONGEST or "<!DOCTYPE" in text:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.strip().encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if _depth(root) <= DEEPEST and _name(root) in {"article", "section"} else None


def _depth(root: "etree._Element") -> int:
    return max(sum(1 for _ in one.iterancestors()) for one in root.iter())


def _blocks(parent: "etree._Element", *, level: int) -> Iterator[Block]:
    for child in parent:
        match _name(child):
            case "section":
                yield from _section(child, level=level + 1)
            case "para":
                yield Block(lines=(_pieces(child),))
            case "itemizedlist" | "orderedlist" as kind:
                yield Block(items=_items(child), is_ordered=kind == "orderedlist")
            case "variablelist":
                yield Block(facts=_facts(child))
            case "title" if level == 1:
                yield Block(heading=_text(child), level=2)


def _section(section: "etree._Element", *, level: int) -> Iterator[Block]:
    """A section with its heading; or a box, when an emphasis inside the title names one."""
    title = next((one for one in section if _name(one) == "title"), None)
    roles = [one.get("role", "") for one in title.iter() if _name(one) == "emphasis"] if title is not None else []
    inside = tuple(_blocks(section, level=level))
    heading = Block(heading=_text(title), level=min(level, 3)) if title is not None and _text(title) else None
    if box := next((role for role in roles if role in BOXES), ""):
        yield Block(box=box, heading=heading.heading if heading else "", inside=inside)
        return
    if heading:
        yield heading
    yield from inside


def _items(parent: "etree._Element") -> tuple[tuple[Piece, ...], ...]:
    return tuple(_inside(item) for item in parent if _name(item) == "listitem")


def _facts(parent: "etree._Element") -> tuple[Fact, ...]:
    facts = []
    for entry in (one for one in parent if _name(one) == "varlistentry"):
        parts = {_name(one): one for one in entry}
        if "term" in parts and "listitem" in parts:
            facts.append(Fact(term=_text(parts["term"]), pieces=_inside(parts["listitem"])))
    return tuple(facts)


def _inside(item: "etree._Element") -> tuple[Piece, ...]:
    """The paragraphs of an item after each other."""
    paragraphs = [_pieces(one) for one in item if _name(one) == "para"]
    return tuple(piece for pieces in paragraphs for piece in (*pieces, Piece(text=" "))) or _pieces(item)


def _pieces(parent: "etree._Element", mark: str = "") -> tuple[Piece, ...]:
    pieces = [Piece(text=parent.text or "", mark=mark)]
    for child in parent:
        match _name(child):
            case "emphasis":
                pieces += _pieces(child, MARKS.get(child.get("role", ""), mark))
            case "ulink" | "link":
                pieces.append(_link(child, mark))
        pieces.append(Piece(text=child.tail or "", mark=mark))
    return tuple(piece for piece in pieces if piece.text)


def _link(link: "etree._Element", mark: str) -> Piece:
    """A phone number or an address of ours as a link; any other address as text, so that nobody is led away by it."""
    url, text = (link.get("url") or "").strip(), _text(link)
    if _OWN.fullmatch(url) or _PHONE.fullmatch(url):
        return Piece(text=text or url, url=re.sub(r"[ -]", "", url) if url.startswith("tel:") else url, mark=mark)
    return Piece(text=f"{text} ({tidied(url)})" if url and url != text else text, mark=mark)


def _text(element: "etree._Element") -> str:
    return " ".join("".join(str(one) for one in element.itertext()).split())


def _name(element: "etree._Element") -> str:
    """The name without its name space; empty for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
