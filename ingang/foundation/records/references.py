"""New ids for the resources of a file, and the references between them rewritten to match.

A reference that finds its target in the file becomes `Type/new-id`. One that does not is kept as it stands.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from uuid import UUID, uuid5

from ingang.foundation.records.errors import RepeatedResource
from ingang.foundation.records.json_text import Node, walk
from ingang.foundation.records.reading import Entry

RECORDS = UUID("0d5f3a9e-4c4b-5c1e-9d37-2f6a1b7c8e10")
_LOCAL = re.compile(r"(?:^|/)([A-Za-z]+)/([A-Za-z0-9\-.]{1,64})(?:/_history/[A-Za-z0-9\-.]{1,64})?$")


def new_id(*, entry: Entry, text: str, care_giver: str, person: UUID) -> str:
    """The resource's id in the care giver's records: the same each time the same file is read.

    It follows from the name that the file gives the resource; where it gives none, from the content.
    """
    if not entry.full_url.startswith("urn:uuid:"):
        content = text[entry.node.start : entry.node.end]
        name = entry.full_url or entry.id or sha256(content.encode()).hexdigest()
    else:
        name = entry.id or entry.full_url.removeprefix("urn:uuid:")
    return str(uuid5(RECORDS, f"{care_giver} {person} {entry.type} {name}"))


class Targets:
    """Where the names in a file lead. Refuses a file in which one name is given to two resources."""

    def __init__(self, named: Iterable[tuple[Entry, str]]) -> None:
        self._by_url: dict[str, str] = {}
        self._by_local: dict[str, set[str]] = {}
        self._taken: set[str] = set()
        for entry, id_ in named:
            self._add(entry, f"{entry.type}/{id_}")

    def found(self, *, reference: str, source: Entry) -> str | None:
        """The new reference, or None when the file does not hold the target, or holds two that it could be."""
        if reference.startswith("#"):
            return None
        name, mark, fragment = reference.partition("#")
        target = self._by_url.get(name) or self._versionless(name, source)
        return target and target + mark + fragment

    def _versionless(self, name: str, source: Entry) -> str | None:
        match = _LOCAL.search(name)
        if match is None:
            return None
        local = f"{match[1]}/{match[2]}"
        base = name[: match.start(1)] or _base(source)
        candidates = self._by_local.get(local, set())
        if base:
            return self._by_url.get(base + local) or (None if "://" in name else _only(candidates))
        return _only(candidates)

    def _add(self, entry: Entry, target: str) -> None:
        if target in self._taken or entry.full_url in self._by_url:
            raise RepeatedResource(name=entry.full_url or f"{entry.type}/{entry.id}")
        self._taken.add(target)
        if entry.full_url:
            self._by_url[entry.full_url] = target
        if entry.id:
            self._by_local.setdefault(f"{entry.type}/{entry.id}", set()).add(target)


def references(node: Node) -> Iterator[Node]:
    """Every literal reference in a resource: the string members named `reference`, at any depth."""
    return (member for name, member in walk(node) if name == "reference" and member.string)


def _base(entry: Entry) -> str:
    """The address that the source's relative references are read against (FHIR R4, Bundle, resolving references)."""
    ending = f"{entry.type}/{entry.id}"
    return entry.full_url.removesuffix(ending) if entry.full_url.endswith(ending) else ""


def _only(candidates: set[str]) -> str | None:
    return next(iter(candidates)) if len(candidates) == 1 else None
