"""What the public start page says of how the portal works."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from ingang.foundation.systems.announcing import announced_now, heading_words, words_of
from ingang.ui.values import Front, FrontLink

LAST = 900


def front(*, region: str, language: str, now: datetime) -> Front:
    """What goes on or is to come for the portal and its parts, and the way to the page of the operating status."""
    rows = [row for row in announced_now(now=now) if not row.system]
    told = tuple(f"{heading_words(row=row, now=now)}. {words_of(row)}" for row in rows)
    about = "" if told else gettext("See whether everything works, and what is planned.")
    link = FrontLink(title=gettext("How the portal works right now"), address=reverse("status:start"), about=about)
    return Front(title=gettext("Operating status"), sentences=told, links=(link,), order=LAST)


def public_pages() -> list[str]:
    """The page in each language."""
    addresses = []
    for language in ("sv", "en"):
        with translation.override(language):
            addresses.append(reverse("status:start"))
    return addresses
