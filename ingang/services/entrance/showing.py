"""What stands on every page: the banners that concern it, and on public pages the choice of region."""

from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings
from django.db import Error
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import get_language

from ingang.foundation.people.queries import person
from ingang.foundation.published.current import known
from ingang.foundation.regions.chosen import chosen_region
from ingang.foundation.regions.rules import Region, regions
from ingang.kernel.actor import Representative, Resident, Staff
from ingang.services.entrance.models import Banner, Level
from ingang.services.entrance.queries import confirmed_banners
from ingang.services.entrance.rules import NATIONAL, State, is_for, is_in, state_of

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
    nothing: list[Banner] = []
    rows = known(name=CACHE, seconds=SECONDS, read=lambda: confirmed_banners(now=now), at_first=nothing)
    here = sections_of(request)
    active = [row for row in rows if state_of(row, now=now) is State.ACTIVE and is_in(row, sections=here)]
    own = {code, *(_own_regions(request) if any(row.region not in {NATIONAL, code} for row in active) else ())}
    shown = [row for row in active if is_for(row, regions=own)]
    shown.sort(key=lambda row: list(TONES).index(row.level))
    return {
        "banners": [shown_banner(row, language=get_language() or "sv") for row in shown],
        "region_choice": RegionChoice(
            chosen=next((one for one in regions() if one.code == code), None),
            regions=regions(),
            url=reverse("choose_region"),
        ),
    }


def _own_regions(request: HttpRequest) -> set[str]:
    """The region of a reader who is logged in: where she works, or lives."""
    actor = getattr(request, "actor", None)
    if isinstance(actor, Staff):
        return {actor.region}
    if not isinstance(actor, Resident | Representative):
        return set()
    try:
        reader = person(id=actor.person)
    except Error:
        return set()
    return {reader.municipality[:2]} if reader else set()


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
