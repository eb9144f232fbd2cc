"""Values for the templates, ready to show."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from ingang.foundation.care_units.queries import care_giver_names
from ingang.foundation.records.queries import FoundRecord, named
from ingang.kernel.grant import Grant
from ingang.services.journal.rendering import result_ids, shown
from ingang.services.journal.sources import Entry
from ingang.services.journal.sources.records import entry_of
from ingang.services.journal.values import date_words
from ingang.ui.values import TimelineItem


def timeline_items(*, entries: Iterable[Entry], now: datetime) -> list[TimelineItem]:
    """The lines of the list: when, what, and who wrote it."""
    return [
        TimelineItem(
            at=entry.happened_at or entry.stored_at,
            when=happened_words(entry, now),
            title=title_of(entry),
            text=gettext("Not signed yet") if entry.is_signed is False else "",
            source=origin_of(entry),
            url=reverse("journal:entry", kwargs={"id": entry.id}),
            icon=entry.kind.icon,
        )
        for entry in entries
    ]


def entry_page(*, found: FoundRecord, grant: Grant, now: datetime) -> dict[str, Any]:
    """What the page of one entry shows, with the values of a report beside it."""
    heading = found.heading
    names = care_giver_names(hsa_ids=frozenset({heading.care_giver}))
    entry = entry_of(heading=heading, care_giver_name=names.get(heading.care_giver, heading.care_giver))
    results = named(
        grant=grant, care_giver=heading.care_giver, type="Observation", logical_ids=result_ids(text=found.text)
    )
    return {
        "entry": entry,
        "kind": gettext(entry.kind.one),
        "happened": happened_words(entry, now),
        "origin": origin_of(entry),
        "shown": shown(text=found.text, title=entry.title, results=[one.text for one in results], now=now),
    }


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
