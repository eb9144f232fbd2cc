"""Bundles that are answered: the resources' texts are put in as they are kept."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ingang.foundation.records.json_text import dumped
from ingang.foundation.records.searching import Kept
from ingang.foundation.records.stamp import told_moment
from ingang.services.fhir_server.asking import Answer, Desk


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry: its address, a resource's text, and what search, request or response say of it."""

    full_url: str = ""
    text: str = ""
    rest: Mapping[str, object] = field(default_factory=dict)


def bundle(
    *, kind: str, entries: Iterable[Entry], total: int | None = None, links: Mapping[str, str] | None = None
) -> str:
    """A bundle of this kind as text."""
    head: dict[str, object] = {"resourceType": "Bundle", "type": kind}
    if total is not None:
        head["total"] = total
    if links:
        head["link"] = [{"relation": relation, "url": url} for relation, url in links.items()]
    inside = ",".join(map(_entry, entries))
    # FHIR allows no empty array.
    return dumped(head)[:-1] + (f',"entry":[{inside}]' if inside else "") + "}"


def found_entry(desk: Desk, one: Kept, *, mode: str) -> Entry:
    """An entry of a search's answer."""
    return Entry(full_url=address(desk, one.type, one.logical_id), text=one.text, rest={"search": {"mode": mode}})


def history_entry(desk: Desk, one: Kept) -> Entry:
    """An entry of a history: what was asked at the time, and what came of it."""
    method = "DELETE" if one.is_deleted else "POST" if one.version == 1 else "PUT"
    name = one.type if method == "POST" else f"{one.type}/{one.logical_id}"
    response = {
        "status": {"DELETE": "204", "POST": "201", "PUT": "200"}[method],
        "etag": f'W/"{one.version}"',
        "lastModified": told_moment(one.updated_at),
    }
    rest = {"request": {"method": method, "url": name}, "response": response}
    return Entry(full_url=address(desk, one.type, one.logical_id), text=one.text, rest=rest)


def response_entry(answer: Answer) -> Entry:
    """An entry of a batch's or a transaction's answer."""
    response: dict[str, object] = {"status": str(answer.status)}
    if answer.location:
        response["location"] = answer.location
    if answer.etag:
        response["etag"] = answer.etag
    if answer.updated_at:
        response["lastModified"] = told_moment(answer.updated_at)
    if answer.status >= 400:
        response["outcome"] = json.loads(answer.text)
        return Entry(rest={"response": response})
    return Entry(rest={"response": response}, text=answer.text)


def address(desk: Desk, type: str, logical_id: str) -> str:
    """The resource's address."""
    return f"{desk.base}/{type}/{logical_id}"


def _entry(entry: Entry) -> str:
    parts = [f'"fullUrl":{dumped(entry.full_url)}'] if entry.full_url else []
    if entry.text:
        parts.append(f'"resource":{entry.text}')
    parts += [f"{dumped(name)}:{dumped(value)}" for name, value in entry.rest.items()]
    return "{" + ",".join(parts) + "}"
