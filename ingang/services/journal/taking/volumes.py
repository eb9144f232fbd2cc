"""The journal as a document: the entries as their pages show them, in volumes that each fit in a little memory."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext, ngettext

from ingang.foundation.care_units.queries import care_giver_names
from ingang.kernel.periods import local
from ingang.services.journal.kinds import KIND_BY_CODE
from ingang.services.journal.pages import happened_words, origin_of, title_of
from ingang.services.journal.rendering import Passage, shown
from ingang.services.journal.taking.about import About, Written
from ingang.services.journal.taking.blocks import blocks_of
from ingang.services.journal.taking.contents import Part, Told
from ingang.services.journal.taking.errors import NotMade
from ingang.services.journal.taking.wishes import wish_of
from ingang.services.journal.words import LATER, STATE_WORDS
from ingang.ui.brands import choose_brand
from ingang.ui.typesetting.asking import NotSet
from ingang.ui.typesetting.asking import typeset as set_document
from ingang.ui.values import Table
from ingang.ui.words import date_in_words

SOURCE = Path(__file__).parent / "journal.typ"
LARGEST = 450_000
"""So many characters of values in a volume: the setter holds all of it in memory, about 500 bytes for each."""


class Volumes:
    """Documents of at most so many entries, each set by a process of its own."""

    most = 1500

    def __init__(self, about: About) -> None:
        self._about = about

    def written(self, *, found: Sequence[Part], wanted: int) -> Written:
        """The next volume. What does not fit in it comes in the one after. Refuses with NotMade."""
        entries: list[tuple[Part, dict[str, Any]]] = []
        length = 0
        for part in found:
            values = entry_values(part=part, about=self._about)
            length += len(json.dumps(values, ensure_ascii=False))
            if entries and length > LARGEST:
                break
            entries.append((part, values))
        dealt_with = wanted if len(entries) == len(found) else self._place(found[len(entries)])
        document = self._document(entries, is_all=self._about.is_first and self._about.is_last(dealt_with))
        return Written(content=typeset(document), entries=dealt_with)

    def _place(self, part: Part) -> int:
        """How many planned entries come before this one in the step."""
        ids = [one.id for one in self._about.plan.entries]
        return ids.index(part.found.entry.id) - self._about.taking.done

    def _document(self, entries: Sequence[tuple[Part, dict[str, Any]]], *, is_all: bool) -> dict[str, Any]:
        about = self._about
        made = about.now.astimezone(UTC)
        brand = choose_brand(code=settings.INGANG_BRAND, decision=settings.INGANG_BRAND_DECISION)
        return {
            "language": (get_language() or "sv")[:2],
            "title": _title(about, is_all),
            "author": brand.name,
            "made": [made.year, made.month, made.day, made.hour, made.minute, made.second],
            "footer": about.name,
            "about": _about(about, is_all),
            "contents_title": gettext("Contents"),
            "groups": _groups(entries),
            "empty": _empty(about),
        }


def typeset(document: dict[str, Any], /) -> bytes:
    """The document as PDF, by a process whose memory goes with it. Refuses with NotMade what can not be set."""
    try:
        return set_document(source=SOURCE, values=document)
    except NotSet as error:
        raise NotMade from error


def entry_values(*, part: Part, about: About) -> dict[str, Any]:
    """One entry, with the same words as its page has."""
    found = part.found
    entry = found.entry
    page = shown(text=found.text, title=entry.title, results=[one.text for one in found.results], now=about.read_at)
    unsigned = gettext("Not signed yet. The text may be changed before it is signed.")
    file = gettext("A document belongs to this entry. It is in the file that the entry's page lets you download.")
    return {
        "title": title_of(entry),
        "when": happened_words(entry, about.read_at),
        "origin": origin_of(entry),
        "unsigned": unsigned if entry.is_signed is False else "",
        "language": _language(page.language),
        "passages": [one for one in map(_passage, page.passages) if one["blocks"]],
        "values": _table(page.values) if page.values else None,
        "rows": [[row.question, row.answer] for row in page.rows],
        "file": file if page.has_file else "",
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {"title": passage.title, "blocks": blocks_of(html=passage.html)}


def _table(table: Table) -> dict[str, Any]:
    rows = [[cell.text for cell in row] for row in table.rows]
    return {"caption": table.caption, "columns": list(table.columns), "rows": rows}


def _language(code: str) -> str:
    """Only what looks like a language is handed on."""
    language = code.partition("-")[0].lower()
    return language if language.isascii() and language.isalpha() and len(language) in {2, 3} else "sv"


def _groups(entries: Iterable[tuple[Part, dict[str, Any]]]) -> list[dict[str, Any]]:
    """By year, as they come: the bookmarks of the document."""
    grouped = groupby(entries, key=lambda one: one[0].found.entry.happened[:4])
    return [{"title": year or gettext("No date given"), "entries": [one for _, one in ones]} for year, ones in grouped]


def _title(about: About, is_all: bool) -> str:
    if is_all:
        return gettext("The journal of %(name)s") % {"name": about.name}
    return gettext("The journal of %(name)s, part %(number)s") % {"name": about.name, "number": about.taking.steps + 1}


def _about(about: About, is_all: bool) -> dict[str, Any]:
    sources = about.plan.sources
    count = len(about.plan.entries)
    entries = ngettext("%(count)s entry", "%(count)s entries", count) % {"count": count}
    in_parts = gettext("%(entries)s in several parts") % {"entries": entries}
    rows = [
        [gettext("For"), ", ".join([about.name, *(str(one.value) for one in about.identifiers[:1])])],
        [gettext("Made"), _moment(about)],
        [gettext("Contents"), entries if is_all else in_parts],
        *_filter(about),
        *([[gettext("Left out"), gettext(LATER)]] if about.plan.something_waits else []),
    ]
    return {
        "title": gettext("About this document"),
        "rows": rows,
        "missing_title": gettext("What is missing"),
        "missing_text": gettext("These did not answer, or not with everything. There may be more there."),
        "missing": [source_words(source=one, about=about) for one in about.plan.missing],
        "sources_title": gettext("Who has answered"),
        "sources": [source_words(source=one, about=about) for one in sources if one not in about.plan.missing],
    }


def source_words(*, source: Told, about: About) -> str:
    """How a source answered, and when what it has was fetched."""
    sentences = [gettext(STATE_WORDS[source.state])]
    if source.fetched_at is not None:
        when = date_in_words(value=source.fetched_at, now=about.read_at)
        sentences.append(gettext("Fetched %(when)s.") % {"when": when})
    return f"{source.name}: {' '.join(sentences)}"


def _moment(about: About) -> str:
    return f"{local(about.now):%Y-%m-%d %H:%M}"


def _filter(about: About) -> list[list[str]]:
    """What was left out by choice is said, so that nobody takes a part for the whole."""
    wish = wish_of(taking=about.taking)
    names = care_giver_names(hsa_ids=frozenset({wish.care_giver})) if wish.care_giver else {}
    chosen = {
        gettext("With these words"): wish.sought,
        gettext("New since"): f"{local(wish.only_after):%Y-%m-%d %H:%M}" if wish.only_after else "",
        gettext("Only from"): names.get(wish.care_giver, wish.care_giver),
        gettext("Only"): gettext(KIND_BY_CODE[wish.kind].title) if wish.kind else "",
        gettext("From and including"): wish.since,
        gettext("Until and including"): wish.until,
    }
    return [[question, answer] for question, answer in chosen.items() if answer]


def _empty(about: About) -> str:
    if about.plan.missing:
        return gettext("No entries could be fetched now. That does not mean that there are none.")
    return gettext("No entry fits your choice")
