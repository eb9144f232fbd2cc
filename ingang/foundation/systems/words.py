"""How standings and availability are said, in words and in bars that say the same."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext

from ingang.foundation.systems.models import Maintenance
from ingang.foundation.systems.rules import Part, Standing, Tally
from ingang.kernel.words import marked
from ingang.ui.charts import Bar, BarChart
from ingang.ui.values import Cell, Table
from ingang.ui.words import day_in_words

BarTone = Literal["success", "warning", "error", "neutral"]

STANDINGS: dict[Standing, tuple[str, BarTone]] = {
    Standing.WORKS: (marked("Works"), "success"),
    Standing.DISTURBED: (marked("Disturbed"), "warning"),
    Standing.DOWN: (marked("Does not answer"), "error"),
    Standing.UNKNOWN: (marked("Nobody has asked"), "neutral"),
}


PARTS: dict[str, str] = {
    Part.LOG_IN: marked("Log-in"),
    Part.BOOKING: marked("Booked times"),
    Part.INBOX: marked("Inbox"),
    Part.JOURNAL: marked("The journal"),
    Part.ACCESS_LOG: marked("Who has read"),
}


def about_words(row: Maintenance, systems: dict[str, str], /) -> str:
    """What planned work or a disturbance concerns: a system, a part, or all of the portal."""
    if row.system:
        return systems.get(row.system, row.system)
    return gettext(PARTS[row.part]) if row.part in PARTS else gettext("The portal itself")


def standing_words(standing: Standing, /) -> str:
    """A standing in the reader's language."""
    return gettext(STANDINGS[standing][0])


def tone_of(standing: Standing, /) -> BarTone:
    """The tone that goes with the words."""
    return STANDINGS[standing][1]


def percent_words(percent: Decimal | int | None, /) -> str:
    """A share in the reader's language; a dash where nothing was measured."""
    if percent is None:
        return "–"
    return gettext("%(number)s %%") % {"number": format_decimal(percent, locale=get_language() or "sv")}


def tally_words(tally: Tally, /) -> str:
    """How many questions were answered, and how they were."""
    if not tally.asked:
        return gettext("Nobody has asked")
    return gettext("%(percent)s: %(good)s of %(asked)s questions were answered") % {
        "percent": percent_words(tally.percent),
        "good": tally.good,
        "asked": tally.asked,
    }


def days_chart(*, title: str, days: list[tuple[date, Tally]], now: datetime) -> BarChart:
    """A bar for each day."""
    return BarChart(title=title, bars=[tally_bar(day_in_words(value=on, now=now), tally) for on, tally in days])


def days_table(*, caption: str, days: list[tuple[date, Tally]], now: datetime) -> Table:
    """The same days in words, the latest first."""
    rows = [tally_row(day_in_words(value=on, now=now), tally) for on, tally in reversed(days)]
    return Table(caption=caption, columns=(gettext("Day"), *columns()), rows=rows)


def days_back(*, until: date, count: int) -> list[date]:
    """So many days up to and with the last, the earliest first."""
    return [until - timedelta(days=number) for number in reversed(range(count))]


def columns() -> tuple[str, str, str, str]:
    """What stands over the cells of `tally_row`, after the first."""
    return gettext("How it was"), gettext("Availability"), gettext("Questions answered"), gettext("Failed")


def tally_row(when: str, tally: Tally, /) -> tuple[Cell, ...]:
    """A tally as a row of a table."""
    return (
        Cell(text=when),
        Cell(text=standing_words(tally.standing), tone=tone_of(tally.standing)),
        Cell(text=percent_words(tally.percent), number=True),
        Cell(text=str(tally.good), number=True),
        Cell(text=str(tally.bad), number=True),
    )


def tally_bar(when: str, tally: Tally, /) -> Bar:
    """A tally as a bar."""
    return Bar(words=f"{when}: {tally_words(tally)}", tone=tone_of(tally.standing))
