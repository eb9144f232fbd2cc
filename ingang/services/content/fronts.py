"""What the texts show on the public start page, and which of their pages are kept finished."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from ingang.foundation.regions.rules import region as region_named
from ingang.services.content.models import Article
from ingang.services.content.models.articles import address_of
from ingang.services.content.queries import ADDRESS, live_languages, region_pages, region_start
from ingang.services.content.rules import BY_ADDRESS, SECTIONS, YOUTH
from ingang.services.content.showing import section_address
from ingang.services.content.youth import public_youth_addresses
from ingang.ui.values import Front, FrontLink

ORDER = 20


def front(*, region: str, language: str, now: datetime) -> Front:
    """The sections with what each is about, every text from A to Z, and what the reader's region has written."""
    links = [
        FrontLink(title=gettext(one.title), address=section_address(one), about=gettext(one.about)) for one in SECTIONS
    ]
    links.append(FrontLink(title=gettext("All texts from A to Z"), address=reverse("content:index")))
    here = region_named(region) if region else None
    if here is not None and (region_start(region=region, language=language) or region_pages(region=region)):
        links.append(FrontLink(title=here.name, address=reverse("content:region", kwargs={"region": here.slug})))
    return Front(title=gettext("Facts and advice"), links=tuple(links), order=ORDER)


def public_pages() -> list[str]:
    """The sections, the list from A to Z and every text; those for the young also on the host of their own."""
    live = live_languages()
    rows = Article.objects.live().filter(language__in=live).order_by("key", "language").values(*ADDRESS)
    found: list[str] = []
    young: list[str] = []
    for row in rows.iterator():
        (young if row["site"] == YOUTH else found).append(address_of(**row))
    found += [*young, *public_youth_addresses(addresses=young)]
    for language in BY_ADDRESS:
        with translation.override(language):
            found += [reverse("content:youth"), reverse("content:index"), *(section_address(one) for one in SECTIONS)]
    return found
