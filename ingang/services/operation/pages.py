"""What the operation's pages show, in words and in charts that say the same."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from ingang.foundation.systems.health import Failure, Health
from ingang.foundation.systems.models import ConnectedSystem
from ingang.foundation.systems.rules import Tally
from ingang.foundation.systems.words import (
    BarTone,
    columns,
    days_back,
    days_chart,
    days_table,
    percent_words,
    standing_words,
    tally_bar,
    tally_row,
    tone_of,
)
from ingang.services.operation.words import OUTCOMES, PROTOCOLS, budget_words
from ingang.ui.charts import BarChart
from ingang.ui.values import Cell, SummaryRow, Table
from ingang.ui.words import clock_in_words, date_in_words

Days = dict[date, Tally]


@dataclass(frozen=True, kw_only=True)
class SystemLine:
    """One system in the list."""

    name: str
    url: str
    now_words: str
    tone: BarTone
    sentences: tuple[str, ...]
    chart: BarChart


def system_line(*, system: ConnectedSystem, health: Health, now: datetime, has_page: bool = True) -> SystemLine:
    """A system with how it fares, in a few sentences and a chart of the last day."""
    is_on = system.is_on
    return SystemLine(
        name=system.name,
        url=reverse("operation:system", kwargs={"code": system.code}) if has_page else "",
        now_words=standing_words(health.now) if is_on else gettext("Turned off"),
        tone=tone_of(health.now) if is_on else "neutral",
        sentences=(
            answered_words(health, now),
            gettext("Last 24 hours: %(share)s. Last 30 days: %(month)s.")
            % {"share": percent_words(health.day.percent), "month": percent_words(health.budget.month.percent)},
            budget_words(health.budget),
        ),
        chart=hours_chart(health),
    )


def system_page(*, system: ConnectedSystem, health: Health, days: Days, failed: list[Failure], now: datetime) -> Any:
    """Everything about one system."""
    line = system_line(system=system, health=health, now=now)
    last_30 = [(on, days.get(on, Tally())) for on in days_back(until=now.date(), count=30)]
    return {
        "system": system,
        "line": line,
        "rows": _rows(system, health, now),
        "hours": line.chart,
        "hours_table": _hours_table(health),
        "days": days_chart(title=gettext("Last 30 days"), days=last_30, now=now),
        "days_table": days_table(caption=gettext("Last 30 days"), days=last_30, now=now),
        "failures": _failures_table(failed, now) if failed else None,
        "budget": budget_words(health.budget),
    }


def answered_words(health: Health, now: datetime) -> str:
    """When it answered last."""
    if health.answered_at is None:
        return gettext("It has never answered.")
    return gettext("It answered last %(moment)s.") % {"moment": date_in_words(value=health.answered_at, now=now)}


def hours_chart(health: Health) -> BarChart:
    """The last 24 hours, a bar for each."""
    bars = [tally_bar(clock_in_words(value=hour), tally) for hour, tally in health.hours]
    return BarChart(title=gettext("Last 24 hours"), bars=bars)


def _hours_table(health: Health) -> Table:
    rows = [tally_row(clock_in_words(value=hour), tally) for hour, tally in reversed(health.hours)]
    return Table(caption=gettext("Last 24 hours"), columns=(gettext("Hour"), *columns()), rows=rows)


def _rows(system: ConnectedSystem, health: Health, now: datetime) -> list[SummaryRow]:
    version = system.version or "–"
    if system.version_at:
        moment = date_in_words(value=system.version_at, now=now)
        version = gettext("%(version)s, told %(moment)s") % {"version": version, "moment": moment}
    protocol = gettext(PROTOCOLS.get(system.protocol, system.protocol))
    index = gettext("Yes") if system.tells_index else gettext("No: it is asked about everybody")
    return [
        SummaryRow(question=gettext("Now"), answer=answered_words(health, now)),
        SummaryRow(question=gettext("HSA-id"), answer=system.code),
        SummaryRow(question=gettext("Care giver"), answer=system.care_giver),
        SummaryRow(question=gettext("Protocol"), answer=protocol),
        SummaryRow(question=gettext("Version"), answer=version),
        SummaryRow(question=gettext("Address"), answer=system.url),
        SummaryRow(question=gettext("Tells the engagement index"), answer=index),
    ]


def _failures_table(failed: list[Failure], now: datetime) -> Table:
    rows = [
        (
            Cell(text=gettext(OUTCOMES.get(one.outcome, one.outcome))),
            Cell(text=one.error or "–"),
            Cell(text=str(one.count), number=True),
            Cell(text=date_in_words(value=one.last_at, now=now)),
        )
        for one in failed
    ]
    columns = (gettext("What happened"), gettext("Code"), gettext("How often"), gettext("Last"))
    return Table(caption=gettext("Failures in the last two days"), columns=columns, rows=rows)
