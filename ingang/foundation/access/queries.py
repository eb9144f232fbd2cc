"""Gathering the facts that access is weighed on. Reads people, consents and blocks without a grant: it makes them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from ingang.foundation.access.models import Agreement
from ingang.foundation.access.rules import Relation, Subject
from ingang.foundation.people.models import (
    GuardianAccessDecision,
    GuardianBlock,
    Guardianship,
    Mandate,
    Person,
    Protection,
    Representation,
)
from ingang.foundation.people.queries import in_force, linked_identities
from ingang.foundation.regions.rules import region_of
from ingang.kernel.identifiers import InvalidIdentifier
from ingang.kernel.registry import current


def subject_facts(*, person: UUID, on: date) -> Subject | None:
    """What the rules must know of the person, or None when there is no such person."""
    row = Person.objects.filter(id=person).first()
    if row is None:
        return None
    return Subject(
        birth_date=row.birth_date,
        is_dead=row.deceased_on is not None and row.deceased_on <= on,
        is_protected=row.protection != Protection.NONE,
        region=_region(row.municipality),
    )


def relation_facts(*, acting: UUID, person: UUID, on: date) -> Relation:
    """How the acting person stands to the other one on the day; re-read at every request, never kept as a right.

    Both are known by all their identities: custody, mandates and blocks follow a changed number (corrections 3.11).
    """
    if acting == person:
        return Relation(is_self=True)
    persons, actors = linked_identities(person=person), linked_identities(person=acting)
    guardian = {"person__in": persons, "guardian__in": actors}
    represented = Representation.unguarded.filter(in_force(on), person__in=persons, representative__in=actors)
    mandated = Mandate.unguarded.filter(in_force(on), person__in=persons, ombud__in=actors, revoked_at=None)
    decided = GuardianAccessDecision.unguarded.filter(ended_at=None, **guardian).values_list("unit", flat=True)
    return Relation(
        acting=subject_facts(person=acting, on=on),
        is_guardian=Guardianship.unguarded.filter(in_force(on), **guardian).exists(),
        guardian_is_blocked=GuardianBlock.unguarded.filter(lifted_at=None, **guardian).exists(),
        decided_units=frozenset(decided),
        represented_kinds=_kinds(represented),
        mandated_kinds=_kinds(mandated) & _kinds_for_ombud(),
    )


def possible_subjects(*, acting: UUID, on: date) -> frozenset[UUID]:
    """Everybody whom the acting person might act for on the day; what she may reach is yet to be weighed."""
    actors = linked_identities(person=acting)
    found = (
        Guardianship.unguarded.filter(in_force(on), guardian__in=actors),
        Representation.unguarded.filter(in_force(on), representative__in=actors),
        Mandate.unguarded.filter(in_force(on), ombud__in=actors, revoked_at=None),
    )
    return frozenset(person for rows in found for person in rows.values_list("person", flat=True))


def agreement(*, system: str, kinds: frozenset[str], purpose: str, on: date) -> Agreement | None:
    """The agreement in force that lets the system reach all of the kinds for the purpose, or None."""
    rows = Agreement.objects.filter(in_force(on), system=system).order_by("valid_from", "id")
    return next((row for row in rows if kinds <= set(row.kinds) and purpose in row.purposes), None)


def _kinds(rows: Iterable[Representation] | Iterable[Mandate]) -> frozenset[str]:
    return frozenset(kind for row in rows for kind in row.kinds)


def _kinds_for_ombud() -> frozenset[str]:
    # The journal can not be handed to another adult, whatever a mandate says (PDL 5:5; HFD 2017).
    return frozenset(code for code, kind in current().data_kinds.items() if kind.ombud_allowed)


def _region(municipality: str) -> str:
    try:
        return region_of(municipality).code
    except InvalidIdentifier:
        return ""
