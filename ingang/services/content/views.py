"""The public pages of texts. What they show follows from the address and the reader's region, and from nothing else."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.published.keeping import keep_finished
from ingang.foundation.regions.chosen import chosen_region
from ingang.foundation.regions.links import address
from ingang.foundation.regions.rules import Region, regions
from ingang.kernel.periods import local_date
from ingang.services.content.models import Article
from ingang.services.content.queries import (
    former_key,
    languages_of,
    live_languages,
    published_anywhere,
    region_pages,
    region_start,
    text_at,
    text_of,
    texts_in,
    youth_text_at,
)
from ingang.services.content.queries import region_page as page_of_region
from ingang.services.content.rules import (
    BY_ADDRESS,
    CARE,
    LANGUAGES,
    SECTION_BY_SLUG,
    SECTIONS,
    SWEDISH,
    YOUTH,
    Section,
)
from ingang.services.content.showing import passages, section_address, show
from ingang.services.content.youth import origin_of_site, youth_start

FINDING_CARE = ("care_finder:start", "my_clinics:find")
"""Where care is looked for: the first of these that this installation has."""


@keep_finished(seconds=60)
@public
@require_safe
def article(request: HttpRequest, section: str, slug: str) -> HttpResponse:
    return _text(request, _language(), SECTION_BY_SLUG[section], slug)


@keep_finished(seconds=60)
@public
@require_safe
def translated(request: HttpRequest, language: str, section: str, slug: str) -> HttpResponse:
    with translation.override(LANGUAGES[language].around):
        return _text(request, language, SECTION_BY_SLUG[section], slug)


@keep_finished(seconds=60, same_for_all=True)
@public
@require_safe
def youth(request: HttpRequest) -> HttpResponse:
    shown = {"texts": texts_in(language=_language(), site=YOUTH), "youth_start": youth_start(request=request)}
    return render(request, "content/youth.html", shown)


@keep_finished(seconds=60, same_for_all=True)
@public
@require_safe
def youth_text(request: HttpRequest, slug: str) -> HttpResponse:
    found = youth_text_at(language=_language(), slug=slug)
    if found is not None:
        return _shown(request, found, region=chosen_region(cookies=request.COOKIES))
    other = published_anywhere(slug=slug, site=YOUTH)
    there = text_of(key=other, language=_language()) if other else None
    if there is None:
        raise Http404
    return redirect(str(there.url))


@keep_finished(seconds=60)
@public
@require_safe
def section(request: HttpRequest, section: str) -> HttpResponse:
    found = SECTION_BY_SLUG[section]
    if request.path_info != section_address(found):
        return redirect(section_address(found), permanent=True)
    shown = {
        "section": found,
        "title": gettext(found.title),
        "about": gettext(found.about),
        "texts": texts_in(language=_language(), section=found.code),
    }
    return render(request, "content/section.html", shown)


@keep_finished(seconds=60)
@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    texts = texts_in(language=_language())
    sections = [(gettext(one.title), gettext(one.about), section_address(one)) for one in SECTIONS]
    shown = {"letters": _letters(texts), "sections": sections, "languages": _other_languages()}
    return render(request, "content/index.html", shown)


@keep_finished(seconds=60)
@public
@require_safe
def in_language(request: HttpRequest, language: str) -> HttpResponse:
    if language not in live_languages():
        raise Http404
    with translation.override(LANGUAGES[language].around):
        shown = {"language": LANGUAGES[language], "texts": texts_in(language=language)}
        return render(request, "content/language.html", shown)


@public
@require_safe
def by_key(request: HttpRequest, key: str) -> HttpResponse:
    there = languages_of(key=key)
    if not there:
        raise Http404
    return redirect(there.get(_language()) or there.get(SWEDISH) or next(iter(there.values())))


@public
@require_safe
def care(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in CARE:
        raise Http404
    found = (address(name, sok=gettext(CARE[kind])) for name in FINDING_CARE)
    if there := next(filter(None, found), None):
        return redirect(there)
    raise Http404


@keep_finished(seconds=60)
@public
@require_safe
def region(request: HttpRequest, region: str) -> HttpResponse:
    here = _region(region)
    home = region_start(region=here.code, language=_language())
    pages = region_pages(region=here.code)
    if home is None and not pages:
        raise Http404
    shown = {
        "region": here,
        "home": home,
        "passages": _passages(home),
        "language": getattr(home, "language", SWEDISH),
        "news": [one for one in pages if one.kind == "news"],
        "pages": [one for one in pages if one.kind != "news"],
    }
    return render(request, "content/region.html", shown)


@keep_finished(seconds=60)
@public
@require_safe
def region_page(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    here = _region(region)
    page = page_of_region(region=here.code, slug=slug)
    if page is None:
        raise Http404
    shown = {"region": here, "page": page, "passages": _passages(page)}
    return render(request, "content/region_page.html", shown)


def preview(request: HttpRequest, article: Article) -> HttpResponse:
    """What an editor sees of what she writes, before it is published."""
    with translation.override(LANGUAGES[article.language].around):
        return _shown(request, article, region="", is_preview=True)


def _text(request: HttpRequest, language: str, section: Section, slug: str) -> HttpResponse:
    found = text_at(language=language, section=section.code, slug=slug)
    if found is None:
        return _elsewhere(request, language, section, slug)
    if request.path_info != found.url:
        return redirect(str(found.url), permanent=True)
    return _shown(request, found, region=chosen_region(cookies=request.COOKIES))


def _shown(request: HttpRequest, article: Article, *, region: str, is_preview: bool = False) -> HttpResponse:
    page = show(article=article, region=region, on=local_date(timezone.now()))
    is_youth = article.site == YOUTH
    shown = {
        "page": page,
        "article": article,
        "is_preview": is_preview,
        "is_youth": is_youth,
        "base": "content/youth_base.html" if is_youth else "ui/base.html",
        "origin": origin_of_site(request=request, site=article.site),
        "youth_start": youth_start(request=request),
    }
    return render(request, "content/article.html", shown)


def _elsewhere(request: HttpRequest, language: str, section: Section, slug: str) -> HttpResponse:
    """The same text at its address in this language; else a page that says so and leads on."""
    key = former_key(path=request.path_info) or published_anywhere(section=section.code, slug=slug)
    there = text_of(key=key, language=language) if key else None
    if there is not None:
        return redirect(str(there.url))
    others = [(LANGUAGES[code], url) for code, url in languages_of(key=key).items()] if key else []
    shown = {"title": gettext(section.title), "section_url": section_address(section), "others": others}
    return render(request, "content/missing.html", shown, status=404)


def _passages(text: Any) -> Any:
    values = text.text.get_prep_value()[0]["value"] if text and text.text else []
    return passages(values=values, language=_language())


def _language() -> str:
    language = get_language()
    return language if language in BY_ADDRESS else SWEDISH


def _region(slug: str) -> Region:
    found = next((one for one in regions() if one.slug == slug), None)
    if found is None:
        raise Http404
    return found


def _other_languages() -> list[Any]:
    return [one for code, one in LANGUAGES.items() if code in live_languages() and code not in BY_ADDRESS]


def _letters(texts: list[Article]) -> list[tuple[str, list[Article]]]:
    letters: dict[str, list[Article]] = {}
    for one in texts:
        letters.setdefault(one.title[:1].upper(), []).append(one)
    return list(letters.items())
