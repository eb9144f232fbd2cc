"""The news as an Atom feed (RFC 4287), and the map of the site for search engines."""

from collections.abc import Iterable
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from ingang.services.content.models import Article
from ingang.services.content.queries import everything_by_key

NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


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


def site_map(*, base: str) -> str:
    """Every published text, each with its translations."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<urlset {NAMESPACES}>"]
    for languages in everything_by_key().values():
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(urljoin(base, url))}/>'
            for code, (url, _) in languages.items()
        )
        for url, changed in languages.values():
            when = f"<lastmod>{changed:%Y-%m-%d}</lastmod>" if changed else ""
            lines.append(f"<url><loc>{escape(urljoin(base, url))}</loc>{when}{others}</url>")
    return "\n".join([*lines, "</urlset>"])
