"""What the public start page says of the portal itself, and which of its pages are kept finished."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from ingang.services.roadmap import queries
from ingang.ui.values import Front, FrontLink

ORDER = 800
LANGUAGES = ("sv", "en")
PLAIN = ("roadmap:start", "roadmap:matrix", "roadmap:meetings", "roadmap:news", "roadmap:about")


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
    """The plain pages and every initiative, in each language."""
    found: list[str] = []
    for language in LANGUAGES:
        with translation.override(language):
            found += [reverse(name) for name in PLAIN]
            found += [reverse("roadmap:initiative", kwargs={"slug": one.slug}) for one in queries.initiatives()]
    return found
