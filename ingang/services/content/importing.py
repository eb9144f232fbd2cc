"""Puts texts from files into the site, as often as one likes: what has not changed is left alone.

articles/<key>/<language>.md are articles, regions/<code>/<key>.md the regions' own parts. All files are read before
anything is written, so that a file that can not be read changes nothing.
"""

import json
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page

from ingang.foundation.regions.rules import regions
from ingang.services.content.errors import BadFile
from ingang.services.content.founding import found, place_of
from ingang.services.content.markdown import Link, Written, read
from ingang.services.content.media.files import listed, take_in, with_numbers
from ingang.services.content.models import Article, ContentRoot, RegionalAddition, RegionHome, RegionPage
from ingang.services.content.rules import (
    BY_ADDRESS,
    CARE,
    FILE_NAMES,
    LANGUAGES,
    SECTIONS,
    SWEDISH,
    TEMPLATES,
    digest,
    problems,
)
from ingang.services.content.texts import by_key, where_care_is

SECTION_CODES = frozenset(one.code for one in SECTIONS)
PLACES = ("articles", "youth")
REGIONAL_KINDS = frozenset({"addition", "regional_page", "news", "service_page", "start_page"})
SCHEMES = frozenset({"https", "tel"})

Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Imported:
    """How many texts were read, and how many of them were new or changed."""

    read: int
    written: int


def import_content(*, folder: Path, demonstration: bool, today: date, progress: Progress) -> Imported:
    """Read every file below the folder and publish what is new or changed. Refuses a bad file with its line.

    What is imported for `demonstration` is published without a signature and says on its page that nobody has
    reviewed it. Otherwise a file's `expert`, `expert_title` and `reviewed` sign it, and one without them stays a draft.
    """
    files = listed(folder)
    articles = _articles(folder, files)
    parts = _regional(folder, files)
    signing = _Signing(demonstration=demonstration, today=today)
    with transaction.atomic():
        root = found()
        numbers = take_in(folder=folder, place=place_of(region=""))
        for one in (*articles.values(), *parts.values()):
            pieces = [each for chapter in one.chapters for each in chapter["passages"]]
            with_numbers(passages=[*pieces, *_first_picture(one)], numbers=numbers)
        written = 0
        for (key, language), text in sorted(articles.items(), key=lambda one: (one[0][1] != SWEDISH, one[0])):
            written += _write_article(root, key, language, text, signing)
        progress(f"{len(articles)} articles")
        for (region, key), text in sorted(parts.items()):
            written += _write_regional(region, key, text, signing)
        progress(f"{len(parts)} regional texts")
    return Imported(read=len(articles) + len(parts), written=written)


@dataclass(frozen=True, kw_only=True)
class _Signing:
    """How what is written is signed."""

    demonstration: bool
    today: date

    def apply(self, text: Any, about: dict[str, Any]) -> None:
        """Sign the text as its file says."""
        text.is_demonstration = self.demonstration
        text.review_due_on = about.get("review_due")
        if about.get("expert") and about.get("reviewed"):
            text.sign(name=about["expert"], title=about.get("expert_title", ""), on=about["reviewed"])


def _articles(folder: Path, files: Collection[str]) -> dict[tuple[str, str], Written]:
    paths = sorted(path for place in PLACES for path in (folder / place).glob("*/*.md"))
    found_texts = {(path.parent.name, _language(path)): _read(path, _links(), files) for path in paths}
    for path in paths:
        key = path.parent.name
        _check_article(path, found_texts[key, _language(path)], found_texts.get((key, SWEDISH)), files)
    return found_texts


def _language(path: Path) -> str:
    return FILE_NAMES.get(path.stem, path.stem)


