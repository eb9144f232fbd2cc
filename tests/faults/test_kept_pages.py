"""What somebody who has not logged in comes to from the start page lies on disk, for when the database is away."""

import re
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import resolve
from django.utils import translation

from ingang.foundation.published.publishing import public_addresses
from tests.faults.pages import Page, is_public

LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
MADE_WHEN_ASKED = {
    "log_in:start": "nobody logs in without the database",
    "log_in:staff": "nobody logs in without the database",
    "care_finder:compare": "nothing is there before units are chosen",
    "care_finder:report": "a form",
    "content:opinion": "a form",
    "content:region_opinion": "a form",
    "content:care": "leads on to finding care",
    "content:by_key": "leads on to the text",
    "content:feed": "for programs",
    "status:feed": "for programs",
    "roadmap:changes": "for programs",
    "roadmap:calendar": "for programs",
    "roadmap:data": "for programs",
    "roadmap:compare": "what two versions say otherwise, made of both when it is asked for",
}
"""Public addresses of pages that lie nowhere, and why."""


def links_of(path: str) -> set[str]:
    """The addresses to which the page leads, without what is asked of them."""
    answer = Client().get(path, follow=True)
    if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
        return set()
    found = {urljoin(path, urldefrag(one)[0]) for one in LINK.findall(answer.content.decode())}
    return {urlsplit(one).path for one in found if one.startswith("/")}


def leads_to(path: str) -> str:
    """Where the address leads on to; empty where it is a page."""
    return str(Client().get(path).headers.get("Location", ""))


def name_of(path: str) -> str:
    with translation.override("en" if path.startswith("/en/") else "sv"):
        return resolve(path).view_name


def test_what_two_links_lead_to_from_the_start_page_lies_on_disk(things: list[Page]) -> None:
    kept = set(public_addresses())
    first = {path for path in links_of("/") if is_public(path)}
    second = {further for path in first for further in links_of(path) if is_public(further)}

    loose = {path: name_of(path) for path in first | second if path not in kept}
    unkept = {path: name for path, name in loose.items() if name not in MADE_WHEN_ASKED}

    assert len(second) > 50
    assert {path: name for path, name in unkept.items() if leads_to(path) not in kept} == {}
