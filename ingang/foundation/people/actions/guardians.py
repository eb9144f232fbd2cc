"""What a unit decides about a guardian: to block her, and from 13 to 15 to let her read the unit's journal."""

from datetime import datetime, timedelta
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.people.errors import LiftMustWait, NotGuardianOf, NotItsUnit, NotStaff, RoleNeeded
from ingang.foundation.people.models import GuardianAccessDecision, GuardianBlock, Guardianship
from ingang.foundation.people.queries import in_force, linked_identities, person
from ingang.foundation.people.rules import check_decision_age, check_decision_basis
from ingang.foundation.personal.scope import action
from ingang.kernel.actor import PROTECTION_ADMIN, Staff
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date

LIFT_WAITS = timedelta(days=1)
"""How long a block stays after somebody asked to lift it (proposed; corrections 3.1 demands a waiting time)."""


@action
def block_guardian(*, grant: Grant, guardian: UUID, reason: str = "", now: datetime) -> None:
    """Stop the guardian from reaching anything of the child's here, at once and without an end date.

    A running decision for her ends too. The block comes first and the inquiry after (records-identity-law 6,
    flow 4), so custody is not asked for. `reason` is kept for the unit's own staff and stands in no log. Blocking
    twice changes nothing. Records people.guardian_blocked.
    """
    staff = _staff(grant)
    child = {"person": grant.person, "guardian": guardian}
    if GuardianBlock.unguarded.filter(**child, unit=staff.unit, lifted_at=None).exists():
        return
    GuardianBlock(**child, unit=staff.unit, reason=reason, blocked_at=now).save(force_insert=True)
    GuardianAccessDecision.unguarded.filter(**child, ended_at=None).update(ended_at=now)
    record_under(event="people.guardian_blocked", grant=grant, now=now, details={"guardian": str(guardian)})


@action
def ask_to_lift_block(*, grant: Grant, guardian: UUID, now: datetime) -> None:
    """The first of two steps: from now on the waiting time runs. Records people.guardian_block_lift_asked.

    Refuses another unit than the one that blocked. Asking again changes nothing.
    """
    staff = _staff(grant)
    blocks = GuardianBlock.unguarded.filter(person=grant.person, guardian=guardian, unit=staff.unit, lifted_at=None)
    if not blocks.exists():
        raise NotItsUnit()
    if blocks.filter(lift_asked_at=None).update(lift_asked_at=now):
        details = {"guardian": str(guardian)}
        record_under(event="people.guardian_block_lift_asked", grant=grant, now=now, details=details)


@action
def lift_guardian_block(*, grant: Grant, guardian: UUID, now: datetime) -> None:
    """The second step: the guardian acts again as far as ages and custody allow. Records people.guardian_block_lifted.

    Refuses another unit than the one that blocked, an assignment without the role of protection administrator, and
    a block whose lifting was not asked for a day ago: opening again is never instant (corrections 3.1).
    """
    staff = _staff(grant)
    if PROTECTION_ADMIN not in staff.roles:
        raise RoleNeeded()
    blocks = GuardianBlock.unguarded.filter(person=grant.person, guardian=guardian, unit=staff.unit, lifted_at=None)
    if not blocks.exists():
        raise NotItsUnit()
    if not blocks.filter(lift_asked_at__lte=now - LIFT_WAITS).update(lifted_at=now):
        raise LiftMustWait()
    record_under(event="people.guardian_block_lifted", grant=grant, now=now, details={"guardian": str(guardian)})


@action
def decide_guardian_access(*, grant: Grant, guardian: UUID, basis: str, now: datetime) -> None:
    """Let the guardian read this unit's journal of a child of 13-15, until the child turns 16.

    `basis` is a DecisionBasis: the child agrees, or a physician has found her unable to. Refuses other ages, one
    without custody, and one who is blocked. Deciding twice changes nothing. Records people.guardian_access_decided.
    """
    staff, on = _staff(grant), local_date(now)
    child = person(id=grant.person)
    check_decision_age(birth_date=child.birth_date if child else None, on=on)
    check_decision_basis(basis=basis)
    pair = {"person__in": grant.persons, "guardian__in": linked_identities(person=guardian)}
    if not Guardianship.unguarded.filter(in_force(on=on), **pair).exists():
        raise NotGuardianOf()
    if GuardianBlock.unguarded.filter(**pair, lifted_at=None).exists():
        raise NotGuardianOf()
    if GuardianAccessDecision.unguarded.filter(**pair, unit=staff.unit, ended_at=None).exists():
        return
    GuardianAccessDecision(
        person=grant.person, guardian=guardian, unit=staff.unit, decided_at=now, decided_by=staff.hsa_id
    ).save(force_insert=True)
    details = {"guardian": str(guardian), "basis": basis}
    record_under(event="people.guardian_access_decided", grant=grant, now=now, details=details)


@action
def end_guardian_access(*, grant: Grant, guardian: UUID, now: datetime) -> None:
    """End this unit's decision at once; the child need only ask. Records people.guardian_access_ended."""
    staff = _staff(grant)
    decisions = GuardianAccessDecision.unguarded.filter(person__in=grant.persons, guardian=guardian, ended_at=None)
    if not decisions.filter(unit=staff.unit).update(ended_at=now):
        raise NotItsUnit()
    record_under(event="people.guardian_access_ended", grant=grant, now=now, details={"guardian": str(guardian)})


def _staff(grant: Grant) -> Staff:
    if not isinstance(grant.actor, Staff):
        raise NotStaff()
    return grant.actor
