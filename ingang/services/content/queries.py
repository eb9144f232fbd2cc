"""Reading what is published. Everything here is public: the same for everybody who reads in a language and a region."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from ingang.services.content.models import (
    Article,
    ContentLanguage,
    FormerAddress,
    RegionalAddition,
    RegionHome,
    RegionPage,
)
from ingang.services.content.models.articles import address_of
from ingang.services.content.rules import LANGUAGES, SWEDISH, YOUTH, ReviewState

IN_A_LIST = ("key", "language", "title", "ingress", "section", "site", "slug", "kind", "last_published_at")

ADDRESS = ("language", "section", "slug", "site")
"""What the address of a text is made of."""


def live_languages() -> frozenset[str]:
    """The languages whose texts readers see."""
    return frozenset(ContentLanguage.objects.filter(is_live=True).values_list("code", flat=True)) & LANGUAGES.keys()


def published(*, language: str) -> QuerySet[Article]:
    """The texts that readers see in the language; none while it is being prepared."""
    texts: QuerySet[Article] = Article.objects.live().filter(language=language)
    return texts if language in live_languages() else texts.none()


def text_at(*, language: str, section: str, slug: str) -> Article | None:
    """The published text at the address."""
    return published(language=language).filter(section=section, slug=slug, site="").first()


def youth_text_at(*, language: str, slug: str) -> Article | None:
    """The published text at the address on the site for the young."""
    return published(language=language).filter(slug=slug, site=YOUTH).first()


def text_of(*, key: str, language: str) -> Article | None:
    """The published text of this key in the language."""
    return published(language=language).filter(key=key).first()


def published_anywhere(**address: str) -> str:
    """The key of a published text that has this address in any language; empty where none has."""
    row = Article.objects.live().filter(**address).order_by("pk").values("key").first()
    return row["key"] if row else ""


def former_key(*, path: str) -> str:
    """The key of the text that stood at the path before; empty where none did."""
    row = FormerAddress.objects.filter(path=path).first()
    return row.key if row else ""


def texts_in(*, language: str, section: str = "", site: str = "") -> list[Article]:
    """The published texts of the site in the language, in the order of its alphabet; those of a section alone."""
    wanted = {"site": site} | ({"section": section} if section else {})
    return in_order(published(language=language).filter(**wanted).only("pk", "page_ptr", *IN_A_LIST))


def languages_of(*, key: str) -> dict[str, str]:
    """The addresses of the text in each live language in which it is published, by language."""
    rows = Article.objects.live().filter(key=key, language__in=live_languages())
    there = {row["language"]: address_of(**{name: row[name] for name in ADDRESS}) for row in rows.values(*ADDRESS)}
    return {code: there[code] for code in LANGUAGES if code in there}


def titles_of(*, keys: Iterable[str], language: str) -> dict[str, tuple[str, str]]:
    """Title and address of the published texts of these keys in the language, by key; in the order given."""
    wanted = list(keys)
    rows = published(language=language).filter(key__in=wanted).values("key", "title", *ADDRESS)
    found = {row["key"]: (row["title"], address_of(**{name: row[name] for name in ADDRESS})) for row in rows}
    return {key: found[key] for key in wanted if key in found}


def additions_to(*, key: str, region: str, language: str, on: date) -> dict[str, list[RegionalAddition]]:
    """What the region adds to the text, by chapter, in the language or else in Swedish.

    Not what should have been reviewed a year ago or more.
    """
    if not region:
        return {}
    rows = RegionalAddition.objects.live().filter(article_key=key, region=region).order_by("pk")
    shown = [row for row in rows if row.review(on=on) is not ReviewState.LONG_OVERDUE]
    found: dict[str, list[RegionalAddition]] = defaultdict(list)
    for chapter in {row.chapter_code for row in shown}:
        here = [row for row in shown if row.chapter_code == chapter]
        found[chapter] = [row for row in here if row.language == language] or [
            row for row in here if row.language == SWEDISH
        ]
    return found


def homeless(*, region: str) -> list[RegionalAddition]:
    """The region's published additions whose chapter is not in any published Swedish text any more."""
    rows = list(RegionalAddition.objects.live().filter(region=region).order_by("article_key", "pk").defer("text"))
    texts = published(language=SWEDISH).filter(key__in={row.article_key for row in rows})
    chapters = dict(texts.values_list("key", "chapter_digests"))
    return [row for row in rows if row.chapter_code not in chapters.get(row.article_key, {})]


def region_start(*, region: str, language: str) -> RegionHome | RegionPage | None:
    """The region's published start page, in the language or else in Swedish."""
    own = RegionPage.objects.live().filter(region=region, kind="start_page", language=language).first()
    return own or RegionHome.objects.live().filter(region=region).first()


def region_pages(*, region: str, kind: str = "") -> list[RegionPage]:
    """The region's own published pages but its start page, the latest first."""
    wanted = {"kind": kind} if kind else {}
    rows = RegionPage.objects.live().filter(region=region, **wanted).exclude(kind="start_page")
    return list(rows.order_by("-first_published_at", "-pk"))


def region_page(*, region: str, slug: str) -> RegionPage | None:
    """One of them."""
    return RegionPage.objects.live().filter(region=region, slug=slug).first()


ALPHABET: Mapping[int, str] = str.maketrans({"å": "{a", "ä": "{b", "ö": "{c", "æ": "{b", "ø": "{c"})


def in_order(rows: Iterable[Any], /) -> list[Any]:
    """By title in the Swedish alphabet, in which å, ä and ö come last; both databases sort otherwise."""
    return sorted(rows, key=lambda one: (one.title.lower().translate(ALPHABET), one.pk))


def latest_news(*, most: int = 20) -> list[Article]:
    """The news in the language of the site around it, the latest first."""
    language = SWEDISH if get_language() == SWEDISH else "en"
    return list(published(language=language).filter(kind="news").order_by("-first_published_at", "pk")[:most])


def map_keys(*, sites: Iterable[str]) -> list[str]:
    """The keys of all published texts of the sites, in order."""
    rows = Article.objects.live().filter(language__in=live_languages(), site__in=list(sites)).order_by("key")
    return list(rows.values_list("key", flat=True).distinct())


def everything_by_key(
    *, sites: Iterable[str], first: str, last: str
) -> dict[str, dict[str, tuple[str, datetime | None]]]:
    """Address and last change of the published texts between two keys in each live language, by key and language."""
    found: dict[str, dict[str, tuple[str, datetime | None]]] = {}
    rows = Article.objects.live().filter(language__in=live_languages(), site__in=list(sites))
    rows = rows.filter(key__gte=first, key__lte=last).order_by("key", "language")
    for row in rows.values("key", "last_published_at", *ADDRESS):
        address = address_of(**{name: row[name] for name in ADDRESS})
        found.setdefault(row["key"], {})[row["language"]] = (address, row["last_published_at"])
    return found
