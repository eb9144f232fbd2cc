"""The news as an Atom feed (RFC 4287), and the map of the site for search engines."""

from collections.abc import Iterable, Sequence
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from ingang.services.content.models import Article
from ingang.services.content.queries import everything_by_key, map_keys

NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
A_PART = 2000
"""Texts in a part: with five languages each far below the 50,000 addresses that one may hold."""
PART = "del"


def news_feed(*, texts: Iterable[Article], base: str) -> str:
    """An entry for each, that keeps its id when it is changed."""
    feed = Atom1Feed(
        title=gettext("News"), link=base, description=gettext("News about health and care"), language=get_language()
    )
    for one in texts:
        feed.add_item(
            title=one.title,
            link=urljoin(base, str(one.url)),
            description=one.ingress,
            unique_id=f"urn:ingang:content:{one.key}:{one.language}",
            pubdate=one.first_published_at,
            updateddate=one.last_published_at,
        )
    return str(feed.writeString("utf-8"))


def site_map(*, base: str, sites: Iterable[str], part: int = 0) -> str:
    """Every published text of the sites, each with its translations, in parts where they are more than one may hold.

    Part 0 is all of them, or the list of the parts; empty where there is no such part.
    """
    keys = map_keys(sites=sites)
    parts = max(1, -(-len(keys) // A_PART))
    if part > (parts if parts > 1 else 0):
        return ""
    if parts > 1 and not part:
        return _parts(base=base, count=parts)
    first = A_PART * max(0, part - 1)
    some = keys[first : first + A_PART]
    return _texts(base=base, sites=sites, keys=some)


def _parts(*, base: str, count: int) -> str:
    lines = [HEAD, f"<sitemapindex {NAMESPACES}>"]
    address = urljoin(base, reverse("content:sitemap"))
    lines += [f"<sitemap><loc>{escape(address)}?{PART}={number}</loc></sitemap>" for number in range(1, count + 1)]
    return "\n".join([*lines, "</sitemapindex>"])


def _texts(*, base: str, sites: Iterable[str], keys: Sequence[str]) -> str:
    lines = [HEAD, f"<urlset {NAMESPACES}>"]
    texts = everything_by_key(sites=sites, first=keys[0], last=keys[-1]) if keys else {}
    for languages in texts.values():
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(urljoin(base, url))}/>'
            for code, (url, _) in languages.items()
        )
        for url, changed in languages.values():
            when = f"<lastmod>{changed:%Y-%m-%d}</lastmod>" if changed else ""
            lines.append(f"<url><loc>{escape(urljoin(base, url))}</loc>{when}{others}</url>")
    return "\n".join([*lines, "</urlset>"])
