"""A file of the directory, as XML or as CSV: to lines of attributes, each with its values.

XML: an element with one child for each unit, and in each an element for each value of an attribute. CSV: the
attributes as headings; several values of one attribute are parted by |. Both in UTF-8.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ingang.kernel.words import marked

LARGEST_FILE = 200_000_000
MOST_LINES = 200_000
BETWEEN = "|"

Attributes = dict[str, list[str]]


class NotReadable(Exception):
    """The file as a whole can not be read; `reason` tells why, as a message id."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Line:
    """A unit of the file: where it stands, and what it says.

    `is_untold`: the directory named it, and then told nothing of it.
    """

    number: int
    attributes: Attributes
    is_untold: bool = False

    def one(self, name: str) -> str:
        """The attribute's first value, empty where it has none."""
        values = self.attributes.get(name, [])
        return values[0] if values else ""

    def all(self, name: str) -> list[str]:
        """Every value of the attribute."""
        return self.attributes.get(name, [])


def read_lines(content: bytes, /) -> list[Line]:
    """The units of a file. Refuses what is neither form, is too large, or has no unit at all, with NotReadable."""
    if len(content) > LARGEST_FILE:
        raise NotReadable(marked("The file is larger than any right one."))
    lines = list(_xml(content) if content.lstrip()[:1] == b"<" else _csv(content))
    if not lines:
        raise NotReadable(marked("The file holds no unit."))
    return lines


def _xml(content: bytes) -> Iterator[Line]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NotReadable(marked("The file is no well-formed XML.")) from error
    for number, unit in enumerate(root.iterchildren(tag=etree.Element), start=1):
        _check_count(number)
        found: Attributes = {}
        for one in unit.iterchildren(tag=etree.Element):
            text = (one.text or "").strip()
            if text:
                found.setdefault(etree.QName(one).localname, []).append(text)
        yield Line(number=number, attributes=found)


def _csv(content: bytes) -> Iterator[Line]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotReadable(marked("The file is not in UTF-8.")) from error
    heading = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if heading.count(";") > heading.count(",") else ",")
    try:
        if "hsaIdentity" not in (reader.fieldnames or ()):
            raise NotReadable(marked("The file has no column hsaIdentity."))
        for number, row in enumerate(reader, start=1):
            _check_count(number)
            yield Line(number=number, attributes=_values(row))
    except csv.Error as error:
        raise NotReadable(marked("The file is no right CSV.")) from error


def _values(row: dict[str, str]) -> Attributes:
    """Cells beyond the headings, and headings without a cell, say nothing."""
    cells = {name: text for name, text in row.items() if name and isinstance(text, str)}
    parted = {name: [one.strip() for one in text.split(BETWEEN)] for name, text in cells.items()}
    return {name: [one for one in values if one] for name, values in parted.items()}


def _check_count(number: int) -> None:
    if number > MOST_LINES:
        raise NotReadable(marked("The file holds more units than there are."))
