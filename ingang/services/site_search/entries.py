"""What search finds of the e-services: each page of the residents' menu, by what it is called and what it is for."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from ingang.foundation.regions.links import address
from ingang.foundation.search.entries import Entry, Shown
from ingang.foundation.search.queries import Hit
from ingang.foundation.search.ranking import Passage
from ingang.kernel.registry import current
from ingang.kernel.service import Audience, MenuEntry

PAGE = "site_search.service"
LANGUAGES = ("sv", "en")


def names() -> list[str]:
    """The addresses of the residents' menu, by name."""
    return list(_pages())


def entries(*, names: Collection[str]) -> list[Entry]:
    """Each in both languages, for many type one and read the other."""
    return [_entry(name, page) for name, page in _pages().items() if name in names]


def shown(*, hits: Sequence[Hit], language: str, now: datetime) -> dict[str, Shown]:
    """Each page by name, with what it is for; the log-in comes by itself."""
    pages = _pages()
    found = {hit.name: pages[hit.name] for hit in hits if hit.name in pages}
    return {
        name: Shown(title=gettext(page.title), address=reverse(name), about=gettext(page.about) if page.about else "")
        for name, page in found.items()
    }


def page_titles() -> list[str]:
    """What the pages are called, in the reader's language."""
    return [gettext(page.title) for page in _pages().values()]


def _entry(name: str, page: MenuEntry) -> Entry:
    passages = [Passage(label="name", text=text) for text in _in_each_language(page.title)]
    passages += [Passage(label="about", text=text, weight=-1) for text in _in_each_language(page.about)]
    called = [each.strip() for text in _in_each_language(page.also_called) for each in text.split(",")]
    passages += [Passage(label="words", text=text) for text in called]
    return Entry(name=name, title=page.title, passages=tuple(passages))


def _in_each_language(words: str) -> list[str]:
    said = []
    for language in LANGUAGES if words else ():
        with translation.override(language):
            said.append(gettext(words))
    return said


def _pages() -> Mapping[str, MenuEntry]:
    """The pages that exist in this installation, each once: the one that says most of itself."""
    found: dict[str, MenuEntry] = {}
    for service in current().services:
        for page in service.menu:
            if page.audience is Audience.RESIDENT and address(page.address):
                found[page.address] = max((page, found.get(page.address, page)), key=lambda one: bool(one.about))
    return found
