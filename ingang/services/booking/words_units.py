"""What a reader is told of a unit's opening hours."""

from collections.abc import Iterable
from datetime import datetime, time
from itertools import groupby

from django.utils.translation import gettext

from ingang.foundation.care_units.models import OpeningHours
from ingang.foundation.care_units.rules import SENTENCES, TO_MIDNIGHT, OpeningState
from ingang.kernel.words import marked
from ingang.ui.values import SummaryRow
from ingang.ui.words import clock_in_words, day_in_words

DAYS = (
    marked("Monday"), marked("Tuesday"), marked("Wednesday"), marked("Thursday"), marked("Friday"),
    marked("Saturday"), marked("Sunday"),
)  # fmt: skip


def opening_sentence(*, state: OpeningState, now: datetime) -> str:
    """Whether the unit is open, and when that changes."""
    moment = {"time": clock_in_words(value=state.at), "day": day_in_words(value=state.at, now=now)} if state.at else {}
    return gettext(SENTENCES[state.opening]) % moment if moment else gettext(SENTENCES[state.opening])


def opening_rows(*, hours: Iterable[OpeningHours]) -> list[SummaryRow]:
    """The hours of a usual week, day by day; a day without any is closed."""
    by_day = {day: list(rows) for day, rows in groupby(hours, key=lambda row: row.weekday)}
    if not by_day:
        return []
    return [
        SummaryRow(question=gettext(title), answer=_periods(by_day.get(number, [])))
        for number, title in enumerate(DAYS)
    ]


def _periods(rows: list[OpeningHours]) -> str:
    return ", ".join(f"{row.opens_at:%H.%M}–{_end(row.closes_at)}" for row in rows) or gettext("Closed")


def _end(closes_at: time) -> str:
    return "24.00" if closes_at >= TO_MIDNIGHT else f"{closes_at:%H.%M}"
