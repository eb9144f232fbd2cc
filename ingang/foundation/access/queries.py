"""Gathering the facts that access is weighed on. Reads people, consents and blocks without a grant: it makes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ingang.foundation.access.models import Agreement
from ingang.foundation.access.rules import Relation, Subject
from ingang.foundation.people.models import (
    FormerIdentity,
    GuardianAccessDecision,
    GuardianBlock,
    Guardianship,
    Mandate,
    Person,
    Protection,
    Representation,
)
from ingang.foundation.people.queries import in_force, linked_identities
from ingang.foundation.people.queries import person as known_person
from ingang.foundation.regions.rules import region_of
from ingang.kernel.identifiers import InvalidIdentifier
from ingang.kernel.registry import current


def subject_facts(*, person: UUID, on: date) -> Subject | None:
    """What the rules must know of the person, or None when there is no such person."""
    row = known_person(id=person)
    return _subject(row, on) if row else None


def subjects_facts(*, persons: Iterable[UUID], on: date) -> dict[UUID, Subject]:
    """What the rules must know of each of the persons, with as many statements as for one."""
    return {row.id: _subject(row, on) for row in Person.objects.filter(id__in=list(persons))}


def relation_facts(*, acting: UUID, person: UUID, on: date) -> Relation:
    """How the acting person stands to the other one on the day; re-read at every request, never kept as a right.

    Both are known by all their identities: custody, mandates and blocks follow a changed number (corrections 3.11).
    """
    if acting == person:
        return Relation(is_self=True)
    return relations_facts(acting=acting, persons=[person], on=on)[person]


def relations_facts(*, acting: UUID, persons: Iterable[UUID], on: date) -> dict[UUID, Relation]:
    """How the acting person stands to each of the others, with as many statements as for one."""
    identities, actors = _identities(persons), linked_identities(person=acting)
    everybody = frozenset[UUID]().union(*identities.values())
    guardian = {"person__in": everybody, "guardian__in": actors}
    mandates = Mandate.unguarded.filter(in_force(on=on), person__in=everybody, ombud__in=actors, revoked_at=None)
    facts = _Facts(
        acting=subject_facts(person=acting, on=on),
        guarded=set(Guardianship.unguarded.filter(in_force(on=on), **guardian).values_list("person", flat=True)),
        blocked=set(GuardianBlock.unguarded.filter(lifted_at=None, **guardian).values_list("person", flat=True)),
        decisions=list(GuardianAccessDecision.unguarded.filter(ended_at=None, **guardian)),
        represented=list(
            Representation.unguarded.filter(in_force(on=on), person__in=everybody, representative__in=actors)
        ),
        mandates=list(mandates),
    )
    return {
        person: Relation(is_self=True) if person == acting else _relation(facts, identities[person])
        for person in identities
    }


def possible_subjects(*, acting: UUID, on: date) -> frozenset[UUID]:
    """Everybody whom the acting person might act for on the day; what she may reach is yet to be weighed."""
    actors = linked_identities(person=acting)
    found = (
        Guardianship.unguarded.filter(in_force(on=on), guardian__in=actors),
        Representation.unguarded.filter(in_force(on=on), representative__in=actors),
        Mandate.unguarded.filter(in_force(on=on), ombud__in=actors, revoked_at=None),
    )
    return frozenset(person for rows in found for person in rows.values_list("person", flat=True))


def possible_representatives(*, person: UUID, on: date) -> frozenset[UUID]:
    """Everybody who might act for the person on the day; what each may reach is yet to be weighed."""
    identities = linked_identities(person=person)
    rows = {"person__in": identities}
    found = (
        Guardianship.unguarded.filter(in_force(on=on), **rows).values_list("guardian", flat=True),
        Representation.unguarded.filter(in_force(on=on), **rows).values_list("representative", flat=True),
        Mandate.unguarded.filter(in_force(on=on), revoked_at=None, **rows).values_list("ombud", flat=True),
    )
    return frozenset(one for ones in found for one in ones)


def agreement(*, system: str, kinds: frozenset[str], purpose: str, on: date) -> Agreement | None:
    """The agreement in force that lets the system reach all of the kinds for the purpose, or None."""
    rows = Agreement.objects.filter(in_force(on=on), system=system).order_by("valid_from", "id")
    return next((row for row in rows if kinds <= set(row.kinds) and purpose in row.purposes), None)


def _subject(row: Person, on: date) -> Subject:
    return Subject(
        birth_date=row.birth_date,
        is_dead=row.deceased_on is not None and row.deceased_on <= on,
        is_protected=row.protection != Protection.NONE,
        region=_region(row.municipality),
        is_sealed=row.journal_sealed_at is not None,
    )


def _identities(persons: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Everybody's own identity and former ones."""
    found = {person: {person} for person in persons}
    for person, former in FormerIdentity.unguarded.filter(person__in=list(found)).values_list("person", "former"):
        found[person].add(former)
    return {person: frozenset(identities) for person, identities in found.items()}


@dataclass(frozen=True, kw_only=True)
class _Facts:
    """What the registers say of the acting person and several others."""

    acting: Subject | None
    guarded: set[UUID]
    blocked: set[UUID]
    decisions: list[GuardianAccessDecision]
    represented: list[Representation]
    mandates: list[Mandate]


def _relation(facts: _Facts, identities: frozenset[UUID]) -> Relation:
    represented = [row for row in facts.represented if row.person in identities]
    mandates = [row for row in facts.mandates if row.person in identities]
    return Relation(
        acting=facts.acting,
        is_guardian=not identities.isdisjoint(facts.guarded),
        guardian_is_blocked=not identities.isdisjoint(facts.blocked),
        decided_units=frozenset(row.unit for row in facts.decisions if row.person in identities),
        represented_kinds=_kinds(represented),
        mandated_kinds=_kinds(mandates) & current().ombud_kinds,
        represented_until=_last_day(represented),
        mandated_until=_last_day(mandates),
    )


def _kinds(rows: list[Representation] | list[Mandate]) -> frozenset[str]:
    return frozenset(kind for row in rows for kind in row.kinds)


def _last_day(rows: list[Representation] | list[Mandate]) -> date | None:
    days = [row.valid_until for row in rows]
    return None if None in days else max(filter(None, days), default=None)


def _region(municipality: str) -> str:
    try:
        return region_of(municipality).code
    except InvalidIdentifier:
        return ""
