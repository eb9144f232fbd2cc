"""Values for the templates of vaccinations and growth: charts, and the same in tables."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from ingang.services.journal.growth import Growth
from ingang.services.journal.pages import happened_words, origin_of
from ingang.services.journal.vaccinations import Protection
from ingang.ui.charts import EventChart, LineChart, Point, Row
from ingang.ui.values import Cell, Table


def vaccinations_page(*, found: Sequence[Protection], now: datetime) -> dict[str, Any]:
    """A chart of the doses by what they protect against, and the same in a table with who gave them."""
    columns = (gettext("Against"), gettext("When"), gettext("Vaccine"), gettext("Dose"), gettext("From"))
    rows = [
        (
            Cell(text=protection.name),
            Cell(text=happened_words(one.entry, now), url=reverse("journal:entry", kwargs={"id": one.entry.id})),
            Cell(text=one.vaccine),
            Cell(text=one.number or "–", number=True),
            Cell(text=origin_of(one.entry)),
        )
        for protection in found
        for one in protection.doses
    ]
    dated = [Row(name=one.name, days=days) for one in found if (days := [dose.on for dose in one.doses if dose.on])]
    title = gettext("Vaccinations over the years")
    return {
        "chart": EventChart(title=title, rows=dated) if dated else None,
        "table": Table(caption=gettext("Each vaccination"), columns=columns, rows=rows) if rows else None,
    }


def growth_page(*, found: Sequence[Growth], now: datetime) -> dict[str, Any]:
    """For each measure a chart beside what is usual, and the same in a table."""
    return {"measures": [_measure(one, now) for one in found], "has_usual": any(one.usual for one in found)}


def _measure(one: Growth, now: datetime) -> dict[str, Any]:
    name = gettext(one.measure.title)
    title = f"{name} ({one.measure.unit})"
    points = [Point(on=value.on, value=value.value, words=value.words) for value in one.values]
    rows = [
        (
            Cell(text=happened_words(value.entry, now), url=reverse("journal:entry", kwargs={"id": value.entry.id})),
            Cell(text=value.words, number=True),
            Cell(text=origin_of(value.entry)),
        )
        for value in reversed(one.values)
    ]
    columns = (gettext("When"), gettext("Value"), gettext("From"))
    return {
        "code": one.measure.code,
        "title": name,
        "chart": LineChart(title=title, points=points, usual=one.usual),
        "table": Table(caption=gettext("All values: %(measure)s") % {"measure": name}, columns=columns, rows=rows),
    }
