"""Batches and transactions: a bundle of interactions, each on its own or all together."""

from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from ingang.foundation.records.json_text import Node, values
from ingang.kernel.errors import IngangError
from ingang.services.fhir_server.asking import Answer, Asked, Desk
from ingang.services.fhir_server.bundles import bundle, response_entry
from ingang.services.fhir_server.errors import NotUnderstood
from ingang.services.fhir_server.outcomes import refusal, told_at
from ingang.services.fhir_server.writing import write_all

MOST_ENTRIES = 2_000
METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})

Deal = Callable[[Desk, Asked], Answer]
Writes = Callable[[Asked], bool]
T = TypeVar("T")


def perform(desk: Desk, asked: Asked, deal: Deal, writes: Writes) -> Answer:
    """Perform the bundle; `deal` answers one interaction. In a transaction what writes comes first, and all of it.

    `writes` tells whether an interaction does, and refuses what is not offered.
    """
    node = _parsed(asked.body)
    kind = _word(node, "type")
    entries = [_entry(desk, asked.body, one, number) for number, one in enumerate(_entries(node))]
    if kind == "batch":
        answers = [_alone(desk, one, deal) for one in entries]
    elif kind == "transaction":
        placed = [replace(one, place=f"Bundle.entry[{number}]") for number, one in enumerate(entries)]
        answers = _together(desk, placed, deal, writes)
    else:
        raise NotUnderstood("Only bundles of the type batch or transaction can be performed.")
    told = [response_entry(one) for one in answers]
    return Answer(text=bundle(kind=f"{kind}-response", entries=told))


def _together(desk: Desk, entries: list[Asked], deal: Deal, writes: Writes) -> list[Answer]:
    order = {"DELETE": 0, "POST": 1, "PUT": 2, "PATCH": 2}
    writing = [one for one in entries if _at_its_place(one, writes)]
    writing.sort(key=lambda one: order[one.method])
    written: Mapping[int, Answer] = dict(zip(map(id, writing), write_all(desk, writing), strict=True))
    return [written.get(id(one)) or _at_its_place(one, partial(deal, desk)) for one in entries]


def _at_its_place(asked: Asked, ask: Callable[[Asked], T]) -> T:
    with told_at(asked.place):
        return ask(asked)


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
