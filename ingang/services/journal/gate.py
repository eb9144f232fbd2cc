"""What stands between the entries and a reader: what their care givers show, and when she wants to see results.

Everything that a resident, or whoever acts for her, is shown of the journal has come through here: lists, counts, one
entry, values over time, searches and files. What is held back leaves no trace in them. Staff's reading is under other
rules, and for them nothing is held back here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from ingang.foundation.access.queries import subject_facts
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.personal.scope import query
from ingang.foundation.records.queries import texts
from ingang.foundation.regions.queries import limit
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.journal.cutting import without
from ingang.services.journal.disclosure import EVERYTHING, Disclosure, is_disclosed
from ingang.services.journal.keeping import kept_texts
from ingang.services.journal.kinds import EXAMINATIONS, RESULTS
from ingang.services.journal.models import DisclosureDecision, ReleaseChoice, WaitingResult
from ingang.services.journal.release import Choices, ResultClass, When, waits, waits_for_care
from ingang.services.journal.rendering import result_references
from ingang.services.journal.sources import Answer, Entry

LONGEST = "journal.spoken_days"
REPORTS = frozenset({RESULTS.code, EXAMINATIONS.code})
NOTHING = UUID(int=0)
"""No entry's id: what is asked for where there is nothing to ask for, since Django does not ask for none."""


@dataclass(frozen=True, kw_only=True)
class Gate:
    """The rules as they stand for one reader now."""

    now: datetime
    rules: Mapping[str, Disclosure] = field(default_factory=dict)
    choices: Choices = field(default_factory=Choices)

    @property
    def is_open(self) -> bool:
        """Whether it holds back nothing whatever comes."""
        return not self.rules and self.choices.holds_nothing

    def is_open_for(self, *, care_giver: str) -> bool:
        """Whether it holds back nothing that the care giver has."""
        return care_giver not in self.rules and self.choices.holds_nothing

    def is_disclosed(self, entry: Entry) -> bool:
        """Whether its care giver shows it."""
        rules = self.rules.get(entry.care_giver, EVERYTHING)
        return is_disclosed(entry=entry, rules=rules, now=self.now)

    def waits(self, entry: Entry) -> bool:
        """Whether the reader wants to see it later."""
        return waits(entry=entry, choices=self.choices, now=self.now)

    def passes(self, entry: Entry) -> bool:
        """Whether it is shown now."""
        return self.is_disclosed(entry) and not self.waits(entry)

    def cuts(self, care_giver: str) -> bool:
        """Whether the care giver has terms that what stands under is not shown."""
        return bool(self.rules.get(care_giver, EVERYTHING).hidden_terms)

    def cut(self, *, care_giver: str, text: str) -> str:
        """The text without what the care giver's hidden terms stand over."""
        return without(text=text, terms=self.rules.get(care_giver, EVERYTHING).hidden_terms)


@dataclass(frozen=True, kw_only=True)
class Passed:
    """The answers with what is shown alone.

    `something_waits`: the reader has chosen to see something later. `for_care`: what waits for care to speak with her.
    """

    answers: tuple[Answer, ...]
    something_waits: bool = False
    for_care: tuple[Entry, ...] = ()


@query
def gate(*, grant: Grant, now: datetime) -> Gate:
    """The rules for the grant's reader: all open for others than the person and whoever acts for her."""
    if not isinstance(grant.actor, Resident | Representative):
        return Gate(now=now)
    return gate_of(grant=grant, reader=grant.actor.person, now=now)


@query
def gate_of(*, grant: Grant, reader: UUID, now: datetime) -> Gate:
    """The rules for the person herself, or one who acts for her, whoever asks."""
    return Gate(now=now, rules=disclosures(now=now), choices=choices_of(grant=grant, reader=reader, now=now))


def disclosures(*, now: datetime) -> dict[str, Disclosure]:
    """The rules in force of each care giver that has any; no personal data."""
    begun = DisclosureDecision.objects.filter(valid_from__lte=local_date(now))
    found = {row.care_giver: as_disclosure(row=row) for row in begun.order_by("valid_from", "decided_at", "id")}
    return {care_giver: rules for care_giver, rules in found.items() if rules != EVERYTHING}


