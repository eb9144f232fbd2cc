"""From a file that others made to its resources: a bundle, one resource, or ndjson with one resource a line."""

from dataclasses import dataclass

from ingang.foundation.records import fhir_types
from ingang.foundation.records.errors import (
    EntryEmpty,
    FileTooLarge,
    NotAnAddition,
    NotFhir,
    NothingToStore,
    NotUtf8,
    UnknownType,
    WrongBundle,
)
from ingang.foundation.records.json_text import Node, values

MOST_MEGABYTES = 50
BUNDLES = ("transaction", "batch", "collection", "document", "searchset")
ADDING = frozenset({"POST", "PUT"})


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A resource of the file. `where` names it for the reader; `full_url` is the bundle's name for it, or empty."""

    where: str
    full_url: str
    type: str
    id: str
    node: Node


@dataclass(frozen=True, kw_only=True)
class File:
    """What a file holds. `is_partial`: the bundle says itself that more pages follow."""

    text: str
    entries: tuple[Entry, ...]
    is_partial: bool


def decoded(*, content: bytes) -> str:
    """The text of the file. Refuses more than 50 MB, and anything but UTF-8; a byte order mark is left out."""
    if len(content) > MOST_MEGABYTES * 1_000_000:
        raise FileTooLarge(size=round(len(content) / 1_000_000), limit=MOST_MEGABYTES)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUtf8(place=error.start) from error


def read(*, text: str) -> File:
    """The resources of the file, in its order. Refuses what is not FHIR R4 with the ImportRefused that tells why."""
    nodes = values(text=text)
    if not nodes:
        raise NothingToStore()
    if len(nodes) == 1 and _type(nodes[0], "The file") == "Bundle":
        return _bundle(text, nodes[0])
    entries = tuple(_entry(node, f"Resource {number}", "") for number, node in enumerate(nodes, 1))
    return File(text=text, entries=entries, is_partial=False)


def _bundle(text: str, node: Node) -> File:
    kind = _string(node, "type", "The file") or "-"
    if kind not in BUNDLES:
        raise WrongBundle(type=kind, allowed=", ".join(BUNDLES))
    listed = _array(node, "entry", "The file")
    entries = tuple(_bundle_entry(one, f"Entry {number}") for number, one in enumerate(listed, 1))
    links = {_string(link, "relation", "The file") for link in _array(node, "link", "The file")}
    return File(text=text, entries=entries, is_partial="next" in links)


def _bundle_entry(node: Node, where: str) -> Entry:
    request = node.member("request")
    method = request and _string(request, "method", where)
    if method and method not in ADDING:
        raise NotAnAddition(where=where, method=method)
    resource = node.member("resource")
    if resource is None:
        raise EntryEmpty(where=where)
    return _entry(resource, where, _string(node, "fullUrl", where))


def _entry(node: Node, where: str, full_url: str) -> Entry:
    kind = _type(node, where)
    named = f"{where} ({kind})"
    if kind not in fhir_types.ALL:
        raise UnknownType(where=where, type=kind)
    meta = node.member("meta")
    if meta is not None and not isinstance(meta.value, dict):
        raise NotFhir(where=named, member="meta")
    return Entry(where=named, full_url=full_url, type=kind, id=_string(node, "id", named), node=node)


def _type(node: Node, where: str) -> str:
    kind = _string(node, "resourceType", where)
    if not kind:
        raise NotFhir(where=where, member="resourceType")
    return kind


def _string(node: Node, name: str, where: str) -> str:
    member = node.member(name)
    if member is None:
        return ""
    if member.string is None:
        raise NotFhir(where=where, member=name)
    return member.string


def _array(node: Node, name: str, where: str) -> list[Node]:
    member = node.member(name)
    if member is None:
        return []
    if not isinstance(member.value, list):
        raise NotFhir(where=where, member=name)
    return member.value
