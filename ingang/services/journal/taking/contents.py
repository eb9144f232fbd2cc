"""What goes into the file: which entries, in which order, and how every source answered; never past the grant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from uuid import UUID

import msgspec
from msgspec import structs

from ingang.foundation.care_units.queries import sensitive_units
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.personal.scope import query
from ingang.foundation.records.held import referred
from ingang.kernel.grant import Grant
from ingang.services.journal.finding import entries_with
from ingang.services.journal.gate import Gate, gate, passed, written
from ingang.services.journal.kinds import DIAGNOSES, MEDICINES, RESULTS, VACCINATIONS, WARNINGS
from ingang.services.journal.models import Form
from ingang.services.journal.queries import FoundEntry, Timeline, narrowed
from ingang.services.journal.rendering import result_references
from ingang.services.journal.sources import Answer, Entry, State
from ingang.services.journal.sources.records import answers
from ingang.services.journal.taking.around import Around, around, is_shown_still, patient_at
from ingang.services.journal.taking.errors import NotMade
from ingang.services.journal.taking.wishes import Wish

IN_SUMMARY = frozenset(kind.code for kind in (DIAGNOSES, MEDICINES, VACCINATIONS, WARNINGS, RESULTS))


class Planned(msgspec.Struct, frozen=True, array_like=True):
    """An entry of the file, who holds it, and what others call it there; `is_here`: in the house's own records."""

    id: UUID
    source: str
    care_giver: str
    unit: str
    is_here: bool
    reference: str = ""


class Told(msgspec.Struct, frozen=True):
    """A source, and how it answered when the file was made."""

    code: str
    name: str
    state: State
    fetched_at: datetime | None
    entries: int


class Plan(msgspec.Struct, frozen=True):
    """The entries in their order, every source that was asked, and whether the reader has put something off.

    `rules` tells whether what is held back from her has changed since. `patients` are what sources call the person,
    each as its source and her id there; with what is `around`, the entries' references lead somewhere.
    """

    entries: tuple[Planned, ...]
    sources: tuple[Told, ...]
    something_waits: bool
    rules: str
    patients: tuple[tuple[str, str], ...] = ()
    around: tuple[Around, ...] = ()

    @property
    def missing(self) -> tuple[Told, ...]:
        """The sources that did not answer, or not with everything."""
        return tuple(one for one in self.sources if one.state is not State.ANSWERED)


@dataclass(frozen=True, kw_only=True)
class Part:
    """An entry that is written, with the source that it came from."""

    source: Told
    found: FoundEntry


@query
def chosen(*, grant: Grant, keeper: Keeper, timeline: Timeline, wish: Wish, now: datetime) -> list[Entry]:
    """The entries that the wish leaves of the list, latest first."""
    if wish.form is Form.SUMMARY:
        return _for_summary(timeline.entries)
    found = narrowed(
        answers=timeline.answers,
        care_giver=wish.care_giver,
        kind=wish.kind,
        only_after=wish.only_after,
        among=entries_with(grant=grant, keeper=keeper, answers=timeline.answers, sought=wish.sought, now=now),
    )
    return [entry for entry in found.entries if wish.suits(entry)]


@query
def plan(*, grant: Grant, keeper: Keeper, timeline: Timeline, wish: Wish, now: datetime) -> Plan:
    """What the wish leaves of the list, latest first; for another system source by source."""
    ours = {answer.code for answer in answers(grant=grant, now=now)}
    entries: list[Planned] = []
    holders = {entry.id: answer.code for answer in timeline.answers for entry in answer.entries}
    for entry in chosen(grant=grant, keeper=keeper, timeline=timeline, wish=wish, now=now):
        code = holders[entry.id]
        entries.append(Planned(entry.id, code, entry.care_giver, entry.unit, code in ours, entry.reference))
    if wish.form is not Form.PDF:
        entries.sort(key=lambda one: one.source)
    told = [Told(one.code, one.name, one.state, one.fetched_at, len(one.entries)) for one in timeline.answers]
    rules = _fingerprint(gate(grant=grant, now=now))
    return Plan(tuple(entries), tuple(told), timeline.something_waits, rules)


