"""What the page shows, in words and in charts that say the same."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from ingang.foundation.systems.announcing import words_of
from ingang.foundation.systems.rules import Standing
from ingang.foundation.systems.words import about_words, days_chart, days_table, percent_words, standing_words, tone_of
from ingang.services.status.queries import DAYS, SourceStatus, Status
from ingang.services.status.rules import OLD


def status_page(*, found: Status, now: datetime) -> dict[str, Any]:
    """The page's values, in the reader's language. What is old is told as how it was, and never as how it is."""
    standings = {one.standing for one in found.parts} | {one.standing for one in (*found.own, *found.sources)}
    return {
        "at": found.at,
        "parts": [(gettext(one.name), standing_words(one.standing), tone_of(one.standing)) for one in found.parts],
        "is_all_well": standings <= {Standing.WORKS, Standing.UNKNOWN}
        and not any(row.is_disturbance and row.begins_at <= found.at for row in found.planned),
        "planned": [
            {"row": row, "about": about_words(row, found.names), "words": words_of(row)} for row in found.planned
        ],
        "is_old": now - found.at > OLD,
        "own": [_source(replace(one, name=gettext(one.name)), found) for one in found.own],
        "sources": [_source(one, found) for one in found.sources],
    }


def _source(one: SourceStatus, found: Status) -> dict[str, Any]:
    title = gettext("%(name)s, the last %(days)s days") % {"name": one.name, "days": DAYS}
    asked = [(on, tally) for on, tally in one.days if tally.asked]
    return {
        "name": one.name,
        "words": standing_words(one.standing),
        "tone": tone_of(one.standing),
        "percent": percent_words(one.all_days.percent),
        "chart": days_chart(title=title, days=list(one.days), now=found.at),
        "table": days_table(caption=title, days=asked, now=found.at) if asked else None,
    }
