"""What waits for the editors of the nation or of one region."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from ingang.foundation.regions.rules import region as region_named
from ingang.services.content.editing.opinions import unanswered_by_text
from ingang.services.content.models import Article, RegionalAddition, RegionHome, RegionPage
from ingang.services.content.queries import homeless
from ingang.services.content.rules import SWEDISH, Standing, standing

REGIONAL = (RegionHome, RegionPage, RegionalAddition)
SOON = timedelta(days=60)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The lists, each of pages; `place` is where she writes."""

    place: str
    root: int | None
    late: tuple[Any, ...]
    soon: tuple[Any, ...]
    homeless: tuple[Any, ...]
    stale: tuple[tuple[Any, int], ...]
    opinions: tuple[dict[str, Any], ...]


def desk_of(*, region: str, on: date) -> Desk:
    """The desk of a region's editors, or of the national ones where the region is empty."""
    opinions = tuple(unanswered_by_text(region=region))
    if not region:
        root = Article.objects.filter(language=SWEDISH).first()
        return Desk(
            place="",
            root=root.get_parent().pk if root else None,
            late=tuple(_late(Article, on)),
            soon=tuple(_soon(Article, on)),
            homeless=(),
            stale=tuple(stale_translations()),
            opinions=opinions,
        )
    home = RegionHome.objects.filter(region=region).first()
    late = [one for model in REGIONAL for one in _late(model, on, region=region)]
    soon = [one for model in REGIONAL for one in _soon(model, on, region=region)]
    return Desk(
        place=region_named(region).name,
        root=home.pk if home else None,
        late=tuple(late),
        soon=tuple(soon),
        homeless=tuple(homeless(region=region)),
        stale=(),
        opinions=opinions,
    )


def stale_translations() -> list[tuple[Article, int]]:
    """Published translations of which chapters are older than the Swedish text, with how many there are."""
    texts = list(Article.objects.live().exclude(language=SWEDISH).order_by("language", "key"))
    keys = {one.key for one in texts}
    sources = {one.key: one.digests() for one in Article.objects.live().filter(language=SWEDISH, key__in=keys)}
    counted = [(one, _old(one, sources.get(one.key, {}))) for one in texts]
    return [(one, count) for one, count in counted if count]


def _old(text: Article, source: dict[str, str]) -> int:
    own = text.digests()
    states = [
        standing(code=code, source=words, translated_from=text.made_from.get(code), exists=code in own)
        for code, words in source.items()
    ]
    return sum(state is not Standing.FRESH for state in states)


def _soon(model: Any, on: date, **only: str) -> list[Any]:
    """What is to be reviewed before long, so that nobody is late for not having known."""
    rows = model.objects.live().filter(review_due_on__range=(on, on + SOON), urgent_until=None, **only)
    return list(rows.order_by("review_due_on", "pk"))


def _late(model: Any, on: date, **only: str) -> list[Any]:
    rows = model.objects.live().filter(Q(review_due_on__lt=on) | Q(urgent_until__isnull=False), **only)
    return list(rows.order_by("urgent_until", "review_due_on", "pk"))
