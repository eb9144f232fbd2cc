"""From a published text to the values that its page shows: the core, the region's additions, and what is translated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from ingang.foundation.regions.rules import region as region_named
from ingang.services.content.models import Article, RegionalAddition
from ingang.services.content.models.signed import moment
from ingang.services.content.queries import additions_to, languages_of, titles_of
from ingang.services.content.rules import (
    CARE,
    LANGUAGES,
    SECTIONS,
    SWEDISH,
    TEMPLATES,
    URGENCY_WORDS,
    Language,
    ReviewState,
    Section,
    Standing,
    Urgency,
    standing,
)
from ingang.services.content.texts import Links, care_address, html, links_of


@dataclass(frozen=True, kw_only=True)
class PassageShown:
    """A piece of a chapter: text, urgent, fact or recording."""

    kind: str
    html: SafeString
    heading: str = ""
    level: str = ""
    when: str = ""
    form: str = ""
    file: str = ""
    captions: str = ""


@dataclass(frozen=True, kw_only=True)
class AdditionShown:
    """What the region adds: under its name, so that everybody sees that it holds there alone."""

    region: str
    language: str
    html: SafeString
    is_overdue: bool


@dataclass(frozen=True, kw_only=True)
class ChapterShown:
    """A chapter as the reader sees it: in `language`, with a `note` where it is older than the Swedish one."""

    code: str
    heading: str
    passages: tuple[PassageShown, ...]
    language: Language
    note: str = ""
    additions: tuple[AdditionShown, ...] = ()

    @property
    def is_urgent(self) -> bool:
        """Whether it says what must never wait."""
        return any(one.level == Urgency.NOW for one in self.passages)


@dataclass(frozen=True, kw_only=True)
class ArticleShown:
    """The page of a text."""

    article: Article
    language: Language
    kind: str
    is_medical: bool
    section: str
    section_url: str
    chapters: tuple[ChapterShown, ...]
    urgent: ChapterShown | None
    related: tuple[tuple[str, str], ...]
    care: tuple[tuple[str, str], ...]
    languages: tuple[tuple[Language, str], ...]
    written_by: str
    changed_on: date | None
    review: ReviewState
    region: str = ""
    note: str = ""
    made_from: date | None = None
    sources: tuple[dict[str, str], ...] = field(default=())

    @property
    def address(self) -> str:
        """Its own address."""
        return str(self.article.url)


def show(*, article: Article, region: str, on: date) -> ArticleShown:
    """The page for whoever reads in the article's language and the region (a code, or empty)."""
    source = article.swedish()
    additions = additions_to(key=article.key, region=region, language=article.language, on=on)
    language = LANGUAGES[article.language]
    chapters = _chapters(article, source or article, additions, on)
    section = next(one for one in SECTIONS if one.code == article.section)
    template = TEMPLATES[article.kind]
    urgent = next((one for one in chapters if one.is_urgent), None)
    return ArticleShown(
        article=article,
        language=language,
        kind=gettext(template.title),
        is_medical=template.is_medical,
        section=gettext(section.title),
        section_url=section_address(section),
        chapters=chapters,
        urgent=urgent if chapters and urgent is not chapters[0] else None,
        related=tuple(titles_of(keys=article.related, language=article.language).values()),
        care=tuple((gettext(CARE[one]), care_address(one)) for one in article.care if one in CARE),
        languages=tuple((LANGUAGES[code], url) for code, url in languages_of(key=article.key).items()),
        written_by=article.written_by or gettext("The editors"),
        changed_on=moment(article.last_published_at),
        review=article.review(on=on),
        region=region_named(region).name if region else "",
        note=language.is_old if source and _has_old_head(article, source) else "",
        made_from=moment(source.last_published_at) if source and article.is_translation else None,
        sources=tuple(article.source_values()),
    )


def _has_old_head(article: Article, source: Article) -> bool:
    """Whether title or ingress are older than the Swedish ones."""
    return article.is_translation and article.made_from.get("") != source.digests()[""]


def section_address(section: Section, /) -> str:
    """The section's own page, in the language around the text."""
    named = section.english if get_language() == "en" else section.code
    return reverse("content:section", kwargs={"section": named})


def _chapters(
    article: Article, source: Article, additions: Mapping[str, list[RegionalAddition]], on: date
) -> tuple[ChapterShown, ...]:
    own = {one["code"]: one for one in article.chapter_values()}
    chosen = _chosen(article, source, own)
    texts = [text for _, chapter, _, _ in chosen for text in _texts(chapter)]
    texts += [one.text for rows in additions.values() for one in rows]
    links = links_of(texts, language=article.language)
    return tuple(
        ChapterShown(
            code=code,
            heading=chapter["heading"],
            passages=tuple(_passage(one, links) for one in chapter["passages"]),
            language=language,
            note=note,
            additions=tuple(_addition(one, links, on) for one in additions.get(code, ())),
        )
        for code, chapter, language, note in chosen
    )


def _chosen(
    article: Article, source: Article, own: Mapping[str, dict[str, Any]]
) -> list[tuple[str, dict[str, Any], Language, str]]:
    """Of each chapter: the words that are shown, their language, and what must be said about it."""
    language = LANGUAGES[article.language]
    if source.pk == article.pk:
        return [(code, chapter, language, "") for code, chapter in own.items()]
    now, found = source.digests(), list[tuple[str, dict[str, Any], Language, str]]()
    for original in source.chapter_values():
        code = original["code"]
        state = standing(code=code, source=now[code], translated_from=article.made_from.get(code), exists=code in own)
        if state is Standing.REPLACED:
            found.append((code, original, LANGUAGES[SWEDISH], language.instead))
        else:
            found.append((code, own[code], language, language.is_old if state is Standing.STALE else ""))
    return found


def _texts(chapter: Mapping[str, Any]) -> Iterable[str]:
    for one in chapter["passages"]:
        yield one["value"] if one["type"] == "text" else one["value"]["text"]


def _passage(one: Mapping[str, Any], links: Links) -> PassageShown:
    if one["type"] == "text":
        return PassageShown(kind="text", html=html(one["value"], links=links))
    value = one["value"]
    return PassageShown(
        kind=one["type"],
        html=html(value["text"], links=links),
        heading=value["heading"],
        level=value.get("level", ""),
        when=gettext(URGENCY_WORDS[Urgency(value["level"])]) if value.get("level") else "",
        form=value.get("form", ""),
        file=value.get("file", ""),
        captions=value.get("captions", "") or "",
    )


def passages(*, values: Iterable[Mapping[str, Any]], language: str) -> tuple[PassageShown, ...]:
    """The pieces of a text that has no chapters."""
    pieces = list(values)
    links = links_of(_texts({"passages": pieces}), language=language)
    return tuple(_passage(one, links) for one in pieces)


def _addition(row: RegionalAddition, links: Links, on: date) -> AdditionShown:
    return AdditionShown(
        region=region_named(row.region).name,
        language=row.language,
        html=html(row.text, links=links),
        is_overdue=row.review(on=on) is ReviewState.OVERDUE,
    )
