"""Gathers the facts and applies the rules: the one weighing behind the button, the grant and the refusal."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from ingang.foundation.access.errors import (
    AccessRefused,
    AssignmentNeeded,
    JournalSealed,
    NoAgreement,
    NoCareRelation,
    NotYours,
    SwitchedOff,
)
from ingang.foundation.access.queries import agreement, relation_facts, subject_facts
from ingang.foundation.access.rules import Relation, Subject, Weighed, check_across, reachable, weigh
from ingang.foundation.consents.part import BLOCK
from ingang.foundation.consents.queries import (
    blocked,
    has_care_relation,
    has_consent,
    has_incapacity_note,
    is_asked_to_lift,
)
from ingang.foundation.people.queries import linked_identities
from ingang.foundation.regions.queries import is_on
from ingang.kernel.actor import PROTECTION_ADMIN, Actor, Representative, Resident, Staff, System, subject_of
from ingang.kernel.grant import Ground, Purpose
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current


def weigh_person(*, actor: Actor, person: UUID, kinds: frozenset[str], purpose: Purpose, now: datetime) -> Weighed:
    """On what ground and within which limits the actor reaches the person's data of these kinds, or AccessRefused."""
    if isinstance(actor, Staff):
        return _weigh_staff(actor, person, kinds, purpose, now)
    if isinstance(actor, System):
        return _weigh_system(actor, person, kinds, purpose, local_date(now))
    if isinstance(actor, Resident | Representative):
        return _weigh_resident(actor, person, kinds, purpose, local_date(now))
    raise NotYours()


def weigh_at_unit(*, actor: Staff, person: UUID, now: datetime) -> Weighed:
    """The limits within which staff reach what their own unit holds on the person, or AccessRefused."""
    weighed = _weigh_staff(actor, person, frozenset(), Purpose(actor.purpose), now)
    return replace(weighed, units=frozenset({actor.unit}))


def weigh_across(*, actor: Staff, person: UUID, ground: Ground, reason: str, now: datetime) -> Weighed:
    """The limits within which staff read what other care givers hold, on this ground, or AccessRefused."""
    subject, on = _care_subject(actor, person, now), local_date(now)
    persons = linked_identities(person=person)
    check_across(
        ground=ground,
        reason=reason,
        sector=actor.sector,
        has_relation=has_care_relation(persons=persons, unit=actor.unit, now=now),
        has_consent=has_consent(persons=persons, unit=actor.unit, employee=actor.hsa_id, now=now),
        is_noted_incapable=has_incapacity_note(persons=persons, unit=actor.unit, now=now),
        birth_date=subject.birth_date,
        on=on,
    )
    return _past_blocks(actor, persons, ground, now)


def weigh_existence(*, actor: Staff, person: UUID, now: datetime) -> Weighed:
    """The limits within which staff may learn that others hold unblocked data, or AccessRefused (SVOD 2:4)."""
    _care_subject(actor, person, now)
    persons = linked_identities(person=person)
    if not has_care_relation(persons=persons, unit=actor.unit, now=now):
        raise NoCareRelation()
    return _past_blocks(actor, persons, Ground.EXISTENCE, now)


def can_open_person(*, actor: Actor, person: UUID, kinds: Iterable[str], purpose: Purpose, now: datetime) -> bool:
    """Whether open_person would give a grant; for deciding on a button. Records nothing and opens nothing."""
    try:
        weigh_person(actor=actor, person=person, kinds=frozenset(kinds), purpose=purpose, now=now)
    except AccessRefused:
        return False
    return True


def can_open_across(*, actor: Staff, person: UUID, ground: Ground, reason: str = "", now: datetime) -> bool:
    """Whether open_across would give a grant; for deciding on a button. Records nothing and opens nothing."""
    try:
        weigh_across(actor=actor, person=person, ground=ground, reason=reason, now=now)
    except AccessRefused:
        return False
    return True


def openable_kinds(*, actor: Resident | Representative, kinds: Iterable[str], now: datetime) -> frozenset[str]:
    """Which of the kinds one grant on the actor's pages can cover: for pages that collect what there is.

    An ombud with a power of attorney for booking alone gets that and no refusal. Records nothing, opens nothing.
    """
    person, on = actor.acting_for if isinstance(actor, Representative) else actor.person, local_date(now)
    subject = subject_facts(person=person, on=on)
    if subject is None:
        return frozenset()
    relation = relation_facts(acting=actor.person, person=person, on=on)
    return kinds_within(subject=subject, relation=relation, kinds=kinds, on=on)


