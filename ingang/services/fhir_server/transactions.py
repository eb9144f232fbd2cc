"""Batches and transactions: a bundle of interactions, each on its own or all together."""

from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from ingang.foundation.records.json_text import Node, values
from ingang.kernel.errors import IngangError
from ingang.services.fhir_server.asking import Answer, Asked, Desk
from ingang.services.fhir_server.bundles import bundle, response_entry
from ingang.services.fhir_server.errors import NotUnderstood
from ingang.services.fhir_server.outcomes import refusal
from ingang.services.fhir_server.writing import write_all

MOST_ENTRIES = 2_000
METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})

Deal = Callable[[Desk, Asked], Answer]


def perform(desk: Desk, asked: Asked, deal: Deal) -> Answer:
    """Perform the bundle; `deal` answers one interaction. In a transaction what writes comes first, and all of it."""
    node = _parsed(asked.body)
    kind = _word(node, "type")
    entries = [_entry(desk, asked.body, one, number) for number, one in enumerate(_entries(node))]
    if kind == "batch":
        answers = [_alone(desk, one, deal) for one in entries]
    elif kind == "transaction":
        answers = _together(desk, entries, deal)
    else:
        raise NotUnderstood("Only bundles of the type batch or transaction can be performed.")
    told = [response_entry(one) for one in answers]
    return Answer(text=bundle(kind=f"{kind}-response", entries=told))


def _together(desk: Desk, entries: list[Asked], deal: Deal) -> list[Answer]:
    order = {"DELETE": 0, "POST": 1, "PUT": 2, "PATCH": 2}
    writing = [one for one in entries if _writes(one)]
    writing.sort(key=lambda one: order[one.method])
    written: Mapping[int, Answer] = dict(zip(map(id, writing), write_all(desk, writing), strict=True))
    return [written[id(one)] if _writes(one) else deal(desk, one) for one in entries]


def _writes(asked: Asked) -> bool:
    return asked.method in WRITING and "_search" not in asked.parts


def _alone(desk: Desk, asked: Asked, deal: Deal) -> Answer:
    try:
        return deal(desk, asked)
    except IngangError as error:
        return refusal(error)


def _parsed(body: str) -> Node:
    nodes = values(text=body)
    if len(nodes) != 1 or _word(nodes[0], "resourceType") != "Bundle":
        raise NotUnderstood("To the base address a Bundle is sent.")
    return nodes[0]


def _entries(node: Node) -> list[Node]:
    member = node.member("entry")
    entries = member.value if member is not None else []
    if not isinstance(entries, list) or len(entries) > MOST_ENTRIES:
        raise NotUnderstood(f"Bundle.entry is an array of at most {MOST_ENTRIES}.")
    return entries


def _entry(desk: Desk, text: str, node: Node, number: int) -> Asked:
    request, resource = node.member("request"), node.member("resource")
    method, url = (_word(request, name) if request else "" for name in ("method", "url"))
    if method not in METHODS or not url:
        raise NotUnderstood(f"Bundle.entry[{number}].request needs a method and a url.")
    path, _, query = desk.relative(url).strip("/").partition("?")
    words: dict[str, Any] = {
        ours: _word(request, theirs) if request else ""
        for ours, theirs in (
            ("if_match", "ifMatch"),
            ("if_none_match", "ifNoneMatch"),
            ("if_none_exist", "ifNoneExist"),
        )
    }
    return Asked(
        method=method,
        parts=tuple(path.split("/")),
        query=tuple(parse_qsl(query, keep_blank_values=True)),
        body=_patch_of(text, resource, method) if resource else "",
        full_url=_word(node, "fullUrl"),
        **words,
    )


def _patch_of(text: str, resource: Node, method: str) -> str:
    """The resource's text; of a patch, which comes as a Binary, the patch inside it."""
    if method != "PATCH" or _word(resource, "resourceType") != "Binary":
        return text[resource.start : resource.end]
    try:
        return b64decode(_word(resource, "data"), validate=True).decode()
    except ValueError as error:
        raise NotUnderstood("A patch in a bundle is a Binary with the JSON Patch as its data.") from error


def _word(node: Node, name: str) -> str:
    member = node.member(name)
    return (member.string or "") if member is not None else ""
