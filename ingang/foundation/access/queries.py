"""Gathering the facts that access is weighed on. Reads people, consents and blocks without a grant: it makes them."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from ingang.foundation.access.rules import Relation, Subject
from ingang.foundation.consents.models import Block, BlockKind, CareRelation, Consent
from ingang.foundation.people.models import (
    GuardianAccessDecision,
    GuardianBlock,
    Guardianship,
    Mandate,
    Person,
    Protection,
    Representation,
)


def subject_facts(*, person: UUID, on: date) -> Subject | None:
    """What the rules must know of the person, or None when there is no such person."""
    row = Person.objects.filter(id=person).first()
    if row is None:
        return None
    return Subject(
        birth_date=row.birth_date,
        is_dead=row.deceased_on is not None and row.deceased_on <= on,
        is_protected=row.protection != Protection.NONE,
    )


def relation_facts(*, acting: UUID, person: UUID, on: date) -> Relation:
    """How the acting person stands to the other one on the day; re-read at every request, never kept as a right."""
    if acting == person:
        return Relation(is_self=True)
    in_force = Q(valid_from__lte=on) & (Q(valid_until=None) | Q(valid_until__gt=on))
    guardian = {"person": person, "guardian": acting}
    return Relation(
        is_guardian=Guardianship.unguarded.filter(in_force, **guardian).exists(),
        guardian_is_blocked=GuardianBlock.unguarded.filter(lifted_at=None, **guardian).exists(),
        guardian_is_protected=Person.objects.filter(id=acting).exclude(protection=Protection.NONE).exists(),
        has_unit_decision=GuardianAccessDecision.unguarded.filter(ended_at=None, **guardian).exists(),
        represented_kinds=_kinds(Representation.unguarded.filter(in_force, person=person, representative=acting)),
        mandated_kinds=_kinds(Mandate.unguarded.filter(in_force, person=person, ombud=acting, revoked_at=None)),
    )


def has_care_relation(*, person: UUID, unit: str, now: datetime) -> bool:
    """Whether the unit has a current patient relation with the person."""
    return CareRelation.unguarded.filter(
        person=person, unit=unit, valid_from__lte=now, valid_until__gt=now
    ).exists()


def has_consent(*, person: UUID, unit: str, now: datetime) -> bool:
    """Whether the person's consent lets the unit read across care givers now."""
    return Consent.unguarded.filter(
        person=person, unit=unit, given_at__lte=now, valid_until__gt=now, revoked_at=None
    ).exists()


def blocking_care_givers(*, person: UUID) -> frozenset[str]:
    """The care givers towards whose data the person has set an outer block."""
    return frozenset(
        Block.unguarded.filter(person=person, kind=BlockKind.OUTER, lifted_at=None).values_list("care_giver", flat=True)
    )


def _kinds(rows: "Q | object") -> frozenset[str]:
    return frozenset(kind for row in rows for kind in row.kinds)  # type: ignore[attr-defined]
