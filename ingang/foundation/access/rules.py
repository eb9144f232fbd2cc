"""May somebody reach a kind of data: pure decisions over facts that others gathered. Deny by default."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from ingang.foundation.access.errors import (
    AccessRefused,
    AgeUnknown,
    ChildCanConsent,
    ChildHasOwnGround,
    ConsentMissing,
    Deceased,
    GrownOutOfGuardianship,
    GuardianUnavailable,
    IncapacityNotNoted,
    NoAcrossGround,
    NoCareRelation,
    NoEmergencyGround,
    NoMandate,
    NotYours,
    OutsideAges,
    ReasonNeeded,
)
from ingang.foundation.people.rules import ADULT_AT, GUARDIANSHIP_ENDS_AT
from ingang.kernel.grant import Ground
from ingang.kernel.periods import age_on, birthday
from ingang.kernel.service import AgeRule, Role
from ingang.kernel.words import marked


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What the rules must know of a person: whose data it is, or who acts."""

    birth_date: date | None
    is_dead: bool
    is_protected: bool
    region: str = ""
    is_sealed: bool = False


@dataclass(frozen=True, kw_only=True)
class Relation:
    """How the one who acts stands to the subject; empty when she is a stranger.

    `acting` is what must be known of her; None when nobody has her id. `decided_units` are those that decided
    that she may read a child's journal. What is held `until` a day ends when it begins; None is no known end.
    """

    acting: Subject | None = None
    is_self: bool = False
    is_guardian: bool = False
    guardian_is_blocked: bool = False
    decided_units: frozenset[str] = frozenset()
    represented_kinds: frozenset[str] = frozenset()
    mandated_kinds: frozenset[str] = frozenset()
    represented_until: date | None = None
    mandated_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """The outcome of weighing: on what ground, and within which limits (see Grant).

    `shelf`: where a care giver's own units, places and staff stand, for a system that reaches those too.
    """

    ground: Ground
    shelf: frozenset[UUID] = frozenset()
    care_givers: frozenset[str] | None = None
    units: frozenset[str] | None = None
    blocked_care_givers: frozenset[str] = frozenset()
    blocked_units: frozenset[str] = frozenset()
    partly_blocked: frozenset[str] = frozenset()
    beyond: str = ""


ROLES = {
    Ground.OWN_DATA: Role.SELF,
    Ground.GUARDIAN: Role.GUARDIAN,
    Ground.UNIT_DECISION: Role.GUARDIAN,
    Ground.LEGAL_REPRESENTATIVE: Role.LEGAL_REPRESENTATIVE,
    Ground.OMBUD: Role.OMBUD,
}
"""In which role a ground lets a resident in."""


class Reason(StrEnum):
    """What staff record as the reason for reading across care givers without consent."""

    UNCONSCIOUS = "unconscious"
    CAN_NOT_COMMUNICATE = "can_not_communicate"
    NO_TIME_TO_ASK = "no_time_to_ask"
    CHILD_TOO_YOUNG = "child_too_young"
    CHILD_NOT_MATURE = "child_not_mature"


REASON_WORDS = {
    Reason.UNCONSCIOUS: marked("Danger to life or health; the patient is unconscious"),
    Reason.CAN_NOT_COMMUNICATE: marked("Danger to life or health; the patient can not communicate"),
    Reason.NO_TIME_TO_ASK: marked("Danger to life or health; there is no time to ask"),
    Reason.CHILD_TOO_YOUNG: marked("The child is too young to consent"),
    Reason.CHILD_NOT_MATURE: marked("The child is not mature enough to consent"),
}

REASONS = {
    Ground.CONSENT: frozenset[str](),
    Ground.CHILD_WITHOUT_CONSENT: frozenset({Reason.CHILD_TOO_YOUNG, Reason.CHILD_NOT_MATURE}),
    Ground.LASTING_INCAPACITY: frozenset[str](),
    Ground.EMERGENCY: frozenset({Reason.UNCONSCIOUS, Reason.CAN_NOT_COMMUNICATE, Reason.NO_TIME_TO_ASK}),
}
"""The grounds for reading across care givers, and the reasons each of them takes. The list is exhaustive (SVOD 3:7)."""


def weigh(
    *, subject: Subject, relation: Relation, kinds: Iterable[str], age_rules: Iterable[AgeRule], on: date
) -> Weighed:
    """The ground on which the relation reaches every one of the kinds on that day, or an AccessRefused.

    A person may stand in several roles to another (a guardian once, an ombud now): the first that reaches counts,
    and if none does, the first one's refusal. Source: records-identity-law 6 (ages, agents, protected identity),
    corrections 1.2 and 3.2-3.4.
    """
    kinds, age_rules = frozenset(kinds), tuple(age_rules)
    refusals: list[AccessRefused] = []
    for role in roles(relation):
        try:
            return _weigh_role(role, subject, relation, kinds, age_rules, on)
        except AccessRefused as refusal:
            refusals.append(refusal)
    raise refusals[0] if refusals else NotYours()


def reachable(
    *, subject: Subject, relation: Relation, kinds: Iterable[str], age_rules: Iterable[AgeRule], on: date
) -> frozenset[str]:
    """Which of the kinds one grant can cover: those of the role that reaches the most, perhaps none."""
    kinds, age_rules = frozenset(kinds), tuple(age_rules)
    sets = [
        frozenset(kind for kind in kinds if _reaches(role, subject, relation, kind, age_rules, on))
        for role in roles(relation)
    ]
    return max(sets, key=len, default=frozenset())


