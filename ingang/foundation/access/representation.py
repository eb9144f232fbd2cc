"""Whom a resident may act for: for her pages and for the switch that identity keeps. Re-read at every request."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ingang.foundation.access.errors import AccessRefused, NotYours
from ingang.foundation.access.queries import (
    possible_representatives,
    possible_subjects,
    relation_facts,
    relations_facts,
    subject_facts,
    subjects_facts,
)
from ingang.foundation.access.rules import ROLES, Relation, Subject, reach_ends, roles, weigh
from ingang.foundation.access.weighing import kinds_within, openable_kinds, weigh_within
from ingang.foundation.audit.actions import REFUSED, record_for_good
from ingang.foundation.people.queries import names
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.grant import Ground
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current
from ingang.kernel.service import Role


@dataclass(frozen=True, kw_only=True)
class ActingChoice:
    """One person whom the resident may act for now: her name, on what ground, and which kinds of data it reaches.

    `until` is the first day on which nothing is reached any more, None where no end is known. `refused` tells why
    each other kind is not reached.
    """

    person: UUID
    name: str
    ground: Ground
    kinds: frozenset[str]
    until: date | None
    refused: Mapping[str, AccessRefused]

    @property
    def role(self) -> Role:
        """In which role the ground lets her in."""
        return ROLES[self.ground]


def people_i_may_act_for(*, actor: Resident | Representative, now: datetime) -> tuple[ActingChoice, ...]:
    """Everybody whom the one who logged in may act for now, by name; herself not among them.

    A child who is 13, blocked or protected, a dead person and an ended mandate are left out without a trace.
    """
    on = local_date(now)
    persons = possible_subjects(acting=actor.person, on=on) - {actor.person}
    subjects = subjects_facts(persons=persons, on=on)
    relations = relations_facts(acting=actor.person, persons=subjects, on=on)
    found = {
        person: kinds
        for person, subject in subjects.items()
        if (kinds := kinds_within(subject=subject, relation=relations[person], kinds=_kinds(), on=on))
    }
    called = names(persons=frozenset(found))
    choices = (
        _choice(person, called[person], subjects[person], relations[person], kinds, on)
        for person, kinds in found.items()
    )
    return tuple(sorted(choices, key=lambda choice: (choice.name, choice.person)))


def people_who_may_act_for(*, person: UUID, now: datetime) -> tuple[ActingChoice, ...]:
    """Everybody who may act for the person now, by name, each with what she reaches: the other way round.

    One who is blocked, protected or dead is left out without a trace, as the list of the other side is.
    """
    on = local_date(now)
    subject = subject_facts(person=person, on=on)
    if subject is None:
        return ()
    acting = possible_representatives(person=person, on=on) - {person}
    found: list[tuple[UUID, Relation, frozenset[str]]] = []
    for one in sorted(acting):
        relation = relation_facts(acting=one, person=person, on=on)
        if kinds := kinds_within(subject=subject, relation=relation, kinds=_kinds(), on=on):
            found.append((one, relation, kinds))
    called = names(persons=frozenset(one for one, _, _ in found))
    choices = (_choice(one, called[one], subject, relation, kinds, on) for one, relation, kinds in found)
    return tuple(sorted(choices, key=lambda choice: (choice.name, choice.person)))


def check_may_act_for(*, actor: Resident | Representative, person: UUID, now: datetime) -> None:
    """Refuse to begin to act for somebody whom the resident may not act for now.

    A refusal commits identity.acting_for_chosen as refused; the one who switches records that it was done. A
    stranger and a number that nobody has get the same answer.
    """
    if person == actor.person or _reachable(actor.person, person, now):
        return
    refusal = _refusal(actor.person, person, now)
    acting = Resident(person=actor.person, origin=actor.origin)
    record_for_good(
        event="identity.acting_for_chosen",
        actor=acting,
        person=person,
        ground=refusal.code,
        outcome=REFUSED,
        now=now,
    )
    raise refusal


def _kinds() -> frozenset[str]:
    return frozenset(rule.kind for rule in current().age_rules)


def _reachable(acting: UUID, person: UUID, now: datetime) -> frozenset[str]:
    return openable_kinds(actor=Representative(person=acting, acting_for=person), kinds=_kinds(), now=now)


def _choice(
    person: UUID, name: str, subject: Subject, relation: Relation, kinds: frozenset[str], on: date
) -> ActingChoice:
    rules = current().age_rules
    ground = weigh(subject=subject, relation=relation, kinds=kinds, age_rules=rules, on=on).ground
    return ActingChoice(
        person=person,
        name=name,
        ground=ground,
        kinds=kinds,
        until=reach_ends(subject=subject, relation=relation, role=ROLES[ground], kinds=kinds, age_rules=rules, on=on),
        refused={kind: _why_not(subject, relation, kind, on) for kind in _kinds() - kinds},
    )


def _why_not(subject: Subject, relation: Relation, kind: str, on: date) -> AccessRefused:
    try:
        weigh_within(subject=subject, relation=relation, kinds=frozenset({kind}), on=on)
    except AccessRefused as refusal:
        return refusal
    # Reached in another role than the one that reaches the most: one grant can not hold both.
    return NotYours()


def _refusal(acting: UUID, person: UUID, now: datetime) -> AccessRefused:
    on = local_date(now)
    subject, relation = subject_facts(person=person, on=on), relation_facts(acting=acting, person=person, on=on)
    if subject is None or not roles(relation):
        return NotYours()
    try:
        weigh(subject=subject, relation=relation, kinds={"people.person"}, age_rules=current().age_rules, on=on)
    except AccessRefused as refusal:
        return refusal
    return NotYours()
