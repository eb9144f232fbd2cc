"""What the public start page says of the portal itself, and which of its pages are kept finished."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from ingang.foundation.regions.rules import regions
from ingang.services.roadmap import queries
from ingang.services.roadmap.words import LANGUAGES
from ingang.ui.values import Front, FrontLink

ORDER = 800
PLAIN = ("start", "matrix", "meetings", "news", "about")


def front(*, region: str, language: str, now: datetime) -> Front:
    """What is on its way, why something is missing in the reader's region, and what the portal is."""
    mine = reverse("roadmap:region", kwargs={"code": region}) if region else reverse("roadmap:matrix")
    links = (
        FrontLink(title=gettext("What is on its way"), address=reverse("roadmap:start")),
        FrontLink(title=gettext("Why something is not in your region yet"), address=mine),
        FrontLink(title=gettext("What this portal is"), address=reverse("roadmap:about")),
    )
    return Front(title=gettext("About the portal"), links=links, order=ORDER)


def public_pages() -> list[str]:
    """Every page that has an address of its own, in each language, and the documents' files."""
    found: list[str] = []
    for language in LANGUAGES:
        with translation.override(language):
            found += [reverse(f"roadmap:{name}", kwargs=place) for name, place in _places(language)]
    return found


def _places(language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages by name, each with what its address tells."""
    yield from ((name, {}) for name in PLAIN)
    for one in regions():
        yield from ((name, {"code": one.code}) for name in ("region", "municipalities"))
    yield from (("initiative", {"slug": one}) for one in queries.titles())
    yield from (("meeting", {"id": one.id}) for one in queries.meetings())
    yield from (("news_item", {"slug": one.slug}) for one in queries.news())
    yield from (("document", {"slug": one}) for one in queries.readable_documents())
    yield from (
        ("file", {"slug": slug, "number": number}) for slug, number, there in queries.files_there() if there == language
    )
