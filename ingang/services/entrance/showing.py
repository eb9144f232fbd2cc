"""What stands on every page: the banners that concern it, and on public pages the choice of region."""

from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import get_language

from ingang.foundation.published.current import known
from ingang.foundation.regions.chosen import chosen_region
from ingang.foundation.regions.rules import Region, regions
from ingang.kernel.actor import Staff
from ingang.services.entrance.models import Banner, Level
from ingang.services.entrance.queries import confirmed_banners
from ingang.services.entrance.rules import State, is_for, state_of

CACHE, SECONDS = "entrance.banners", 5
TONES: dict[str, Literal["error", "warning", "info"]] = {
    Level.CRISIS: "error",
    Level.WARNING: "warning",
    Level.INFORMATION: "info",
}


@dataclass(frozen=True, kw_only=True)
class ShownBanner:
    """A banner in the reader's language."""

    is_crisis: bool
    tone: Literal["error", "warning", "info"]
    heading: str
    words: str
    link: str


@dataclass(frozen=True, kw_only=True)
class RegionChoice:
    """The region that the page is read for, None for none, and all that can be chosen."""

    chosen: Region | None
    regions: tuple[Region, ...]
    url: str


def on_every_page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `banners`, the gravest first, and `region_choice`. It fails for nobody."""
    code, now = chosen_region(cookies=request.COOKIES), timezone.now()
    actor = getattr(request, "actor", None)
    own = {code} | ({actor.region} if isinstance(actor, Staff) else set())
    nothing: list[Banner] = []
    rows = known(name=CACHE, seconds=SECONDS, read=lambda: confirmed_banners(now=now), at_first=nothing)
    shown = [
        row
        for row in rows
        if state_of(row, now=now) is State.ACTIVE and is_for(row, regions=own, sections=sections_of(request))
    ]
    shown.sort(key=lambda row: list(TONES).index(row.level))
    return {
        "banners": [shown_banner(row, language=get_language() or "sv") for row in shown],
        "region_choice": RegionChoice(
            chosen=next((one for one in regions() if one.code == code), None),
            regions=regions(),
            url=reverse("choose_region"),
        ),
    }


def shown_banner(row: Banner, /, *, language: str) -> ShownBanner:
    """The banner in one of the interface's languages; all but Swedish read English."""
    is_swedish = language == "sv"
    return ShownBanner(
        is_crisis=row.level == Level.CRISIS,
        tone=TONES[row.level],
        heading=row.swedish_heading if is_swedish else row.english_heading,
        words=row.swedish if is_swedish else row.english,
        link=translate_url(row.link, language) if row.link.startswith("/") else row.link,
    )


def sections_of(request: HttpRequest) -> set[str]:
    """The sections that the page lies in: the first part of its address, and what its view names on the request."""
    parts = [part for part in request.path_info.split("/") if part]
    if parts and parts[0] in dict(settings.LANGUAGES):
        parts = parts[1:]
    return {*parts[:1], *getattr(request, "sections", ())}