def _check_article(path: Path, text: Written, source: Written | None, files: Collection[str]) -> None:
    about, file = text.about, str(path)
    if _language(path) not in LANGUAGES:
        raise BadFile(file=file, line=1, what=f"'{path.stem}' is no language of texts: {', '.join(LANGUAGES)}")
    if source is None:
        raise BadFile(file=file, line=1, what="the Swedish text, sv.md, is missing")
    for name in ("title", "slug", "type", "section", "ingress"):
        if not isinstance(about.get(name), str) or not about[name].strip():
            raise BadFile(file=file, line=2, what=f"'{name}' is missing")
    for name, known in (("type", TEMPLATES), ("section", SECTION_CODES)):
        if about[name] not in known:
            raise BadFile(file=file, line=2, what=f"'{about[name]}' is no {name}: {', '.join(sorted(known))}")
    codes = [one["code"] for one in text.chapters]
    for sentence, values in problems(kind=about["type"], codes=codes):
        raise BadFile(file=file, line=2, what=sentence % values)
    strange = set(codes) - {one["code"] for one in source.chapters}
    if strange:
        raise BadFile(file=file, line=2, what=f"the Swedish text has no chapter '{min(strange)}'")
    if text.loose.strip():
        raise BadFile(file=file, line=2, what="text stands before the first chapter")
    first = about.get("picture", {})
    if first and (not isinstance(first, dict) or first.get("file") not in files):
        raise BadFile(file=file, line=2, what="'picture' needs a file that is in media.toml")


def _regional(folder: Path, files: Collection[str]) -> dict[tuple[str, str], Written]:
    known = {one.code for one in regions()}
    found_texts = {}
    for path in sorted((folder / "regions").glob("*/*.md")):
        text = _read(path, _links(), files)
        file, about = str(path), text.about
        if path.parent.name not in known:
            raise BadFile(file=file, line=1, what=f"'{path.parent.name}' is no region's code")
        if about.get("kind") not in REGIONAL_KINDS:
            raise BadFile(file=file, line=2, what=f"'kind' must be one of {', '.join(sorted(REGIONAL_KINDS))}")
        needed = ("article", "chapter") if about["kind"] == "addition" else ("title",)
        if about.get("language", SWEDISH) not in BY_ADDRESS:
            raise BadFile(file=file, line=2, what="'language' must be sv or en")
        for name in needed:
            if not about.get(name):
                raise BadFile(file=file, line=2, what=f"'{name}' is missing")
        found_texts[path.parent.name, path.stem] = text
    return found_texts


def _read(path: Path, link: Link, files: Collection[str]) -> Written:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(file=str(path), line=1, what=str(error)) from None
    return read(text=text, file=str(path), link=link, files=files)


def _links() -> Link:
    """The attributes of a link, by what stands in the file."""

    def link(address: str) -> str:
        scheme, _, rest = unquote(address).partition(":")
        if scheme == "article":
            # One that is not written yet is no link on the page until it is.
            return f'href="{by_key(rest)}"'
        if scheme == "care":
            code = _folded(rest)
            if code not in CARE:
                raise ValueError(f"there is no kind of care '{rest}'")
            return f'href="{where_care_is(code)}"'
        if scheme not in SCHEMES or (scheme == "https" and not urlsplit(address).hostname):
            raise ValueError(f"'{address}' is no address that a text may lead to")
        return f'href="{escape(address)}"'

    return link


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.strip().lower())
    return "".join(one for one in plain if not unicodedata.combining(one)).replace(" ", "-")


def _write_article(root: ContentRoot, key: str, language: str, text: Written, signing: _Signing) -> bool:
    about = text.about
    values = {
        "title": about["title"],
        "slug": about["slug"],
        "kind": about["type"],
        "section": about["section"],
        "site": about.get("site", ""),
        "ingress": about["ingress"],
        "audience": about.get("audience", ""),
        "search_words": about.get("search_words", []),
        "related": about.get("related", []),
        "care": [_folded(one) for one in about.get("care", [])],
        "written_by": about.get("written_by", ""),
    }
    chapters = _stream("chapter", [{**one, "passages": _with_ids(one["passages"])} for one in text.chapters])
    sources = _stream("source", about.get("sources", []))
    there = Article.objects.filter(key=key, language=language).first()
    article = there or Article(key=key, language=language, live=False)
    before = _looks(article, values) if there else ""
    for name, value in values.items():
        setattr(article, name, value)
    article.chapters, article.sources = chapters, sources
    article.picture = json.dumps(_first_picture(text))
    if before == _looks(article, values) and article.live:
        return False
    article.agrees = article.is_translation
    parent = Article.objects.get(key=key, language=SWEDISH) if article.is_translation else root
    signing.apply(article, about)
    return _publish(article, None if there else parent, f"articles/{key}/{language}.md")