def kinds_within(*, subject: Subject, relation: Relation, kinds: Iterable[str], on: date) -> frozenset[str]:
    """Which of the kinds one grant can cover, where the facts are known already."""
    offered = frozenset(kind for kind in kinds if _is_offered(kind, subject, on)) - _sealed(subject)
    return reachable(subject=subject, relation=relation, kinds=offered, age_rules=current().age_rules, on=on)


def weigh_within(*, subject: Subject, relation: Relation, kinds: frozenset[str], on: date) -> Weighed:
    """On what ground the kinds are reached where the facts are known already, or AccessRefused.

    Refuses also what the subject's region has switched off, and what she has sealed.
    """
    weighed = weigh(subject=subject, relation=relation, kinds=kinds, age_rules=current().age_rules, on=on)
    if kinds & _sealed(subject):
        raise JournalSealed()
    if not all(_is_offered(kind, subject, on) for kind in kinds):
        raise SwitchedOff()
    return weighed


def _weigh_resident(
    actor: Resident | Representative, person: UUID, kinds: frozenset[str], purpose: Purpose, on: date
) -> Weighed:
    subject = subject_facts(person=person, on=on)
    if subject is None or subject_of(actor) != person or purpose is not Purpose.OWN_ACCESS:
        raise NotYours()
    relation = relation_facts(acting=actor.person, person=person, on=on)
    return weigh_within(subject=subject, relation=relation, kinds=kinds, on=on)


def _weigh_staff(actor: Staff, person: UUID, kinds: frozenset[str], purpose: Purpose, now: datetime) -> Weighed:
    if actor.purpose != purpose:
        raise AssignmentNeeded()
    if subject_facts(person=person, on=local_date(now)) is None:
        raise NotYours()
    persons = linked_identities(person=person)
    has_relation = has_care_relation(persons=persons, unit=actor.unit, now=now)
    if not has_relation and not _decides_on_lifting(actor, persons, kinds, now):
        raise NoCareRelation()
    inner = blocked(persons=persons, care_giver=actor.care_giver, unit=actor.unit, now=now)
    return Weighed(
        ground=Ground.ASSIGNMENT,
        care_givers=frozenset({actor.care_giver}),
        units=frozenset({actor.unit}) if inner.only_own_unit else None,
        blocked_units=inner.units,
        partly_blocked=inner.partly,
    )


def _decides_on_lifting(actor: Staff, persons: frozenset[UUID], kinds: frozenset[str], now: datetime) -> bool:
    # Whoever is asked to open a block must see the block, though the patient is no longer in her unit's care.
    return (
        kinds == {BLOCK}
        and PROTECTION_ADMIN in actor.roles
        and is_asked_to_lift(persons=persons, care_giver=actor.care_giver, now=now)
    )


def _weigh_system(actor: System, person: UUID, kinds: frozenset[str], purpose: Purpose, on: date) -> Weighed:
    row = agreement(system=actor.name, kinds=kinds, purpose=purpose, on=on)
    if row is None or not kinds or subject_facts(person=person, on=on) is None:
        raise NoAgreement()
    return Weighed(ground=Ground.AGREEMENT, care_givers=frozenset({row.care_giver}) if row.care_giver else None)


def _care_subject(actor: Staff, person: UUID, now: datetime) -> Subject:
    # Reading across care givers is for care; statistics and quality have no ground (SVOD 3:7).
    if actor.purpose != Purpose.CARE:
        raise AssignmentNeeded()
    subject = subject_facts(person=person, on=local_date(now))
    if subject is None:
        raise NotYours()
    return subject


def _past_blocks(actor: Staff, persons: frozenset[UUID], ground: Ground, now: datetime) -> Weighed:
    taken = blocked(persons=persons, care_giver=actor.care_giver, unit=actor.unit, now=now)
    return Weighed(
        ground=ground,
        blocked_care_givers=taken.care_givers,
        blocked_units=taken.units,
        partly_blocked=taken.partly,
        beyond=actor.care_giver,
    )


def _sealed(subject: Subject) -> frozenset[str]:
    """The kinds that she has closed on her own pages, for herself and for everybody who acts for her."""
    return current().kinds_closed_by_seal if subject.is_sealed else frozenset()


def _is_offered(kind: str, subject: Subject, on: date) -> bool:
    declared = current().data_kinds.get(kind)
    return not (declared and declared.switch) or is_on(region=subject.region, code=declared.switch, on=on)
