"""What the references of a resource lead to: others of the same request, the records, or somewhere outside.

A reference within the records must lead to what is there, in the same person's records or on the care giver's shelf:
no resource may point into another person's.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from ingang.foundation.records import searching as records
from ingang.foundation.records.index import Plain
from ingang.foundation.records.json_text import Edit, Node
from ingang.foundation.records.parameters import PARAMETERS
from ingang.foundation.records.references import references
from ingang.foundation.records.search_index import local_reference
from ingang.services.fhir_server.asking import Desk
from ingang.services.fhir_server.errors import NotValid
from ingang.services.fhir_server.searching import found_by_condition

Name = tuple[str, str]
# What the small index of a record may follow: to the unit that wrote it, and to the medicine it is about.
FOLLOWED = frozenset({"Organization", "PractitionerRole", "Encounter", "Medication"})
MOST_STEPS = 3


class Links:
    """Where the names that a request gives its resources lead."""

    def __init__(self, *, desk: Desk, names: Mapping[str, Name]) -> None:
        self._desk = desk
        self._names: dict[str, Name] = dict(names)

    def add(self, names: Mapping[str, Name]) -> None:
        """Names of what is there already."""
        self._names |= names

    def target(self, reference: str) -> str | None:
        """The reference as it is to be kept; None where it stays as it is written."""
        if reference in self._names:
            return "/".join(self._names[reference])
        if reference.startswith(f"{self._desk.base}/"):
            return self._desk.relative(reference)
        kind, mark, condition = reference.partition("?")
        if mark and kind in PARAMETERS:
            return f"{kind}/{self._by_condition(kind, condition)}"
        return None

    def plain(self, text: str) -> Mapping[str, Any]:
        """The text as plain values, its decimals as written."""
        found: Mapping[str, Any] = json.loads(text, parse_float=str)
        return found

    def _by_condition(self, kind: str, condition: str) -> str:
        found = found_by_condition(self._desk, kind, tuple(parse_qsl(condition)))
        if len(found) != 1:
            raise NotValid(f"A conditional reference to {kind} must meet exactly one; it meets {len(found)}.")
        return found[0]


def linked(node: Node, links: Links) -> Iterator[Edit]:
    """The edits that rewrite the references which lead to what the request itself names."""
    for place in references(node):
        target = links.target(place.string or "")
        if target is not None:
            yield Edit(place.start, place.end, json.dumps(target))


def check_references(desk: Desk, person: UUID, plain: Plain, own: Mapping[str, Plain]) -> None:
    """Refuse a reference within the records to what is not there, or is in another person's (both look the same)."""
    wanted = {one: place for one, place in _local(plain) if "/".join(one) not in own}
    found = records.owners(care_giver=desk.care_giver, names=wanted.keys())
    reached = desk.grant(person).persons
    for name, place in wanted.items():
        if found.get(name) not in reached:
            raise NotValid(f"{'/'.join(name)} is not in this patient's records.", path=place)


def around(desk: Desk, person: UUID, plain: Plain, own: Mapping[str, Plain]) -> dict[str, Plain]:
    """The resources in the records that the small index of this one may follow, as `Type/id`."""
    check_references(desk, person, plain, own)
    found: dict[str, Plain] = {}
    fresh: list[Plain] = [plain]
    for _ in range(MOST_STEPS):
        names = {
            name
            for one in fresh
            for name, _ in _local(one)
            if name[0] in FOLLOWED and "/".join(name) not in found.keys() | own.keys()
        }
        if not names:
            break
        kept = records.kept_all(grant=desk.grant(person), care_giver=desk.care_giver, names=names)
        fresh = [json.loads(one.text, parse_float=str) for one in kept.values()]
        found |= {"/".join(name): one for name, one in zip(kept, fresh, strict=True)}
    return found


def local_names(text: str) -> set[Name]:
    """What a resource refers to within the records."""
    return {name for name, _ in _local(json.loads(text, parse_float=str))}


def _local(plain: Plain) -> Iterator[tuple[Name, str]]:
    """Every reference within the records to a type that is served, with its place."""
    for reference, place in _references(plain, str(plain.get("resourceType"))):
        kind, _, logical_id = local_reference(reference).partition("/")
        if kind in PARAMETERS and logical_id and "/" not in logical_id:
            yield (kind, logical_id), place


def _references(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name == "reference" and isinstance(inner, str):
                yield inner, f"{place}.{name}"
            elif name != "contained":
                yield from _references(inner, f"{place}.{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _references(inner, f"{place}[{number}]")
