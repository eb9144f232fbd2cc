"""What the operation announces on the pages that it concerns.

It is read once every half minute in each process, and kept if the database can not answer: no page waits for it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, gettext

from ingang.foundation.published.current import known
from ingang.foundation.systems.models import Maintenance
from ingang.foundation.systems.queries import coming_maintenance
from ingang.ui.words import clock_in_words, date_in_words, local_date

CACHE, SECONDS = "systems.announced", 30
AHEAD = timedelta(days=366)


@dataclass(frozen=True, kw_only=True)
class Announced:
    """A banner: what goes on or is to come, and until when."""

    heading: str
    words: str
    tone: Literal["info", "warning"]


def announced_now(*, now: datetime) -> list[Maintenance]:
    """What goes on, and what shall be shown already, the earliest first; as it was last known, where it can not be."""
    nothing: list[Maintenance] = []
    rows = known(name=CACHE, seconds=SECONDS, read=lambda: coming_maintenance(now=now, within=AHEAD), at_first=nothing)
    return [row for row in rows if min(row.begins_at, row.shown_at or row.begins_at) <= now < row.ends_at]


def page_announcements(request: HttpRequest) -> dict[str, list[Announced]]:
    """Context processor: gives templates `announced`, what concerns the whole portal or the part that the page is of.

    What concerns a care giver's system stands where the journal names it.
    """
    names = request.resolver_match.app_names if request.resolver_match else []
    parts, now = {"", *names[:1]}, timezone.now()
    rows = [row for row in announced_now(now=now) if not row.system and row.part in parts and row.shown_at]
    return {"announced": [_announced(row, now) for row in rows if row.shown_at and row.shown_at <= now]}


def system_words(*, system: str, now: datetime) -> str:
    """What is to be said beside the system's name: planned work or a disturbance, until when; empty for none."""
    rows = [row for row in announced_now(now=now) if row.system == system]
    return " ".join(f"{heading_words(row=row, now=now)}." for row in rows)


def heading_words(*, row: Maintenance, now: datetime) -> str:
    """That it is planned or a disturbance, and when: the clock alone where it ends today."""
    ends = date_in_words(value=row.ends_at, now=now)
    if local_date(value=row.ends_at) == local_date(value=now):
        ends = clock_in_words(value=row.ends_at)
    if row.begins_at > now:
        begins = date_in_words(value=row.begins_at, now=now)
        return gettext("Planned work from %(begins)s until %(ends)s") % {"begins": begins, "ends": ends}
    if row.is_disturbance:
        return gettext("Disturbance right now, probably until %(ends)s") % {"ends": ends}
    return gettext("Planned work until %(ends)s") % {"ends": ends}


def words_of(row: Maintenance, /) -> str:
    """What it means, in the reader's language."""
    return row.swedish if get_language() == "sv" else row.english


def _announced(row: Maintenance, now: datetime) -> Announced:
    tone: Literal["info", "warning"] = "warning" if row.is_disturbance or row.begins_at <= now else "info"
    return Announced(heading=heading_words(row=row, now=now), words=words_of(row), tone=tone)
