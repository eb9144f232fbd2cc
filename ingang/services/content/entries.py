"""What search finds of texts: title, what people type, ingress and headings, in the language of the text."""

from collections.abc import Collection, Sequence
from datetime import datetime

from ingang.foundation.search.entries import Entry, Shown
from ingang.foundation.search.queries import Hit
from ingang.foundation.search.ranking import Passage
from ingang.services.content.models import Article
from ingang.services.content.queries import live_languages


def name_of(article: Article, /) -> str:
    """What search calls the text."""
    return article.found_as()[0]


def names() -> list[str]:
    """Every published text in a language that is live."""
    rows = Article.objects.live().filter(language__in=live_languages()).only("key", "language")
    return [name_of(one) for one in rows]


def entries(*, names: Collection[str]) -> list[Entry]:
    """The published texts of these names."""
    keys = {one.partition(":")[0] for one in names}
    live = live_languages()
    rows = Article.objects.live().filter(language__in=live, key__in=keys)
    return [_entry(one) for one in sorted(rows, key=name_of) if name_of(one) in set(names)]


def shown(*, hits: Sequence[Hit], language: str, now: datetime) -> dict[str, Shown]:
    """Each text by its name in search, with its ingress."""
    keys = {hit.name.partition(":")[0] for hit in hits}
    rows = Article.objects.live().filter(language=language, key__in=keys)
    return {name_of(one): Shown(title=one.title, address=str(one.url), about=one.ingress) for one in rows}


def _entry(one: Article) -> Entry:
    headings = [each["heading"] for each in one.chapter_values()]
    return Entry(
        name=name_of(one),
        title=one.title,
        passages=(
            Passage(label="name", text=one.title, weight=1),
            *(Passage(label="words", text=text) for text in one.search_words),
            Passage(label="ingress", text=one.ingress, weight=-1),
            *(Passage(label="heading", text=text, weight=-2) for text in headings),
        ),
        filters=(("language", one.language), ("kind", one.kind), ("section", one.section), ("site", one.site)),
    )