@query
def choices_of(*, grant: Grant, reader: UUID, now: datetime) -> Choices:
    """What the reader has chosen for the grant's person."""
    row = ReleaseChoice.under(grant).filter(reader=reader).first()
    if row is None:
        return Choices()
    when = {ResultClass(of): When(chosen) for of, chosen in row.choices.items()}
    if When.SPOKEN not in when.values():
        return Choices(when=when, asked_at=row.asked_at)
    released = WaitingResult.under(grant).filter(released_at__isnull=False).values_list("entry", flat=True)
    return Choices(
        when=when, asked_at=row.asked_at, spoken=frozenset(released), longest=longest_wait(person=grant.person, now=now)
    )


def longest_wait(*, person: UUID, now: datetime) -> timedelta:
    """How long a result waits at most for care to speak with the person: her region's days."""
    subject = subject_facts(person=person, on=local_date(now))
    return timedelta(days=limit(region=subject.region if subject else "", code=LONGEST, on=local_date(now)))


@query
def passed(*, grant: Grant, keeper: Keeper, gate: Gate, answers: Iterable[Answer]) -> Passed:
    """The answers without what is held back, and without the values of a report that is."""
    answers = tuple(answers)
    if gate.is_open:
        return Passed(answers=answers)
    held = [(answer, one) for answer in answers for one in answer.entries if not gate.passes(one)]
    gone = {one.id for _, one in held} | _values_of(grant, keeper, answers, held)
    shown = (replace(answer, entries=tuple(one for one in answer.entries if one.id not in gone)) for answer in answers)
    waiting = [one for _, one in held if gate.is_disclosed(one)]
    for_care = tuple(one for one in waiting if waits_for_care(entry=one, choices=gate.choices, now=gate.now))
    return Passed(answers=tuple(shown), something_waits=bool(waiting), for_care=for_care)


@query
def written(
    *, grant: Grant, keeper: Keeper, gate: Gate, answers: Iterable[Answer], ids: Iterable[UUID]
) -> dict[UUID, str]:
    """The texts of these entries of answers that were passed, as their care givers show them."""
    answers = tuple(answers)
    entries = {one.id: one for answer in answers for one in answer.entries}
    found = _texts(grant, keeper, answers, entries.keys() & set(ids))
    return {one: gate.cut(care_giver=entries[one].care_giver, text=text) for one, text in found.items()}


def _values_of(
    grant: Grant, keeper: Keeper, answers: tuple[Answer, ...], held: Iterable[tuple[Answer, Entry]]
) -> set[UUID]:
    """The observations that a report points at wait with it: they say what it says."""
    reports = {one.id: answer.code for answer, one in held if one.kind_code in REPORTS}
    said = _texts(grant, keeper, answers, reports)
    pointed_at = {(reports[one], name) for one, text in said.items() for name in result_references(text=text)}
    return {one.id for answer in answers for one in answer.entries if (answer.code, one.reference) in pointed_at}


def _texts(grant: Grant, keeper: Keeper, answers: tuple[Answer, ...], ids: Iterable[UUID]) -> dict[UUID, str]:
    """From an answer itself where it has just come, else from what is kept of it, or from the house's own records.

    Both are asked also where nothing is wanted: how many questions a page takes must not tell what is held back.
    """
    wanted = set(ids)
    come = {one: text for answer in answers for one, text in answer.texts.items() if one in wanted}
    left = wanted - come.keys()
    systems = {answer.code for answer in answers if any(one.id in left for one in answer.entries)}
    stored = texts(grant=grant, ids=left or {NOTHING})
    return come | stored | kept_texts(grant=grant, keeper=keeper, systems=systems or {""}, entries=left)


def as_disclosure(*, row: DisclosureDecision) -> Disclosure:
    """The rules of one decision."""
    return Disclosure(
        signed_only=row.signed_only,
        delay_days=row.delay_days,
        hidden_terms=frozenset(row.hidden_terms),
        excluded_units=frozenset(row.excluded_units),
        excluded_professions=frozenset(row.excluded_professions),
        shows_from=row.shows_from,
    )