def _first_picture(text: Written) -> list[dict[str, Any]]:
    """The text's own picture, as a passage; the same values each time, so that its file becomes a number once."""
    if "picture" not in text.about:
        return []
    told = text.about["picture"]
    words = str(told.get("alt", ""))
    shown = {"image": told["file"], "alt_text": words, "decorative": not words}
    kept = text.about.setdefault("picture_value", {"image": shown, "caption": str(told.get("caption", ""))})
    return [{"type": "picture", "value": kept}]


def _looks(article: Article, names: dict[str, Any]) -> str:
    return digest([article.words(), [getattr(article, name) for name in names]])


def _stream(kind: str, values: list[Any]) -> str:
    return json.dumps([{"type": kind, "value": one} for one in values])


def _write_regional(region: str, key: str, text: Written, signing: _Signing) -> bool:
    home = RegionHome.objects.get(region=region)
    about = text.about
    key, language = key.replace(".", "-"), about.get("language", SWEDISH)
    if about["kind"] == "addition":
        row: Any = _addition(home, key, text)
        row.language = language
    elif about["kind"] == "start_page" and language == SWEDISH:
        row = home
        row.title, row.text = about["title"], _passages(text)
    else:
        row = RegionPage.objects.child_of(home).filter(slug=key).first() or RegionPage(slug=key, live=False)
        row.title, row.kind, row.ingress = about["title"], about["kind"], about.get("ingress", "")
        row.text, row.language = _passages(text), language
    was = type(row).objects.filter(pk=row.pk).first()
    if was is not None and was.live and was.text_digest == row.text_digest:
        return False
    row.region = region
    signing.apply(row, about)
    if about.get("review_due") is None:
        row.review_due_on = signing.today + timedelta(days=365)
    return _publish(row, None if row.pk else home, f"regions/{region}/{key}.md")


def _addition(home: RegionHome, key: str, text: Written) -> RegionalAddition:
    row = RegionalAddition.objects.child_of(home).filter(slug=key).first() or RegionalAddition(slug=key, live=False)
    row.article_key, row.chapter_code = text.about["article"], text.about["chapter"]
    row.title = text.about.get("title") or f"{row.article_key}: {row.chapter_code}"
    row.text = text.loose or _paragraphs(text.about.get("text", ""))
    return row


def _passages(text: Written) -> str:
    found_passages = [one for chapter in text.chapters for one in _headed(chapter)]
    if loose := text.loose or _paragraphs(text.about.get("text", "")):
        found_passages.insert(0, {"type": "text", "value": loose})
    return json.dumps([{"type": "passages", "value": _with_ids(found_passages)}])


def _with_ids(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each passage with an id, by which the editor's page tells its part of the form from the others'."""
    return [{**one, "id": str(uuid4())} for one in found]


def _headed(chapter: dict[str, Any]) -> list[dict[str, Any]]:
    heading = f"<p><b>{escape(chapter['heading'], quote=False)}</b></p>"
    return [{"type": "text", "value": heading}, *chapter["passages"]]


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(one.strip(), quote=False)}</p>" for one in text.split("\n\n") if one.strip())


def _publish(text: Any, parent: Page | None, file: str) -> bool:
    """Write it, and publish it where it may be: what nobody has signed stays a draft."""
    try:
        if parent is not None:
            parent.add_child(instance=text)
        else:
            text.full_clean()
        revision = text.save_revision()
    except ValidationError as error:
        raise BadFile(file=file, line=2, what="; ".join(error.messages)) from None
    if text.may_be_published:
        revision.publish()
    return True