def roles(relation: Relation) -> tuple[Role, ...]:
    """The roles in which the relation may be weighed, the strongest first."""
    held = {
        Role.SELF: relation.is_self,
        Role.GUARDIAN: relation.is_guardian,
        Role.LEGAL_REPRESENTATIVE: bool(relation.represented_kinds),
        Role.OMBUD: bool(relation.mandated_kinds),
    }
    return tuple(role for role, holds in held.items() if holds)


def reach_ends(
    *,
    subject: Subject,
    relation: Relation,
    role: Role,
    kinds: Iterable[str],
    age_rules: Iterable[AgeRule],
    on: date,
) -> date | None:
    """The first day on which the role reaches none of the kinds any more, by age or because it ends; None: no end."""
    held = {Role.OMBUD: relation.mandated_until, Role.LEGAL_REPRESENTATIVE: relation.represented_until}.get(role)
    ends = [day for day in (held, _outgrown(subject, role, frozenset(kinds), tuple(age_rules), on)) if day]
    return min(ends, default=None)


def _outgrown(
    subject: Subject, role: Role, kinds: frozenset[str], age_rules: tuple[AgeRule, ...], on: date
) -> date | None:
    if subject.birth_date is None:
        return None
    age = age_on(subject.birth_date, on=on)
    rules = [matching_rule(age_rules=age_rules, kind=kind, role=role, age=age, on=on) for kind in kinds]
    limits = [rule.age_until for rule in rules if rule]
    last = max((limit for limit in limits if limit is not None), default=None)
    return birthday(subject.birth_date, age=last) if last is not None and None not in limits else None


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


def check_across(
    *,
    ground: Ground,
    reason: str,
    sector: str,
    has_relation: bool,
    has_consent: bool,
    is_noted_incapable: bool,
    birth_date: date | None,
    on: date,
) -> None:
    """Refuse to read across care givers unless the law has the ground (SVOD 3 kap., corrections 1.5-1.6).

    Consent, a child who can not consent and lasting incapacity take a current patient relation; an emergency takes a
    recorded reason instead, and only care givers have it: social care does not (SVOD 3:2, 3:4). Lasting incapacity
    takes the unit's note of how the patient's attitude was found out. An unknown age is not a child's.
    """
    if ground not in REASONS:
        raise NoAcrossGround()
    if ground is Ground.EMERGENCY and sector == "social":
        raise NoEmergencyGround()
    if reason not in (REASONS[ground] or {""}):
        raise ReasonNeeded()
    if ground is Ground.EMERGENCY:
        return
    if not has_relation:
        raise NoCareRelation()
    if ground is Ground.CONSENT and not has_consent:
        raise ConsentMissing()
    is_child = birth_date is not None and age_on(birth_date, on=on) < ADULT_AT
    if ground is Ground.CHILD_WITHOUT_CONSENT and not is_child:
        raise ChildCanConsent()
    if ground is Ground.LASTING_INCAPACITY and is_child:
        raise ChildHasOwnGround()
    if ground is Ground.LASTING_INCAPACITY and not is_noted_incapable:
        raise IncapacityNotNoted()


def _weigh_role(
    role: Role,
    subject: Subject,
    relation: Relation,
    kinds: frozenset[str],
    age_rules: tuple[AgeRule, ...],
    on: date,
) -> Weighed:
    if subject.is_dead:
        raise Deceased()
    if role is not Role.SELF:
        _check_acting(role, subject, relation, kinds, on)
    if subject.birth_date is None:
        raise AgeUnknown()
    age, needs_decision = age_on(subject.birth_date, on=on), False
    for kind in kinds:
        rule = matching_rule(age_rules=age_rules, kind=kind, role=role, age=age, on=on)
        if rule is None or (rule.needs_decision and not relation.decided_units):
            raise _outside(role, age)
        needs_decision = needs_decision or rule.needs_decision
    if needs_decision:
        return Weighed(ground=Ground.UNIT_DECISION, units=relation.decided_units)
    return Weighed(ground=next(ground for ground, held in ROLES.items() if held is role))


def _check_acting(role: Role, subject: Subject, relation: Relation, kinds: frozenset[str], on: date) -> None:
    # Acting for another is impossible where either is protected, and nobody is told which (records-identity-law 6).
    acting = relation.acting
    if acting is None or acting.is_dead or acting.is_protected or subject.is_protected:
        raise GuardianUnavailable()
    if role is Role.GUARDIAN:
        if relation.guardian_is_blocked:
            raise GuardianUnavailable()
        return
    # A guardian of any age has custody by law; a mandate is an adult's to hold.
    if acting.birth_date is None or age_on(acting.birth_date, on=on) < ADULT_AT:
        raise GuardianUnavailable()
    covered = relation.represented_kinds if role is Role.LEGAL_REPRESENTATIVE else relation.mandated_kinds
    if not kinds <= covered:
        raise NoMandate()


def _reaches(
    role: Role, subject: Subject, relation: Relation, kind: str, age_rules: tuple[AgeRule, ...], on: date
) -> bool:
    try:
        _weigh_role(role, subject, relation, frozenset({kind}), age_rules, on)
    except AccessRefused:
        return False
    return True


def _outside(role: Role, age: int) -> AccessRefused:
    if role is Role.GUARDIAN and age >= GUARDIANSHIP_ENDS_AT:
        return GrownOutOfGuardianship()
    return OutsideAges()
