"""Walks the pages of one log-in as a browser without scripts would, and presses every button that they show."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import Resolver404, resolve
from lxml.html import FormElement, HtmlElement, fromstring

from ingang.foundation.documents.tests.made import picture
from tests.faults.failing import thrown_away
from tests.faults.pages import is_public, kind_of
from tests.house.exceptions import NOBODYS_THINGS

NAMES_OF_THINGS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|SE\d{10}-\w+")
LINKED = "//a[@href and not(@download) and not(@data-quick-exit) and not(@hreflang)]"
BUTTONS = ".//button[not(@type='button')] | .//input[@type='submit']"
COMPLAINTS = "//*[@data-error-summary]//li"
# Each language and theme is the same pages, and whoever leaves has none. No e-ID answers here: tests/live goes there.
# The editors' rooms are Wagtail's, and have tests of their own.
LEFT_ALONE = (
    "/redaktor/",
    "/ui/",
    "/static/",
    "/logga-in/lamna/",
    "/logga-in/bankid/",
    "/logga-in/freja/",
    "/logga-in/siths/",
)
# What a page carries for itself: against foreign forms, and about whom it was.
OF_THE_PAGE = {"csrfmiddlewaretoken", "made_for"}

# What a willing person writes where she must write something: by the field's name, or by how it is written.
WRITTEN = {
    "begins_at": "2026-12-01T10:00",
    "ends_at": "2026-12-01T12:00",
    "begins": "19:00",
    "ends": "20:00",
    "day": "3",
    "month": "12",
    "year": "2026",
    "numeric": "1",
    "tel": "0701740605",
    "email": "alva@ingang.example",
}
PARTS_OF_A_DATE = {"_0": "day", "_1": "month", "_2": "year"}
A_WORD = "Ett ord"
# One of two languages must be written, so neither alone says that it must.
ONE_OF_TWO = {"text_sv"}
A_FILE = ("bild.png", picture())
# The code that came to her phone: the page may say that it is wrong.
ONLY_SHE_KNOWS = "code"


@dataclass(frozen=True)
class Press:
    """A button of a form on a page: where it leads, how, and what is sent along."""

    page: str
    words: str
    method: str
    path: str
    button: str
    data: tuple[tuple[str, Any], ...]

    @property
    def kind(self) -> tuple[str, ...]:
        """Buttons of one kind differ in their things alone."""
        names = ",".join(sorted({name for name, _ in self.data}))
        return self.method, name_of_address(self.path), self.button, names

    @property
    def place(self) -> tuple[str, str]:
        """The address that answers, and what the button says to it."""
        return name_of_address(self.path), self.button

    @property
    def is_for_everybody(self) -> bool:
        """Whether it is public, or about nobody's thing: everybody reaches it, also where no link has led to it."""
        return is_public(urlsplit(self.path).path) or name_of_address(self.path) in NOBODYS_THINGS

    @property
    def asks_what_only_she_knows(self) -> bool:
        """Whether something must be filled in that nobody who walks here can know."""
        return ONLY_SHE_KNOWS in dict(self.data)

    def __str__(self) -> str:
        return f"{self.words!r} on {self.page} to {self.path}"

    def __call__(self, client: Client) -> Any:
        """Press it; gives the page that it ends at."""
        return getattr(client, self.method)(self.path, _sent(self.data), follow=True)

    def copied_by(self, client: Client) -> Any:
        """Sent by somebody else, who makes it look as if it came from a page of her own."""
        return client.post(self.path, _sent(pair for pair in self.data if pair[0] not in OF_THE_PAGE))


@dataclass
class Walk:
    """What one log-in is shown: its pages, their buttons, and what links and buttons answered that do not work.

    `number` is the identity number that she writes where she must name somebody.
    """

    client: Client
    number: str
    pages: set[str] = field(default_factory=set)
    presses: dict[tuple[str, ...], Press] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)

    def walk(self, *starts: str) -> "Walk":
        """Open the starting points and all that links lead to, one page of each kind, and press what they show."""
        self._go_on(deque(starts), [])
        return self

    def _go_on(self, todo: deque[str], found: list[Press]) -> None:
        while todo:
            path = todo.popleft()
            if name_of(path) not in self.pages:
                self.pages.add(name_of(path))
                self._see(self.client.get(path, follow=True), path, path, todo, found)
        for press in found:
            self._try(press)

    def _try(self, press: Press) -> None:
        """Press it in a world that is thrown away, and walk on from there. What is counted by the hour is forgotten."""
        cache.clear()
        cookies = deepcopy(self.client.cookies)
        with thrown_away():
            todo, found = deque[str](), list[Press]()
            answer = press(self.client)
            if not (press.asks_what_only_she_knows and answer.status_code == 400 and _complaints(answer)):
                self._see(answer, str(press), press.path, todo, found)
            self._go_on(todo, found)
        self.client.cookies = cookies

    def _see(self, answer: Any, what: str, path: str, todo: deque[str], found: list[Press]) -> None:
        """Add the page's links to what is to do, and its buttons that are new to those found."""
        here = answer.redirect_chain[-1][0] if answer.redirect_chain else path
        self.pages.add(name_of(here))
        if answer.status_code not in {200, 204}:
            self.broken[what] = f"{answer.status_code} {_complaints(answer)}"
        elif _is_page(answer):
            document = fromstring(answer.content.decode())
            found.extend(self._new(presses(document, here, self.number)))
            todo.extend(links(document, here))

    def _new(self, shown: Iterable[Press]) -> Iterator[Press]:
        for press in shown:
            if press.kind not in self.presses:
                self.presses[press.kind] = press
                yield press


