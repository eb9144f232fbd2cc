"""Values for the templates, ready to show."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, gettext

from ingang.foundation.records.plain import plain_words
from ingang.foundation.systems.announcing import system_words
from ingang.services.journal.merging import Line
from ingang.services.journal.openings import is_new
from ingang.services.journal.queries import FoundEntry
from ingang.services.journal.rendering import shown
from ingang.services.journal.series import Measured, Series, measured
from ingang.services.journal.sources import Answer, Entry, Source, State
from ingang.services.journal.terms import explained
from ingang.services.journal.values import date_words
from ingang.services.journal.words import STATE_WORDS
from ingang.ui.charts import LineChart, Point
from ingang.ui.values import Cell, Link, Table, TimelineItem
from ingang.ui.words import date_in_words


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where the pages of an entry are, as names of addresses that take `id`, and what else these take."""

    entry: str = "journal:entry"
    values: str = "journal:values"
    person: UUID | None = None

    def of(self, name: str, id: UUID) -> str:
        """The address of one of them for an entry."""
        return reverse(name, kwargs={"id": id} | ({"person": self.person} if self.person else {}))


RESIDENTS = Places()


def timeline_items(
    *, lines: Iterable[Line], now: datetime, since: datetime | None = None, places: Places = RESIDENTS
) -> list[TimelineItem]:
    """The lines of the list: when, what, and who wrote it; what came after `since` is marked as new."""
    return [
        TimelineItem(
            at=entry.happened_at or entry.stored_at,
            when=happened_words(entry, now),
            title=title_of(entry),
            text=_marks(entry),
            mark=gettext("New") if is_new(entry=entry, since=since) else "",
            source=origin_of(entry),
            url=places.of(places.entry, entry.id),
            icon=entry.kind.icon,
            also=[Link(title=origin_of(one), url=places.of(places.entry, one.id)) for one in copies],
        )
        for entry, copies in ((line.entry, line.copies) for line in lines)
    ]


def _marks(entry: Entry) -> str:
    """What a reader must know of the entry before she opens it; what is withheld is shown to staff alone."""
    unsigned = gettext("Not signed yet") if entry.is_signed is False else ""
    withheld = gettext("Not shown to the patient") if entry.is_withheld else ""
    return " · ".join(filter(None, (unsigned, withheld)))


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """A source and how it answered, in words; `is_failed` where something may be missing. `message` is its own."""

    name: str
    words: str
    is_failed: bool
    message: str = ""


def source_rows(*, answers: Iterable[Answer], waiting: Iterable[Source], now: datetime) -> list[SourceRow]:
    """Every source by name: those that are asked right now, those that answered, and those that did not."""
    coming = {source.code: source.name for source in waiting}
    rows = [_source_row(answer, answer.code in coming, now) for answer in answers]
    known = {answer.code for answer in answers}
    rows += [
        SourceRow(name=name, words=_with_work(gettext("Is being asked …"), code, now), is_failed=False)
        for code, name in coming.items()
        if code not in known
    ]
    return sorted(rows, key=lambda row: row.name)


def _source_row(answer: Answer, is_waiting: bool, now: datetime) -> SourceRow:
    is_empty = answer.state.is_whole and not answer.entries
    state = State.NOT_REGISTERED if is_empty else answer.state
    said = gettext(STATE_WORDS[state])
    sentences = [gettext("Is being asked …") if is_waiting else said]
    if answer.fetched_at is not None and not is_empty:
        sentences.append(gettext("Fetched %(when)s.") % {"when": date_in_words(value=answer.fetched_at, now=now)})
    elif not is_waiting and not answer.state.is_whole:
        sentences.append(gettext("There may be information there that you do not see now."))
    is_failed = not answer.state.is_whole and not is_waiting
    words = _with_work(" ".join(sentences), answer.code, now)
    message = "" if answer.state.is_failure else answer.message
    return SourceRow(name=answer.name, words=words, is_failed=is_failed, message=message)


def _with_work(words: str, code: str, now: datetime) -> str:
    """How it answered, and what the operation has announced about it."""
    return " ".join(filter(None, (words, system_words(system=code, now=now))))


def entry_page(*, found: FoundEntry, now: datetime, places: Places = RESIDENTS) -> dict[str, Any]:
    """What the page of one entry shows, with the values of a report beside it."""
    entry = found.entry
    return {
        "entry": entry,
        "kind": gettext(entry.kind.one),
        "happened": happened_words(entry, now),
        "origin": origin_of(entry),
        "shown": shown(text=found.text, title=entry.title, results=[one.text for one in found.results], now=now),
        "over_time": _over_time(found, places),
        "terms": explained(words=_all_words(found), language=get_language() or "sv"),
    }


def series_page(*, found: Series, now: datetime, places: Places = RESIDENTS) -> dict[str, Any]:
    """A chart of the values, and the same in a table with who measured."""
    points = [Point(on=one.on, value=one.value, words=one.words) for one in found.values]
    rows = [
        (
            Cell(text=happened_words(one.entry, now), url=places.of(places.entry, one.entry.id)),
            Cell(text=one.words, number=True),
            Cell(text=one.interval or "–", number=True),
            _assessment(one),
            Cell(text=origin_of(one.entry)),
        )
        for one in found.values
    ]
    columns = (gettext("When"), gettext("Value"), gettext("Reference interval"), gettext("Assessment"), gettext("From"))
    return {
        "name": found.name,
        "chart": LineChart(title=found.name, points=points, low=found.low, high=found.high),
        "table": Table(caption=gettext("All values"), columns=columns, rows=rows),
    }


def _assessment(one: Measured) -> Cell:
    """Said in words, as the chart says it in colour; a value without an interval is not assessed."""
    if not one.interval:
        return Cell(text="–")
    if one.is_outside:
        return Cell(text=gettext("Outside the interval"), tone="warning")
    return Cell(text=gettext("Within the interval"), tone="success")


def _all_words(found: FoundEntry) -> str:
    said = (plain_words(resource=json.loads(one.text)) for one in (found, *found.results))
    return " ".join((found.entry.title, *said))


def _over_time(found: FoundEntry, places: Places) -> list[Link]:
    """A link to the values over time, for each plain number that the entry has."""
    numbers = [one for one in (found, *found.results) if measured(entry=one.entry, text=one.text)]
    return [
        Link(
            title=gettext("%(name)s over time") % {"name": one.entry.title},
            url=places.of(places.values, one.entry.id),
        )
        for one in numbers
    ]


def title_of(entry: Entry) -> str:
    """What the entry is, and what it is about where the author said so."""
    kind = gettext(entry.kind.one)
    return gettext("%(kind)s: %(title)s") % {"kind": kind, "title": entry.title} if entry.title else kind


def origin_of(entry: Entry) -> str:
    """The unit, where it is known, and the care giver."""
    return ", ".join(dict.fromkeys(filter(None, (entry.unit_name, entry.care_giver_name))))


def happened_words(entry: Entry, now: datetime) -> str:
    """When it happened, no more exact than it was written."""
    return date_words(written=entry.happened, now=now) if entry.happened else gettext("No date given")
