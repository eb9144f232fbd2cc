"""From what is stored to what is shown: only what an editor can write comes through, and links lead where they should.

A link to another text is stored by its key, `/text/<key>/`, or as Wagtail's chooser stores it, by the page's number.
Both are shown as the text's own address in the reader's language; a text that is not published is no link.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString

from ingang.services.content.models import Article
from ingang.services.content.models.articles import address_of
from ingang.services.content.rules import SWEDISH

KEPT = frozenset({"p", "ul", "ol", "li", "b", "strong", "br"})
EMPTY = frozenset({"br"})
DROPPED_WHOLE = frozenset({"script", "style", "template", "iframe", "object", "svg", "math", "noscript"})
SCHEMES = frozenset({"https", "http", "tel", "mailto"})
NUMBER = re.compile(r"[0-9]{1,9}\Z")
TO_CARE = re.compile(r"/sok-vard/([a-z0-9-]{1,40})/\Z")
BY_KEY = re.compile(r"/text/([a-z0-9-]{1,80})/\Z")

Links = Mapping[str, str]
"""The address of each text that is linked to, by its key or by the number of one of its pages."""


def by_key(key: str, /) -> str:
    """How a link to a text is stored."""
    return f"/text/{key}/"


def where_care_is(code: str, /) -> str:
    """How a link to a kind of care is stored: an address of our own that leads on to the search for care."""
    return f"/sok-vard/{code}/"


def care_address(code: str, /) -> str:
    """The same address for a reader of the page's language."""
    return reverse("content:care", kwargs={"kind": code})


def html(source: str, *, links: Links) -> SafeString:
    """The stored text as it is shown. Everything that no editor could have written is left out."""
    shower = _Shower(links)
    shower.feed(source)
    shower.close()
    return SafeString("".join(shower.done()))


def links_of(sources: Iterable[str], *, language: str) -> Links:
    """Where the links of the texts lead for a reader of the language: one question for all of them."""
    keys, numbers = set[str](), set[int]()
    for source in sources:
        for attributes in _links_in(source):
            if by_its_key := BY_KEY.match(attributes.get("href") or ""):
                keys.add(by_its_key[1])
            number = attributes.get("id") or ""
            numbers |= (
                {int(number)}
                if attributes.get("linktype") == "page" and number.isascii() and number.isdecimal()
                else set()
            )
    if not keys and not numbers:
        return {}
    pages = dict(Article.objects.filter(pk__in=numbers).values_list("pk", "key"))
    found = addresses(keys=keys | set(pages.values()), language=language)
    return found | {str(number): found[key] for number, key in pages.items() if key in found}


def addresses(*, keys: Iterable[str], language: str) -> dict[str, str]:
    """The addresses of the published texts, in the language where there is one, else in Swedish."""
    rows = Article.objects.live().filter(Q(language=language) | Q(language=SWEDISH), key__in=set(keys))
    found: dict[str, str] = {}
    for row in rows.order_by("key").values("key", "language", "section", "slug", "site"):
        key = row.pop("key")
        if row["language"] == language or key not in found:
            found[key] = address_of(**row)
    return found


def _links_in(source: str) -> Iterator[dict[str, str | None]]:
    finder = _Finder()
    finder.feed(source)
    finder.close()
    return iter(finder.found)


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(dict(attrs))


class _Shower(HTMLParser):
    """Writes what is allowed, closes what stays open, and drops the rest."""

    def __init__(self, links: Links) -> None:
        super().__init__(convert_charrefs=True)
        self._links, self._written, self._open, self._dropping = links, list[str](), list[str](), 0

    def done(self) -> list[str]:
        while self._open:
            self._written.append(f"</{self._open.pop()}>")
        return self._written

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DROPPED_WHOLE:
            self._dropping += 1
        if self._dropping:
            return
        if tag in EMPTY:
            self._written.append(f"<{tag}>")
        elif tag in KEPT:
            self._begin(tag, "")
        elif tag == "a" and (address := self._address(dict(attrs))):
            self._begin("a", f' href="{escape(address)}"')

    def handle_endtag(self, tag: str) -> None:
        if tag in DROPPED_WHOLE:
            self._dropping = max(0, self._dropping - 1)
        elif not self._dropping and tag in self._open:
            while self._open:
                last = self._open.pop()
                self._written.append(f"</{last}>")
                if last == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            self._written.append(escape(data, quote=False))

    def _begin(self, tag: str, attributes: str) -> None:
        self._open.append(tag)
        self._written.append(f"<{tag}{attributes}>")

    def _address(self, attributes: dict[str, str | None]) -> str:
        if attributes.get("linktype") == "page":
            return self._links.get(attributes.get("id") or "", "")
        address = (attributes.get("href") or "").strip()
        if found := BY_KEY.match(address):
            return self._links.get(found[1], "")
        if found := TO_CARE.match(address):
            return care_address(found[1])
        try:
            parts = urlsplit(address)
        except ValueError:
            return ""
        if parts.scheme:
            return address if parts.scheme.lower() in SCHEMES else ""
        # An address of our own: not one that begins with two slashes, which is another host's.
        return address if address.startswith("/") and not address.startswith(("//", "/\\")) else ""
