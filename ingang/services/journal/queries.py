"""Reading the journal: the list from every source, latest first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from uuid import UUID

from ingang.connectors.rivta.replies import Asker
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.people.queries import identifiers_of, person
from ingang.foundation.personal.scope import query
from ingang.foundation.records.queries import NEVER, record
from ingang.kernel.actor import Actor, Representative, Resident
from ingang.kernel.grant import Grant
from ingang.kernel.periods import age_on, local_date
from ingang.services.journal.finding import entries_with, sought_words
from ingang.services.journal.gate import Gate, gate, passed, written
from ingang.services.journal.keeping import is_fresh, kept, kept_holding
from ingang.services.journal.kinds import TYPES, Kind
from ingang.services.journal.openings import is_new
from ingang.services.journal.rendering import result_references
from ingang.services.journal.series import Series, measured, series
from ingang.services.journal.sources import Answer, Entry, Question, Source, State
from ingang.services.journal.sources.connected import connected_sources
from ingang.services.journal.sources.records import NOBODY, answer_about, answer_of, answers

GROWN_AT = 20


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The entries of the sources that answered, every source's answer, and the sources that are still to be asked.

    `something_waits`: there is something that the reader has chosen to see later. `among` are those in which what was
    sought stands, of the answers that hold others too; None where nothing was.
    """

    found: tuple[Entry, ...]
    answers: tuple[Answer, ...]
    waiting: tuple[Source, ...] = ()
    something_waits: bool = False
    among: frozenset[UUID] | None = None

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What was found, latest first, without a date last. Put in order when somebody reads it: it may be long."""
        return tuple(sorted(self.found, key=_latest_first, reverse=True))

    @property
    def failed(self) -> tuple[Answer, ...]:
        """The sources that did not answer, or not with everything: each is named to the reader."""
        return tuple(answer for answer in self.answers if not answer.state.is_whole)


@dataclass(frozen=True, kw_only=True)
class FoundEntry:
    """An entry with its text, and the results that a report points at, each with its own.

    `is_outside` where another care giver's system has it.
    """

    entry: Entry
    text: str
    results: tuple["FoundEntry", ...] = ()
    is_outside: bool = False


@query
def timeline(*, grant: Grant, keeper: Keeper, now: datetime, sought: str = "") -> Timeline:
    """The person's entries as far as they are here, latest first. A source that failed is named among the answers.

    What was fetched a while ago is shown with its age while its source is asked anew. Where something is sought, the
    house's other entries are left out at once, unless the gate must weigh each of them.
    """
    sources, through = _sources(grant), gate(grant=grant, now=now)
    outside = _outside(grant, keeper, sources)
    fresh = {answer.code for answer in outside if is_fresh(answer=answer, now=now)}
    words = sought_words(sought=sought) if through.is_open else []
    here = passed(grant=grant, keeper=keeper, gate=through, answers=answers(grant=grant, now=now, words=words))
    there = passed(grant=grant, keeper=keeper, gate=through, answers=outside)
    # Care givers with records here are named for what they show: one of which all is held back would be a trace.
    shown = [one for one in here.answers if one.entries or one.state is not State.ANSWERED]
    return replace(
        narrowed(answers=(*shown, *there.answers), waiting=tuple(one for one in sources if one.code not in fresh)),
        something_waits=here.something_waits or there.something_waits,
        among=kept_holding(grant=grant, keeper=keeper, words=words)
        if words
        else entries_with(grant=grant, keeper=keeper, answers=(*here.answers, *there.answers), sought=sought, now=now),
    )


def question_about(*, grant: Grant, now: datetime) -> Question:
    """What outside systems are asked: every number that the person has today, and who asks."""
    identifiers = identifiers_of(person=grant.person, on=local_date(now))
    return Question(person=grant.person, identifiers=tuple(identifiers), asked_at=now, asker=_asker(grant.actor, now))


def narrowed(
    *,
    answers: Iterable[Answer],
    waiting: tuple[Source, ...] = (),
    care_giver: str = "",
    kind: str = "",
    only_after: datetime | None = None,
    among: frozenset[UUID] | None = None,
) -> Timeline:
    """The entries of the answers that fit the filter.

    `only_after` leaves those that came after the moment, `among` those that a search has found.
    """
    answers = tuple(sorted(answers, key=lambda one: (one.name, one.code)))
    found = tuple(
        entry
        for answer in answers
        for entry in answer.entries
        if care_giver in {"", entry.care_giver}
        and kind in {"", entry.kind_code}
        and (only_after is None or is_new(entry=entry, since=only_after))
        and (among is None or answer.is_sought or entry.id in among)
    )
    return Timeline(found=found, answers=answers, waiting=waiting)


@query
def found_entry(*, grant: Grant, keeper: Keeper, id: UUID, now: datetime) -> FoundEntry | None:
    """The entry, from the house's own records or from what outside systems answered; None when there is none."""
    through = gate(grant=grant, now=now)
    answer, is_outside = _answer_with(grant, keeper, through, id, now)
    if answer is None:
        return None
    entries = {one.id: one for one in answer.entries}
    text = written(grant=grant, keeper=keeper, gate=through, answers=[answer], ids=[id]).get(id)
    if text is None:
        return None
    wanted = result_references(text=text)
    results = {one.id: one for reference in wanted for one in answer.entries if one.reference == reference}
    said = written(grant=grant, keeper=keeper, gate=through, answers=[answer], ids=results) if results else {}
    values = tuple(FoundEntry(entry=results[one], text=said[one]) for one in results if one in said)
    return FoundEntry(entry=entries[id], text=text, results=values, is_outside=is_outside)


