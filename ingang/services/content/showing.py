"""From a published text to the values that its page shows: the core, the region's additions, and what is translated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from ingang.foundation.regions.rules import region as region_named
from ingang.services.content.media.shown import (
    Found,
    PictureShown,
    RecordingShown,
    found_in,
    picture_shown,
    recording_shown,
)
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
    """A piece of a chapter: text, urgent, fact, picture or recording. A recording has an anchor to go to."""

    kind: str
    html: SafeString
    heading: str = ""
    level: str = ""
    when: str = ""
    form: str = ""
    anchor: str = ""
    picture: PictureShown | None = None
    recording: RecordingShown | None = None


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
    picture: PictureShown | None = None
    sources: tuple[dict[str, str], ...] = field(default=())

    @property
    def address(self) -> str:
        """Its own address."""
        return str(self.article.url)

    @property
    def sign_language(self) -> str:
        """Where on the page the text is shown in sign language; empty where no film does."""
        return self._first("sign")

    @property
    def sound(self) -> str:
        """Where on the page one can listen; empty where there is no sound."""
        return self._first("sound")

    def _first(self, form: str) -> str:
        played = (each.anchor for one in self.chapters for each in one.passages if each.form == form)
        return next(played, "")


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
        picture=_own_picture(article),
        sources=tuple(article.source_values()),
    )


def _own_picture(article: Article) -> PictureShown | None:
    values = article.picture_values()
    return picture_shown(values[0]["value"], found=found_in(values)) if values else None


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
    found = found_in([each for _, chapter, _, _ in chosen for each in chapter["passages"]])
    return tuple(
        ChapterShown(
            code=code,
            heading=chapter["heading"],
            passages=_pieces(chapter["passages"], links, found, code),
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
        yield one["value"] if one["type"] == "text" else one["value"].get("text", "")


def _pieces(values: Iterable[Mapping[str, Any]], links: Links, found: Found, code: str) -> tuple[PassageShown, ...]:
    """The passages in their order, without pictures and recordings that are gone."""
    shown = (_passage(one, links, found, f"{code}-{number}") for number, one in enumerate(values, start=1))
    return tuple(one for one in shown if one is not None)


def _passage(one: Mapping[str, Any], links: Links, found: Found, anchor: str) -> PassageShown | None:
    if one["type"] == "text":
        return PassageShown(kind="text", html=html(one["value"], links=links))
    value = one["value"]
    if one["type"] == "picture":
        picture = picture_shown(value, found=found)
        return PassageShown(kind="picture", html=SafeString(""), picture=picture) if picture else None
    recording = recording_shown(value, found=found) if one["type"] == "recording" else None
    if one["type"] == "recording" and recording is None:
        return None
    return PassageShown(
        kind=one["type"],
        html=html(value["text"], links=links),
        heading=value["heading"],
        level=value.get("level", ""),
        when=gettext(URGENCY_WORDS[Urgency(value["level"])]) if value.get("level") else "",
        form=value.get("form", ""),
        anchor=anchor,
        recording=recording,
    )


def passages(*, values: Iterable[Mapping[str, Any]], language: str) -> tuple[PassageShown, ...]:
    """The pieces of a text that has no chapters."""
    pieces = list(values)
    links = links_of(_texts({"passages": pieces}), language=language)
    return _pieces(pieces, links, found_in(pieces), "passage")


def _addition(row: RegionalAddition, links: Links, on: date) -> AdditionShown:
    return AdditionShown(
        region=region_named(row.region).name,
        language=row.language,
        html=html(row.text, links=links),
        is_overdue=row.review(on=on) is ReviewState.OVERDUE,
    )
