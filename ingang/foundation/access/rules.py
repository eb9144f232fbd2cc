"""Weighing access: pure rules over facts that the queries have gathered. Deny by default."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ingang.foundation.access.errors import (
    AccessRefused,
    AgeUnknown,
    Deceased,
    GrownOutOfGuardianship,
    GuardianUnavailable,
    NoMandate,
    NotYours,
    OutsideAges,
)
from ingang.kernel.grant import Ground
from ingang.kernel.periods import age_on
from ingang.kernel.service import AgeRule, Role

GUARDIANSHIP_ENDS_AT = 13
"""The age at which a guardian's automatic access ends (records-identity-law 6; corrections 3.3)."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What the rules must know of the one whose data it is."""

    birth_date: date | None
    is_dead: bool
    is_protected: bool


@dataclass(frozen=True, kw_only=True)
class Relation:
    """How the one who acts stands to the subject; empty when she is a stranger."""

    is_self: bool = False
    is_guardian: bool = False
    guardian_is_blocked: bool = False
    guardian_is_protected: bool = False
    has_unit_decision: bool = False
    represented_kinds: frozenset[str] = frozenset()
    mandated_kinds: frozenset[str] = frozenset()


def weigh(
    *, subject: Subject, relation: Relation, kinds: Iterable[str], age_rules: Iterable[AgeRule], on: date
) -> Ground:
    """The ground on which the relation reaches every one of the kinds on that day, or an AccessRefused.

    Source: records-identity-law 6 (ages, agents, protected identity), corrections 1.2 and 3.2-3.4.
    """
    kinds, age_rules = tuple(kinds), tuple(age_rules)
    if subject.is_dead:
        raise Deceased()
    role, ground = _role(relation, frozenset(kinds))
    if role is Role.GUARDIAN:
        _check_guardian(subject, relation)
    if subject.birth_date is None:
        raise AgeUnknown()
    age = age_on(subject.birth_date, on=on)
    for kind in kinds:
        rule = matching_rule(age_rules=age_rules, kind=kind, role=role, age=age, on=on)
        if rule is None:
            raise _outside(role, age)
        if rule.needs_decision and not relation.has_unit_decision:
            raise _outside(role, age)
        if rule.needs_decision:
            ground = Ground.UNIT_DECISION
    return ground


def matching_rule(*, age_rules: Iterable[AgeRule], kind: str, role: Role, age: int, on: date) -> AgeRule | None:
    """The rule in force on the day for this kind, role and age; the one that began last wins; None means no access."""
    matching = [
        rule
        for rule in age_rules
        if rule.kind == kind
        and rule.role is role
        and rule.age_from <= age
        and (rule.age_until is None or age < rule.age_until)
        and rule.valid_from <= on
        and (rule.valid_until is None or on < rule.valid_until)
    ]
    return max(matching, key=lambda rule: rule.valid_from, default=None)


def _role(relation: Relation, kinds: frozenset[str]) -> tuple[Role, Ground]:
    if relation.is_self:
        return Role.SELF, Ground.OWN_DATA
    if relation.is_guardian:
        return Role.GUARDIAN, Ground.GUARDIAN
    if kinds and kinds <= relation.represented_kinds:
        return Role.LEGAL_REPRESENTATIVE, Ground.LEGAL_REPRESENTATIVE
    if kinds and kinds <= relation.mandated_kinds:
        return Role.OMBUD, Ground.OMBUD
    if relation.represented_kinds or relation.mandated_kinds:
        raise NoMandate()
    raise NotYours()


def _check_guardian(subject: Subject, relation: Relation) -> None:
    if relation.guardian_is_blocked or relation.guardian_is_protected or subject.is_protected:
        raise GuardianUnavailable()


def _outside(role: Role, age: int) -> AccessRefused:
    if role is Role.GUARDIAN and age >= GUARDIANSHIP_ENDS_AT:
        return GrownOutOfGuardianship()
    return OutsideAges()
