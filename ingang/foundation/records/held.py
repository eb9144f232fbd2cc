"""Resources that stand together in a file: each under its own source's address, with references that lead somewhere."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ingang.foundation.records.json_text import Edit, Node, dumped, edited, values, walk
from ingang.foundation.records.search_index import local_reference

_REFERENCE = re.compile(r'"reference"\s*:\s*("(?:[^"\\]|\\.)*")')
_TYPE = re.compile(r"([A-Z][A-Za-z]+)/[A-Za-z0-9\-.]{1,64}")
URIS = "urn:ietf:rfc:3986"


@dataclass(frozen=True, kw_only=True)
class Held:
    """A resource that a source holds. `base` is the source's address, at which relative references begin.

    `title` is what the source's own list calls it; with it a medicine has its name also where that lies elsewhere.
    """

    base: str
    type: str
    logical_id: str
    text: str
    title: str = ""

    @property
    def url(self) -> str:
        """Its address, by which the file refers to it."""
        return f"{self.base}/{self.type}/{self.logical_id}"


def referred(*, text: str) -> frozenset[str]:
    """What a resource refers to: `Type/id` within its own source, anything else as it is written."""
    written = (json.loads(one) for one in _REFERENCE.findall(text))
    return frozenset(local_reference(one) for one in written if not one.startswith("#"))


def resolving(*, one: Held, inside: Collection[str], patient: Held | None = None) -> str:
    """The resource with references that lead to addresses inside the file, or are logical ones; else to the letter.

    Where there is a `patient`, references to any Patient lead to that one.
    """
    if all(f"{one.base}/{name}" in inside for name in referred(text=one.text)):
        return one.text
    (node,) = values(text=one.text)
    medicine = node.member("medicationReference")
    edits = []
    for owner, literal in _references(node):
        reference = literal.string or ""
        target = local_reference(reference)
        if reference.startswith("#") or f"{one.base}/{target}" in inside:
            continue
        if patient and target.startswith("Patient/"):
            edits.append(Edit(literal.start, literal.end, dumped(patient.url)))
        else:
            title = one.title if owner is medicine else ""
            edits.append(Edit(owner.start, owner.end, _logical(one, owner, reference, title)))
    return edited(text=one.text, edits=edits)


def _references(node: Node) -> Iterator[tuple[Node, Node]]:
    """Every Reference with a literal reference, and that reference."""
    objects = [node, *(inner for _, inner in walk(node))]
    objects += [one for inner in objects if isinstance(inner.value, list) for one in inner.value]
    for one in objects:
        member = one.member("reference")
        if member is not None and member.string:
            yield one, member


def _logical(one: Held, owner: Node, reference: str, title: str) -> str:
    """The Reference by what the source calls its target (FHIR R4, references, logical references)."""
    members = owner.value if isinstance(owner.value, dict) else {}
    kept = [
        f"{dumped(name)}:{one.text[each.start : each.end]}" for name, each in members.items() if name != "reference"
    ]
    kind = _TYPE.fullmatch(local_reference(reference))
    if kind and "type" not in members:
        kept.append(f'"type":{dumped(kind[1])}')
    if "identifier" not in members:
        system = one.base if kind else URIS
        kept.append(f'"identifier":{dumped({"system": system, "value": reference})}')
    if title and "display" not in members:
        kept.append(f'"display":{dumped(title)}')
    return "{" + ",".join(kept) + "}"
