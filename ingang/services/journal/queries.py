"""Reading the journal: the list from every source, latest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ingang.foundation.care_units.queries import care_giver_names
from ingang.foundation.people.queries import identifiers_of
from ingang.foundation.personal.scope import query
from ingang.foundation.records.queries import named, record, texts
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.journal.keeping import Keeper, is_fresh, kept, kept_texts
from ingang.services.journal.kinds import TYPES
from ingang.services.journal.openings import is_new
from ingang.services.journal.rendering import result_references
from ingang.services.journal.series import Series, measured, series
from ingang.services.journal.sources import Answer, Entry, Question, Source
from ingang.services.journal.sources.connected import connected_sources
from ingang.services.journal.sources.records import answers, entry_of


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The entries of the sources that answered, every source's answer, and the sources that are still to be asked."""

    entries: tuple[Entry, ...]
    answers: tuple[Answer, ...]
    waiting: tuple[Source, ...] = ()

    @property
    def failed(self) -> tuple[Answer, ...]:
        """The sources that did not answer, or not with everything: each is named to the reader."""
        return tuple(answer for answer in self.answers if not answer.state.is_whole)


@dataclass(frozen=True, kw_only=True)
class FoundEntry:
    """An entry with its text, and the results that a report points at, each with its own."""

    entry: Entry
    text: str
    results: tuple["FoundEntry", ...] = ()


@query
def timeline(*, grant: Grant, keeper: Keeper, now: datetime) -> Timeline:
    """The person's entries as far as they are here, latest first. A source that failed is named among the answers.

    What was fetched a while ago is shown with its age while its source is asked anew.
    """
    sources = connected_sources()
    outside = _outside(grant, keeper, sources)
    fresh = {answer.code for answer in outside if is_fresh(answer=answer, now=now)}
    waiting = tuple(one for one in sources if one.code not in fresh)
    return narrowed(answers=(*answers(grant=grant, now=now), *outside), waiting=waiting)


def question_about(*, grant: Grant, now: datetime) -> Question:
    """What outside systems are asked: every number that the person has today."""
    identifiers = identifiers_of(person=grant.person, on=local_date(now))
    return Question(person=grant.person, identifiers=tuple(identifiers), asked_at=now)


def narrowed(
    *,
    answers: Iterable[Answer],
    waiting: tuple[Source, ...] = (),
    care_giver: str = "",
    kind: str = "",
    only_after: datetime | None = None,
) -> Timeline:
    """The entries of the answers that fit the filter, latest first; those without a date come last.

    `only_after` leaves those that came after the moment.
    """
    answers = tuple(sorted(answers, key=lambda one: (one.name, one.code)))
    entries = [
        entry
        for answer in answers
        for entry in answer.entries
        if care_giver in {"", entry.care_giver}
        and kind in {"", entry.kind_code}
        and (only_after is None or is_new(entry=entry, since=only_after))
    ]
    found = tuple(sorted(entries, key=_latest_first, reverse=True))
    return Timeline(entries=found, answers=answers, waiting=waiting)


@query
def found_entry(*, grant: Grant, keeper: Keeper, id: UUID) -> FoundEntry | None:
    """The entry, from the house's own records or from what outside systems answered; None when there is none."""
    return _here(grant, id) or _there(grant, keeper, id)


@query
def series_of(*, grant: Grant, keeper: Keeper, id: UUID, now: datetime) -> Series | None:
    """All values of the entry's kind that are here, from every source; None where the entry is no plain number."""
    found = found_entry(grant=grant, keeper=keeper, id=id)
    like = measured(entry=found.entry, text=found.text) if found else None
    if like is None:
        return None
    values = []
    for answer in (*answers(grant=grant, now=now), *_outside(grant, keeper, connected_sources())):
        same = {one.id: one for one in answer.entries if one.title == like.entry.title}
        written = texts(grant=grant, ids=same) | kept_texts(
            grant=grant, keeper=keeper, system=answer.code, entries=same
        )
        values += [measured(entry=one, text=written[one.id]) for one in same.values() if one.id in written]
    return series(like=like, among=filter(None, values))


def _here(grant: Grant, id: UUID) -> FoundEntry | None:
    found = record(grant=grant, id=id)
    if found is None or found.heading.type not in TYPES:
        return None
    care_giver = found.heading.care_giver
    name = care_giver_names(hsa_ids=frozenset({care_giver})).get(care_giver, care_giver)
    ids = [one.partition("/")[2] for one in result_references(text=found.text)]
    results = named(grant=grant, care_giver=care_giver, type="Observation", logical_ids=ids)
    return FoundEntry(
        entry=entry_of(heading=found.heading, care_giver_name=name),
        text=found.text,
        results=tuple(
            FoundEntry(entry=entry_of(heading=one.heading, care_giver_name=name), text=one.text) for one in results
        ),
    )


def _outside(grant: Grant, keeper: Keeper, sources: Iterable[Source]) -> tuple[Answer, ...]:
    """What is kept of these sources; one that is connected no more is not shown any longer."""
    connected = {one.code for one in sources}
    return tuple(answer for answer in kept(grant=grant, keeper=keeper) if answer.code in connected)


def _there(grant: Grant, keeper: Keeper, id: UUID) -> FoundEntry | None:
    for answer in _outside(grant, keeper, connected_sources()):
        entry = next((one for one in answer.entries if one.id == id), None)
        if entry is not None:
            return _with_results(grant, keeper, answer, entry)
    return None


def _with_results(grant: Grant, keeper: Keeper, answer: Answer, entry: Entry) -> FoundEntry | None:
    text = kept_texts(grant=grant, keeper=keeper, system=answer.code, entries=[entry.id]).get(entry.id)
    if text is None:
        return None
    wanted = result_references(text=text)
    results = {one.id: one for reference in wanted for one in answer.entries if one.reference == reference}
    written = kept_texts(grant=grant, keeper=keeper, system=answer.code, entries=results) if results else {}
    found = tuple(FoundEntry(entry=results[one], text=written[one]) for one in results if one in written)
    return FoundEntry(entry=entry, text=text, results=found)


def _latest_first(entry: Entry) -> tuple[bool, float, str]:
    moment = entry.happened_at
    return moment is not None, moment.timestamp() if moment else 0.0, str(entry.id)