@query
def series_of(*, grant: Grant, keeper: Keeper, id: UUID, now: datetime) -> Series | None:
    """All values of the entry's kind that are here, from every source; None where the entry is no plain number."""
    found = found_entry(grant=grant, keeper=keeper, id=id, now=now)
    like = measured(entry=found.entry, text=found.text) if found else None
    if like is None:
        return None
    same = told_by(
        grant=grant,
        keeper=keeper,
        kind=like.entry.kind,
        now=now,
        like=lambda one: one.title == like.entry.title,
    )
    values = (measured(entry=entry, text=text) for entry, text in same)
    return series(like=like, among=filter(None, values))


@query
def is_growing(*, grant: Grant, now: datetime) -> bool:
    """Whether the person is young enough for growth to be looked at: under 20."""
    who = person(id=grant.person)
    return who is not None and who.birth_date is not None and age_on(who.birth_date, on=local_date(now)) < GROWN_AT


@query
def told_by(
    *, grant: Grant, keeper: Keeper, kind: Kind, now: datetime, like: Callable[[Entry], bool] = lambda _: True
) -> list[tuple[Entry, str]]:
    """The entries of one kind that are like this, with their texts, from every source that is here."""
    through = gate(grant=grant, now=now)
    everything = (*answers(grant=grant, now=now), *_outside(grant, keeper, _sources(grant)))
    shown = passed(grant=grant, keeper=keeper, gate=through, answers=everything).answers
    wanted = {one.id: one for answer in shown for one in answer.entries if one.kind is kind and like(one)}
    said = written(grant=grant, keeper=keeper, gate=through, answers=shown, ids=wanted)
    return [(wanted[one], text) for one, text in said.items()]


def _asker(actor: Actor, now: datetime) -> Asker | None:
    """The resident, or who acts for her; the header knows no others, so staff and jobs are nobody in it (headers 1.0).

    A reserve number means nothing to another system.
    """
    if not isinstance(actor, Resident | Representative):
        return None
    numbers = identifiers_of(person=actor.person, on=local_date(now))
    number = next((one for one in numbers if not one.kind.is_reserve), None)
    return Asker(identifier=number, is_agent=isinstance(actor, Representative)) if number else None


def _answer_with(grant: Grant, keeper: Keeper, through: Gate, id: UUID, now: datetime) -> tuple[Answer | None, bool]:
    """The answer that shows the entry: its own care giver's here, or that of the outside system; and whether it is one.

    One that is held back is looked for in the same places as one that there is not.
    """
    for is_outside in (False, True):
        asked = _outside(grant, keeper, _sources(grant)) if is_outside else (_here(grant, through, id, now),)
        for answer in passed(grant=grant, keeper=keeper, gate=through, answers=asked).answers:
            if any(entry.id == id for entry in answer.entries):
                return answer, is_outside
    return None, False


def _here(grant: Grant, through: Gate, id: UUID, now: datetime) -> Answer:
    """What its care giver has here, or nobody. What a report holds back can only be seen among all that it has."""
    found = record(grant=grant, id=id)
    if found is None or found.heading.type not in TYPES:
        return answer_of(grant=grant, care_giver=NOBODY, now=now)
    if through.is_open_for(care_giver=found.heading.care_giver):
        return answer_about(grant=grant, found=found, now=now)
    return answer_of(grant=grant, care_giver=found.heading.care_giver, now=now)


def _sources(grant: Grant) -> tuple[Source, ...]:
    """The systems that may be asked: where staff read, of their own care giver alone, or past no block."""
    return tuple(
        one
        for one in connected_sources()
        if (grant.care_givers is None or one.care_giver in grant.care_givers)
        and one.care_giver not in grant.blocked_care_givers
    )


def _outside(grant: Grant, keeper: Keeper, sources: Iterable[Source]) -> tuple[Answer, ...]:
    """What is kept of these sources; one that is connected no more is not shown any longer."""
    connected = {one.code for one in sources}
    return tuple(answer for answer in kept(grant=grant, keeper=keeper) if answer.code in connected)


def _latest_first(entry: Entry) -> tuple[datetime, UUID]:
    return entry.happened_at or NEVER, entry.id
