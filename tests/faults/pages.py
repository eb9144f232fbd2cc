"""The addresses of the house as places to attack, and what every answer has in common."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import Resolver404, ResolverMatch, reverse
from django.urls import resolve as resolve_path
from django.utils import translation

from ingang.foundation.access.doors import AccessRule
from ingang.kernel.registry import current, resolve
from tests.house.addresses import Address, addresses

FOR_PROGRAMS = {AccessRule.SECRET, AccessRule.SYSTEM}
INTERFACES = ("fhir_server:", "content_api:", "care_finder:fhir_")
CHANGING = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@dataclass(frozen=True)
class Page:
    """One place: its address, and the key of the one who may open it."""

    address: Address
    path: str

    @property
    def owner(self) -> str:
        return self.address.owner

    def __str__(self) -> str:
        return self.address.name


def pages_of(*, owner: UUID, now: datetime) -> list[Page]:
    """Every address; arguments are filled with the samples that the manifests give for the owner."""
    samples: dict[str, dict[str, Any]] = {}
    for service in current().services:
        if service.samples:
            samples |= resolve(service.samples)(owner=owner, now=now)
    return [Page(one, reverse(one.name, kwargs=samples.get(one.name, {}))) for one in page_addresses()]


def page_addresses() -> list[Address]:
    """Every address for people; those for programs have tests of their own, beside what they show."""
    return [one for one in addresses() if one.rule not in FOR_PROGRAMS and not one.name.startswith(INTERFACES)]


def kind_of(path: str) -> str:
    """The path; of public things, as texts are, the name of their page: one of each section is like the others."""
    found = _found(path)
    if found is None or not found.kwargs or not is_public(path):
        return path
    return f"{found.view_name} {found.kwargs.get('section', '')}"


def is_public(path: str) -> bool:
    """Whether anybody may come there, with or without a log-in."""
    return getattr(getattr(_found(path), "func", None), "access_rule", "") == AccessRule.PUBLIC


def _found(path: str) -> ResolverMatch | None:
    with translation.override("en" if path.startswith("/en/") else "sv"):
        try:
            return resolve_path(path)
        except Resolver404:
            return None


def takes_forms(page: Page) -> bool:
    """Whether the view behind the address answers POST: its decorator says which methods it takes."""
    return "POST" in methods_of(page.path)


def methods_of(path: str) -> frozenset[str]:
    """The methods that the view's decorator lets through, found in its closures."""
    found: set[str] = set()
    seen, waiting = set(), [resolve_path(path).func]
    while waiting:
        function = waiting.pop()
        if id(function) in seen:
            continue
        seen.add(id(function))
        for cell in getattr(function, "__closure__", None) or ():
            content = cell.cell_contents
            if isinstance(content, list | tuple) and content and set(content) <= METHODS:
                found |= set(content)
            elif callable(content):
                waiting.append(content)
    return frozenset(found)


METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}


def same(answer: HttpResponse) -> tuple[int, str]:
    """What the reader gets, without what is new in every answer."""
    return answer.status_code, CHANGING.sub("", answer.content.decode())


def content_of(answer: Any) -> bytes:
    """The whole answer, also of a page that grows. A stream of events is read by tests of its own."""
    if not answer.streaming:
        return bytes(answer.content)
    return b"" if answer.is_async else b"".join(answer.streaming_content)


def is_page(answer: HttpResponse) -> bool:
    """Whether the answer says something to a reader, and nothing of the machine behind it."""
    text = answer.content.decode()
    return "<h1" in text and "Traceback" not in text and "Exception" not in text
