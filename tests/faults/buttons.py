"""Walks the pages of one log-in as a browser without scripts would, and presses every button that they show."""

import re
from collections import deque
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve
from lxml.html import FormElement, HtmlElement, fromstring

from tests.faults.failing import thrown_away

NAMES_OF_THINGS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|SE\d{10}-\w+")
LINKED = "//a[@href and not(@download) and not(@data-quick-exit) and not(@hreflang)]"
BUTTONS = ".//button[not(@type='button')] | .//input[@type='submit']"
# Each language and theme is the same pages; whoever logs out or leaves for elsewhere has none.
LEFT_ALONE = ("/ui/", "/static/", "/logga-in/lamna/")
# A form that lacks something, or something that has happened meanwhile: the page says so.
REFUSALS = {400, 409, 410, 422}

# No e-ID answers here, and the page says so; a script asks for the rest of the time, and gets no page.
ANSWERS = {"log_in:begin": {503}, "log_in:extend": {200, 204}}


@dataclass(frozen=True)
class Press:
    """A button of a form on a page: where it leads, how, and what is sent along."""

    page: str
    words: str
    method: str
    path: str
    data: tuple[tuple[str, str], ...]

    @property
    def address(self) -> str:
        """The full name of the address that answers."""
        return name_of_address(self.path)

    @property
    def kind(self) -> tuple[str, ...]:
        """Buttons of one kind differ in their things alone."""
        names = ",".join(sorted({name for name, _ in self.data}))
        return name_of(self.page), self.words, self.method, name_of(self.path), names

    def __str__(self) -> str:
        return f"{self.words!r} on {self.page} to {self.path}"

    def __call__(self, client: Client) -> Any:
        """Press it; gives the page that it ends at."""
        values: dict[str, list[str]] = {}
        for name, value in self.data:
            values.setdefault(name, []).append(value)
        return getattr(client, self.method)(self.path, values, follow=True)


@dataclass
class Walk:
    """What one log-in is shown: its pages, their buttons, and how those links and buttons answered that do not work."""

    client: Client
    pages: set[str] = field(default_factory=set)
    presses: dict[tuple[str, ...], Press] = field(default_factory=dict)
    broken: dict[str, int] = field(default_factory=dict)

    def walk(self, *starts: str) -> "Walk":
        """Open the starting points and all that links lead to, one page of each kind, and gather the buttons."""
        todo = deque(starts)
        while todo:
            path = todo.popleft()
            if name_of(path) not in self.pages:
                self.pages.add(name_of(path))
                todo.extend(self._open(path))
        return self

    def press_all(self) -> None:
        """Press every button once, each in a world that is thrown away."""
        for press in self.presses.values():
            self._try(press)

    def _open(self, path: str) -> list[str]:
        answer: Any = self.client.get(path, follow=True)
        if answer.status_code != 200:
            self.broken[path] = answer.status_code
            return []
        return list(self._see(answer, path)) if "html" in answer["Content-Type"] else []

    def _see(self, answer: Any, path: str) -> Iterator[str]:
        here = answer.redirect_chain[-1][0] if answer.redirect_chain else path
        document = fromstring(answer.content.decode())
        for press in presses(document, here):
            self.presses.setdefault(press.kind, press)
        for link in document.xpath(LINKED):
            there = urljoin(here, link.get("href")).split("#")[0]
            if there.startswith("/") and not there.startswith(LEFT_ALONE):
                yield there

    def _try(self, press: Press) -> None:
        cookies = deepcopy(self.client.cookies)
        with thrown_away():
            answer = press(self.client)
            if answer.status_code not in ANSWERS.get(press.address, {200, *REFUSALS}):
                self.broken[str(press)] = answer.status_code
        self.client.cookies = cookies


def presses(document: HtmlElement, page: str) -> Iterator[Press]:
    """Every button of a page, with what its form holds; what must be filled in is."""
    for form in document.forms:
        path = urljoin(page, form.action or page)
        if path.startswith("/") and not path.startswith(LEFT_ALONE):
            for button in form.xpath(BUTTONS):
                sent = [
                    *_filled(form),
                    *([(button.get("name"), button.get("value", ""))] if button.get("name") else []),
                ]
                yield Press(page, _words(button), form.method.lower(), path, tuple(sent))


def _filled(form: FormElement) -> Iterator[tuple[str, str]]:
    """What a browser would send: what stands there, and something where nothing does."""
    chosen = {one.name for one in form.inputs if one.get("checked") is not None}
    for one in form.inputs:
        kind = one.get("type", one.tag)
        if not one.name or kind in {"submit", "button", "file"}:
            continue
        if kind in {"radio", "checkbox"}:
            if one.get("checked") is not None or (kind == "radio" and one.name not in chosen):
                chosen.add(one.name)
                yield one.name, one.get("value", "on")
        elif kind == "select":
            yield one.name, one.value or next(iter(filter(None, one.value_options)), "")
        else:
            yield one.name, one.value or FILL.get(kind, "Ett ord")


FILL = {"hidden": "", "number": "1", "tel": "0701740605", "email": "a@b.example", "date": "2026-12-03", "time": "09:00"}


def _words(button: HtmlElement) -> str:
    return " ".join((button.text_content() or button.get("value") or "").split())


def name_of(address: str) -> str:
    """The address without what is different for each thing: two days of the calendar are one page."""
    there = urlsplit(address)
    return NAMES_OF_THINGS.sub("…", there.path) + "?" + "&".join(sorted(parse_qs(there.query)))


def name_of_address(path: str) -> str:
    """The full name of the address behind a path; empty when there is none."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""
