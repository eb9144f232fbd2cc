"""What waits for the editors of the nation or of one region."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from ingang.foundation.regions.rules import region as region_named
from ingang.services.content.editing.opinions import unanswered_by_text
from ingang.services.content.founding import place_of
from ingang.services.content.media.keeping import unused
from ingang.services.content.models import Article, ContentRoot, RegionalAddition, RegionHome, RegionPage
from ingang.services.content.queries import homeless
from ingang.services.content.rules import LANGUAGES, SWEDISH, Standing, standing

REGIONAL = (RegionHome, RegionPage, RegionalAddition)
SOON = timedelta(days=60)
NATIONAL_ROOT = "nationellt"


MOST = 20
"""So many of each are shown on the desk; how many there are is told beside, and all reviews have a page."""


@dataclass(frozen=True, kw_only=True)
class Some:
    """The first of a list, and how many there are."""

    first: tuple[Any, ...] = ()
    count: int = 0

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.first)

    def __bool__(self) -> bool:
        return self.count > 0


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The lists, each of pages; `place` is where she writes."""

    place: str
    root: int | None
    late: Some
    soon: Some
    homeless: Some
    stale: Some
    opinions: tuple[dict[str, Any], ...]
    unused: tuple[Any, ...]


def desk_of(*, region: str, on: date) -> Desk:
    """The desk of a region's editors, or of the national ones where the region is empty.

    A fixed number of questions and of rows that are read whole, however many texts there are.
    """
    home = RegionHome.objects.filter(region=region).first() if region else None
    root = None if region else ContentRoot.objects.filter(slug=NATIONAL_ROOT).first()
    place = home or root
    return Desk(
        place=region_named(region).name if region else "",
        root=place.pk if place else None,
        late=_first([late(model, on=on, region=region) for model in models_of(region)]),
        soon=_first([soon(model, on=on, region=region) for model in models_of(region)]),
        homeless=_some(homeless(region=region)) if region else Some(),
        stale=Some() if region else _some(stale_translations()),
        opinions=tuple(unanswered_by_text(region=region)),
        unused=tuple(unused(place=place_of(region=region))),
    )


def models_of(region: str, /) -> tuple[Any, ...]:
    """The kinds of texts of a region, or of the nation."""
    return REGIONAL if region else (Article,)


def late(model: Any, *, on: date, region: str) -> QuerySet[Any]:
    """Those whose review is late, and urgent changes that wait for theirs: the most urgent first."""
    rows = _live(model, region).filter(Q(review_due_on__lt=on) | Q(urgent_until__isnull=False))
    # One database would put those without a day first, the other last.
    return rows.order_by(F("urgent_until").asc(nulls_last=True), F("review_due_on").asc(nulls_last=True), "pk")


def soon(model: Any, *, on: date, region: str) -> QuerySet[Any]:
    """What is to be reviewed before long, so that nobody is late for not having known."""
    rows = _live(model, region).filter(review_due_on__range=(on, on + SOON), urgent_until=None)
    return rows.order_by("review_due_on", "pk")


def stale_translations() -> list[tuple[dict[str, Any], int]]:
    """Published translations of which chapters are older than the Swedish text, with how many there are."""
    live = Article.objects.live()
    sources = dict(live.filter(language=SWEDISH).values_list("key", "chapter_digests"))
    texts = live.exclude(language=SWEDISH).order_by("language", "key")
    rows = texts.values("pk", "title", "key", "language", "chapter_digests", "made_from")
    counted = [(one, _old(one, sources.get(one["key"], {}))) for one in rows.iterator()]
    return [(one | {"called": LANGUAGES[one["language"]].name}, count) for one, count in counted if count]


def _old(text: dict[str, Any], source: dict[str, str]) -> int:
    own, made_from = text["chapter_digests"], text["made_from"]
    states = [
        standing(code=code, source=words, translated_from=made_from.get(code), exists=code in own)
        for code, words in source.items()
    ]
    return sum(state is not Standing.FRESH for state in states)


def _live(model: Any, region: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.live()
    return rows.filter(region=region) if region else rows


def _first(lists: list[QuerySet[Any]]) -> Some:
    found = [one for rows in lists for one in rows[:MOST]][:MOST]
    return Some(first=tuple(found), count=sum(rows.count() for rows in lists))


def _some(rows: list[Any]) -> Some:
    return Some(first=tuple(rows[:MOST]), count=len(rows))
