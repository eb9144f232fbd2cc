"""The texts for other sites and programs: JSON that may be kept, with what it must be shown with.

Whoever shows a text must ask again within seven days and show `reviewedBy`, `lastReviewed` and `isDemonstration`
(peers 4.6). Regional additions come with `region`, a region's code.
"""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.identity.middleware import origin_of
from ingang.foundation.identity.often import HOUR, is_too_often
from ingang.foundation.regions.chosen import chosen_region
from ingang.kernel.periods import local_date
from ingang.services.content.media.shown import PictureShown
from ingang.services.content.queries import live_languages, published, text_of
from ingang.services.content.rules import LANGUAGES, SWEDISH, digest
from ingang.services.content.showing import ArticleShown, ChapterShown, PassageShown, show

AN_HOUR = 4000
PAGE = 100
KEPT_SECONDS = 300


@public
@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    language, number = _language(request), request.GET.get("page", "1")
    first = (min(int(number), 10_000) - 1) * PAGE if number.isascii() and number.isdecimal() and int(number) else 0
    rows = published(language=language).order_by("key")[first : first + PAGE + 1]
    found = [
        {
            "key": one.key,
            "title": one.title,
            "address": request.build_absolute_uri(str(one.url)),
            "kind": one.kind,
            "section": one.section,
            "site": one.site or "main",
            "changed": one.last_published_at.isoformat() if one.last_published_at else None,
        }
        for one in rows
    ]
    answer = {"language": language, "texts": found[:PAGE], "hasMore": len(found) > PAGE}
    return _answer(request, answer)


@public
@require_safe
def text(request: HttpRequest, key: str) -> HttpResponse:
    language = _language(request)
    article = text_of(key=key.removesuffix("/"), language=language)
    if article is None:
        return _answer(request, {"title": "There is no such text in this language.", "status": 404}, status=404)
    region = chosen_region(cookies={"region": request.GET.get("region", "")})
    with translation.override(LANGUAGES[language].around):
        page = show(article=article, region=region, on=local_date(timezone.now()))
    return _answer(request, _text(request, page))


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language", SWEDISH)
    return asked if asked in live_languages() else SWEDISH


def _answer(request: HttpRequest, values: dict[str, Any], *, status: int = 200) -> HttpResponse:
    if is_too_often(what="api", address=origin_of(request).address, most=AN_HOUR, now=timezone.now()):
        answer = HttpResponse(json.dumps({"title": "Too many questions.", "status": 429}), status=429)
        answer["Retry-After"] = str(HOUR)
    else:
        answer = HttpResponse(json.dumps(values, ensure_ascii=False), status=status)
    answer["Content-Type"] = "application/json" if answer.status_code == 200 else "application/problem+json"
    answer["Access-Control-Allow-Origin"] = "*"
    if answer.status_code != 200:
        return answer
    answer["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    etag = f'"{digest(values)}"'
    answer["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _text(request: HttpRequest, page: ArticleShown) -> dict[str, Any]:
    article = page.article
    return {
        "key": article.key,
        "language": article.language,
        "title": article.title,
        "ingress": article.ingress,
        "audience": article.audience,
        "kind": article.kind,
        "section": article.section,
        "address": request.build_absolute_uri(page.address),
        "image": _picture(request, page.picture),
        "chapters": [_chapter(request, one) for one in page.chapters],
        "sources": list(page.sources),
        "writtenBy": page.written_by,
        "reviewedBy": article.expert_name or None,
        "lastReviewed": article.reviewed_on.isoformat() if article.reviewed_on else None,
        "nextReview": article.review_due_on.isoformat() if article.review_due_on else None,
        "isDemonstration": article.is_demonstration,
        "languages": [one.code for one, _ in page.languages],
        "changed": article.last_published_at.isoformat() if article.last_published_at else None,
    }


def _picture(request: HttpRequest, one: PictureShown | None) -> dict[str, Any] | None:
    """A picture with what must be shown with it; an empty alternative text says that it only decorates."""
    if one is None:
        return None
    return {
        "address": request.build_absolute_uri(one.address),
        "sizes": [{"address": request.build_absolute_uri(each), "width": width} for each, width in one.sizes],
        "width": one.width,
        "height": one.height,
        "alternativeText": one.alternative,
        "caption": one.caption or None,
        "credit": one.credit,
    }


def _recording(request: HttpRequest, one: PassageShown) -> dict[str, Any] | None:
    """A film, film in sign language or sound. All that is said and shown is the passage's own HTML."""
    if one.recording is None:
        return None
    there = one.recording
    return {
        "form": one.form,
        "address": request.build_absolute_uri(there.address),
        "mediaType": there.media_type,
        "bytes": there.size,
        "seconds": there.seconds,
        "captions": request.build_absolute_uri(there.captions) if there.captions else None,
        "poster": _picture(request, there.poster),
        "credit": there.credit,
    }


def _passage(request: HttpRequest, one: PassageShown) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "heading": one.heading or None,
        "urgency": one.level or None,
        "html": one.html,
        "image": _picture(request, one.picture),
        "recording": _recording(request, one),
    }


def _chapter(request: HttpRequest, one: ChapterShown) -> dict[str, Any]:
    return {
        "code": one.code,
        "heading": one.heading,
        "language": one.language.code,
        "note": one.note or None,
        "passages": [_passage(request, each) for each in one.passages],
        "additions": [{"region": each.region, "language": each.language, "html": each.html} for each in one.additions],
    }