def with_around(*, grant: Grant, keeper: Keeper, timeline: Timeline, plan: Plan, now: datetime) -> Plan:
    """The plan with what its entries refer to, so that any step knows what is in the file.

    No query: what is on a care giver's shelf is opened and recorded first, in a transaction of its own.
    """
    here = {one.source for one in plan.entries if one.is_here}
    patients, beside = set[tuple[str, str]](), list[Around]()
    for code, texts in _texts(grant=grant, keeper=keeper, timeline=timeline, plan=plan, now=now).items():
        patients |= {(code, name) for text in texts if (name := patient_at(text=text))}
        if code in here:
            names = frozenset(name for text in texts for name in referred(text=text))
            beside += around(grant=grant, care_giver=code, names=names, now=now)
    return structs.replace(plan, patients=tuple(sorted(patients)), around=tuple(beside))


@query
def parts(
    *, grant: Grant, keeper: Keeper, timeline: Timeline, plan: Plan, wanted: Sequence[Planned], now: datetime
) -> list[Part]:
    """The wanted entries with their texts, in their order, as far as the reader is shown them now.

    Refuses with NotMade where a text of an entry that is listed is not there: nothing goes missing in silence.
    """
    sources, through = {one.code: one for one in plan.sources}, gate(grant=grant, now=now)
    found: dict[UUID, FoundEntry] = {}
    for answer in timeline.answers:
        listed = {one.id: one for one in answer.entries}
        mine = [listed[one.id] for one in wanted if one.source == answer.code and one.id in listed]
        if mine:
            found |= _with_texts(grant, keeper, through, answer, mine)
    return [Part(source=sources[one.source], found=found[one.id]) for one in wanted if one.id in found]


@query
def is_still_open(*, grant: Grant, keeper: Keeper, plan: Plan, now: datetime) -> bool:
    """Whether the reader would be shown every entry of the file, and what is around them, at this moment."""
    through = gate(grant=grant, now=now)
    if _fingerprint(through) != plan.rules or not is_shown_still(grant=grant, around=plan.around):
        return False
    here = passed(grant=grant, keeper=keeper, gate=through, answers=answers(grant=grant, now=now)).answers
    ours = {entry.id for answer in here for entry in answer.entries}
    units = frozenset(one.unit for one in plan.entries if not one.is_here) if grant.is_guardian else frozenset()
    hidden = sensitive_units(hsa_ids=units)
    return all(
        one.id in ours if one.is_here
        else grant.reaches(care_giver=one.care_giver, unit=one.unit) and one.unit not in hidden
        for one in plan.entries
    )  # fmt: skip


@query
def _texts(
    *, grant: Grant, keeper: Keeper, timeline: Timeline, plan: Plan, now: datetime
) -> dict[str, tuple[str, ...]]:
    """The texts of the planned entries, by their source."""
    through, found = gate(grant=grant, now=now), {}
    for answer in timeline.answers:
        ids = [one.id for one in plan.entries if one.source == answer.code]
        texts = written(grant=grant, keeper=keeper, gate=through, answers=[answer], ids=ids)
        found[answer.code] = tuple(texts.values())
    return found


def _for_summary(entries: Iterable[Entry]) -> list[Entry]:
    """What a summary is made of; of each kind of result the latest one that its care giver has.

    A report and the value in it can have the same title, and are two things: only the value says the number.
    """
    chosen, seen = [], set()
    for entry in entries:
        name = (entry.care_giver, entry.reference.partition("/")[0], entry.title)
        if entry.kind_code not in IN_SUMMARY or (entry.kind is RESULTS and name in seen):
            continue
        seen.add(name)
        chosen.append(entry)
    return chosen


def _with_texts(
    grant: Grant, keeper: Keeper, through: Gate, answer: Answer, entries: list[Entry]
) -> dict[UUID, FoundEntry]:
    reading = partial(written, grant=grant, keeper=keeper, gate=through, answers=[answer])
    texts = reading(ids=[one.id for one in entries])
    if len(texts) < len(entries):
        raise NotMade
    wanted = {name for text in texts.values() for name in _references(text)}
    results = {one.reference: one for one in answer.entries if one.reference in wanted}
    said = reading(ids=[one.id for one in results.values()]) if results else {}
    values = {name: FoundEntry(entry=one, text=said[one.id]) for name, one in results.items() if one.id in said}
    return {
        one.id: FoundEntry(
            entry=one,
            text=texts[one.id],
            results=tuple(values[name] for name in _references(texts[one.id]) if name in values),
        )
        for one in entries
    }


def _references(text: str) -> tuple[str, ...]:
    return result_references(text=text) if '"result"' in text else ()


def _fingerprint(through: Gate) -> str:
    """Of what care givers hold back and the reader has put off: what else the gate says only opens with time."""
    said = msgspec.json.encode([through.rules, through.choices.when], order="deterministic")
    return sha256(said).hexdigest()