def links(document: HtmlElement, page: str) -> Iterator[str]:
    """Every link of a page to another page of the house."""
    for link in document.xpath(LINKED):
        there = urljoin(page, link.get("href")).split("#")[0]
        if there.startswith("/") and not there.startswith(LEFT_ALONE):
            yield there


def presses(document: HtmlElement, page: str, number: str) -> Iterator[Press]:
    """Every button of a page, with what its form holds; what must be filled in is."""
    for form in document.forms:
        path = urljoin(page, form.action or page)
        if path.startswith("/") and not path.startswith(LEFT_ALONE):
            filled = tuple(_filled(form, number))
            for button in form.xpath(BUTTONS):
                own = ((button.get("name"), button.get("value", "")),) if button.get("name") else ()
                kind = NAMES_OF_THINGS.sub("…", str(own))
                yield Press(page, _words(button), form.method.lower(), path, kind, (*filled, *own))


def _filled(form: FormElement, number: str) -> Iterator[tuple[str, Any]]:
    """What stands there, and something where nothing does but must: of choices the last, and no two the same."""
    chosen = {one.name for one in form.inputs if one.get("checked") is not None}
    picked: set[str] = set()
    for one in form.inputs:
        kind, must = one.get("type", one.tag), one.get("required") is not None
        if not one.name or kind in {"submit", "button"}:
            continue
        if kind in {"radio", "checkbox"}:
            if one.get("checked") is not None or (one.name not in chosen and _is_asked(form, one)):
                chosen.add(one.name)
                yield one.name, one.get("value", "on")
        elif kind == "file":
            yield one.name, A_FILE
        elif kind == "select":
            value = one.value or (_last(one, picked) if must else "")
            picked.add(value)
            yield one.name, value
        else:
            yield (
                one.name,
                (one.value or "").strip() or (_written(one, number) if must or one.name in ONE_OF_TWO else ""),
            )


def _is_asked(form: FormElement, box: HtmlElement) -> bool:
    """Whether a box is one of several to choose from, or must be ticked."""
    return box.get("required") is not None or len(form.xpath(f".//input[@name='{box.name}']")) > 1


def _last(choice: HtmlElement, picked: set[str]) -> str:
    return next((value for value in reversed(choice.value_options) if value and value not in picked), "")


def _written(box: HtmlElement, number: str) -> str:
    if box.name == "number":
        return number
    for key in (box.name, PARTS_OF_A_DATE.get(box.name[-2:], ""), box.get("inputmode", "")):
        if key in WRITTEN:
            return WRITTEN[key]
    return A_WORD


def _sent(data: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
    """As the client takes it; a file is made anew each time, for it is read to its end."""
    values: dict[str, list[Any]] = {}
    for name, value in data:
        values.setdefault(name, []).append(SimpleUploadedFile(*value) if value is A_FILE else value)
    return values


def _is_page(answer: Any) -> bool:
    return bool(answer.content) and "html" in answer.get("Content-Type", "")


def _complaints(answer: Any) -> str:
    """What the page says must be put right; empty where it says nothing."""
    said = fromstring(answer.content.decode()).xpath(COMPLAINTS) if _is_page(answer) else []
    return "; ".join(" ".join(one.text_content().split()) for one in said)


def _words(button: HtmlElement) -> str:
    return " ".join((button.text_content() or button.get("value") or "").split())


def name_of(address: str) -> str:
    """The address without what is different for each thing: two days of the calendar are one page."""
    there = urlsplit(address)
    return NAMES_OF_THINGS.sub("…", kind_of(there.path)) + "?" + "&".join(sorted(parse_qs(there.query)))


def name_of_address(path: str) -> str:
    """The full name of the address behind a path; empty when there is none."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""
