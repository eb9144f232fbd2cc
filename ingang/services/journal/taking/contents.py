"""What goes into the file: which entries, in which order, and how every source answered; never past the grant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from ingang.foundation.care_units.queries import sensitive_units
from ingang.foundation.personal.scope import query
from ingang.foundation.records.queries import named, texts
from ingang.kernel.grant import Grant
from ingang.services.journal.keeping import Keeper, kept_texts
from ingang.services.journal.kinds import DIAGNOSES, MEDICINES, RESULTS, VACCINATIONS, WARNINGS
from ingang.services.journal.models import Form
from ingang.services.journal.queries import FoundEntry, Timeline, narrowed
from ingang.services.journal.rendering import result_references
from ingang.services.journal.sources import Answer, Entry, State
from ingang.services.journal.sources.records import answers, entry_of
from ingang.services.journal.taking.errors import NotMade
from ingang.services.journal.taking.wishes import Wish

IN_SUMMARY = frozenset(kind.code for kind in (DIAGNOSES, MEDICINES, VACCINATIONS, WARNINGS, RESULTS))


class Planned(msgspec.Struct, frozen=True, array_like=True):
    """An entry of the file, and who holds it; `is_here`: in the house's own records."""

    id: UUID
    source: str
    care_giver: str
    unit: str
    is_here: bool


class Told(msgspec.Struct, frozen=True):
    """A source, and how it answered when the file was made."""

    code: str
    name: str
    state: State
    fetched_at: datetime | None
    entries: int


class Plan(msgspec.Struct, frozen=True):
    """The entries in their order, and every source that was asked."""

    entries: tuple[Planned, ...]
    sources: tuple[Told, ...]

    @property
    def missing(self) -> tuple[Told, ...]:
        """The sources that did not answer, or not with everything."""
        return tuple(one for one in self.sources if one.state is not State.ANSWERED)


@dataclass(frozen=True, kw_only=True)
class Part:
    """An entry that is written, with the source that it came from."""

    source: Told
    found: FoundEntry


def plan(*, timeline: Timeline, wish: Wish, here: Iterable[str]) -> Plan:
    """What the wish leaves of the list, latest first; for another system source by source. `here`: our own sources."""
    ours, entries = frozenset(here), list[Planned]()
    holders = {entry.id: answer.code for answer in timeline.answers for entry in answer.entries}
    for entry in _chosen(timeline, wish):
        code = holders[entry.id]
        entries.append(Planned(entry.id, code, entry.care_giver, entry.unit, code in ours))
    if wish.form is not Form.PDF:
        entries.sort(key=lambda one: one.source)
    told = [Told(one.code, one.name, one.state, one.fetched_at, len(one.entries)) for one in timeline.answers]
    return Plan(tuple(entries), tuple(told))


@query
def parts(*, grant: Grant, keeper: Keeper, timeline: Timeline, plan: Plan, wanted: Sequence[Planned]) -> list[Part]:
    """The wanted entries with their texts, in their order, as far as the grant reaches them now.

    Refuses with NotMade where a text of an entry that is listed is not there: nothing goes missing in silence.
    """
    sources = {one.code: one for one in plan.sources}
    found: dict[UUID, FoundEntry] = {}
    for answer in timeline.answers:
        listed = {one.id: one for one in answer.entries}
        mine = [listed[one.id] for one in wanted if one.source == answer.code and one.id in listed]
        if mine:
            found |= _with_texts(grant, keeper, answer, mine)
    return [Part(source=sources[one.source], found=found[one.id]) for one in wanted if one.id in found]


@query
def is_still_open(*, grant: Grant, plan: Plan, now: datetime) -> bool:
    """Whether the grant reaches every entry of the file at this moment."""
    ours = {entry.id for answer in answers(grant=grant, now=now) for entry in answer.entries}
    units = frozenset(one.unit for one in plan.entries if not one.is_here) if grant.is_guardian else frozenset()
    hidden = sensitive_units(hsa_ids=units)
    return all(
        one.id in ours if one.is_here
        else grant.reaches(care_giver=one.care_giver, unit=one.unit) and one.unit not in hidden
        for one in plan.entries
    )  # fmt: skip


def _chosen(timeline: Timeline, wish: Wish) -> list[Entry]:
    if wish.form is Form.SUMMARY:
        return _for_summary(timeline.entries)
    fitting = narrowed(answers=timeline.answers, care_giver=wish.care_giver, kind=wish.kind).entries
    return [entry for entry in fitting if wish.suits(entry)]


def _for_summary(entries: Iterable[Entry]) -> list[Entry]:
    """What a summary is made of; of each kind of result the latest one that its care giver has."""
    chosen, seen = [], set()
    for entry in entries:
        name = (entry.care_giver, entry.title)
        if entry.kind_code not in IN_SUMMARY or (entry.kind is RESULTS and name in seen):
            continue
        seen.add(name)
        chosen.append(entry)
    return chosen


def _with_texts(grant: Grant, keeper: Keeper, answer: Answer, entries: list[Entry]) -> dict[UUID, FoundEntry]:
    ids = [one.id for one in entries]
    written = texts(grant=grant, ids=ids)
    results = _results_here(grant, answer, written) if written else {}
    if not written:
        written = kept_texts(grant=grant, keeper=keeper, system=answer.code, entries=ids)
        results = _results_there(grant, keeper, answer, written)
        if len(written) < len(entries):
            raise NotMade
    return {
        one.id: FoundEntry(
            entry=one,
            text=written[one.id],
            results=tuple(results[name] for name in _references(written[one.id]) if name in results),
        )
        for one in entries
        if one.id in written
    }


def _references(text: str) -> tuple[str, ...]:
    return result_references(text=text) if '"result"' in text else ()


def _results_here(grant: Grant, answer: Answer, written: Mapping[UUID, str]) -> dict[str, FoundEntry]:
    wanted = {name.partition("/")[2] for text in written.values() for name in _references(text)}
    rows = named(grant=grant, care_giver=answer.code, type="Observation", logical_ids=sorted(wanted)) if wanted else ()
    return {
        f"Observation/{row.logical_id}": FoundEntry(
            entry=entry_of(heading=row.heading, care_giver_name=answer.name), text=row.text
        )
        for row in rows
    }


def _results_there(grant: Grant, keeper: Keeper, answer: Answer, written: Mapping[UUID, str]) -> dict[str, FoundEntry]:
    wanted = {name for text in written.values() for name in _references(text)}
    listed = {one.id: one for one in answer.entries if one.reference in wanted}
    found = kept_texts(grant=grant, keeper=keeper, system=answer.code, entries=listed) if listed else {}
    return {listed[one].reference: FoundEntry(entry=listed[one], text=text) for one, text in found.items()}
