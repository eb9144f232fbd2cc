"""What the texts show on the public start page, and which of their pages are kept finished."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from ingang.foundation.regions.rules import region as region_named
from ingang.foundation.regions.rules import regions
from ingang.services.content.models import Article, RegionHome, RegionPage
from ingang.services.content.models.articles import address_of
from ingang.services.content.queries import ADDRESS, live_languages, region_pages, region_start
from ingang.services.content.rules import BY_ADDRESS, SECTIONS, SWEDISH, YOUTH
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
    """The lists, what the regions write, and every text; those for the young also on the host of their own."""
    live = live_languages()
    rows = Article.objects.live().filter(language__in=live).order_by("key", "language").values(*ADDRESS)
    found: list[str] = []
    young: list[str] = []
    for row in rows.iterator():
        (young if row["site"] == YOUTH else found).append(address_of(**row))
    found += [*young, *public_youth_addresses(addresses=young)]
    others = sorted(live.difference(BY_ADDRESS))
    with translation.override(SWEDISH):
        plain = [reverse("content:in_language", kwargs={"language": one}) for one in others]
    for language in BY_ADDRESS:
        with translation.override(language):
            found += [reverse(f"content:{name}") for name in ("youth", "index", "news")]
            found += [section_address(one) for one in SECTIONS]
            found += _of_regions()
    return [*plain, *found]


def _of_regions() -> Iterator[str]:
    """The start page of each region that has one or has written anything, and what it has written."""
    slugs = {one.code: one.slug for one in regions()}
    written = list(RegionPage.objects.live().order_by("pk").values_list("region", "slug", "kind"))
    homes = RegionHome.objects.live().values_list("region", flat=True)
    for code in sorted({*homes, *(code for code, _, _ in written)}):
        yield reverse("content:region", kwargs={"region": slugs[code]})
    for code, slug, kind in written:
        if kind != "start_page":
            yield reverse("content:region_page", kwargs={"region": slugs[code], "slug": slug})
