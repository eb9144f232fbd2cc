"""Blocking a guardian, and a unit's decision for one, as staff at the child's unit decide them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from conftest import BVC, opened, relate, representative, staff
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.people.actions.guardians import (
    LIFT_WAITS,
    ask_to_lift_block,
    block_guardian,
    decide_guardian_access,
    end_guardian_access,
    lift_guardian_block,
)
from ingang.foundation.people.errors import (
    ChildMustAgree,
    LiftMustWait,
    NotGuardianOf,
    NotItsUnit,
    NotStaff,
    OutsideDecisionAges,
    RoleNeeded,
    UnitDecision,
)
from ingang.foundation.people.models import GuardianAccessDecision, GuardianBlock
from ingang.kernel.actor import PROTECTION_ADMIN, Staff
from ingang.kernel.grant import Grant

Cast = Callable[[str], UUID]
SARA = replace(staff("sara", assignment=1), roles=())
ADMIN = replace(SARA, roles=(PROTECTION_ADMIN,))


def grant_on(child: str, cast: Cast, now: datetime, actor: Staff = SARA) -> Grant:
    relate(child, actor.unit, actor.care_giver, now=now)
    return opened(actor, "people.person", person=cast(child), now=now)


def block(cast: Cast, now: datetime, child: str = "ella") -> None:
    block_guardian(grant=grant_on(child, cast, now), guardian=cast("bo"), now=now)


def decide(cast: Cast, now: datetime, child: str = "maja", guardian: str = "bo", basis: str = "child_agrees") -> None:
    decide_guardian_access(grant=grant_on(child, cast, now), guardian=cast(guardian), basis=basis, now=now)


def test_a_block_acts_at_once_and_is_recorded(cast: Cast, now: datetime) -> None:
    block(cast, now)

    row = GuardianBlock.unguarded.get()
    event = AuditEvent.objects.get(event="people.guardian_blocked")
    assert (row.person, row.guardian, row.unit, row.blocked_at, row.lifted_at) == (
        cast("ella"),
        cast("bo"),
        BVC,
        now,
        None,
    )
    assert (event.person, event.actor, event.details) == (cast("ella"), SARA.hsa_id, {"guardian": str(cast("bo"))})


def test_blocking_twice_changes_nothing(cast: Cast, now: datetime) -> None:
    for _ in range(2):
        block(cast, now)

    assert GuardianBlock.unguarded.count() == 1
    assert AuditEvent.objects.filter(event="people.guardian_blocked").count() == 1


def test_a_block_ends_a_decision_that_let_the_guardian_read(cast: Cast, now: datetime) -> None:
    decide(cast, now)

    block(cast, now, "maja")

    assert not GuardianAccessDecision.unguarded.filter(ended_at=None).exists()


def test_a_block_comes_first_and_custody_is_not_asked_for(cast: Cast, now: datetime) -> None:
    block_guardian(grant=grant_on("ella", cast, now), guardian=cast("cleo"), now=now)

    assert GuardianBlock.unguarded.filter(guardian=cast("cleo")).exists()


def test_only_the_protection_administrator_of_the_same_unit_lifts_a_block(cast: Cast, now: datetime) -> None:
    block(cast, now)
    elsewhere = replace(staff("sara"), roles=(PROTECTION_ADMIN,))

    with pytest.raises(RoleNeeded):
        lift_guardian_block(grant=grant_on("ella", cast, now), guardian=cast("bo"), now=now)
    with pytest.raises(NotItsUnit):
        lift_guardian_block(grant=grant_on("ella", cast, now, elsewhere), guardian=cast("bo"), now=now)
    with pytest.raises(LiftMustWait):
        lift_guardian_block(grant=grant_on("ella", cast, now, ADMIN), guardian=cast("bo"), now=now)
    assert GuardianBlock.unguarded.filter(lifted_at=None).exists()

    ask_to_lift_block(grant=grant_on("ella", cast, now), guardian=cast("bo"), now=now - LIFT_WAITS)
    lift_guardian_block(grant=grant_on("ella", cast, now, ADMIN), guardian=cast("bo"), now=now)

    assert not GuardianBlock.unguarded.filter(lifted_at=None).exists()
    assert AuditEvent.objects.filter(event="people.guardian_block_lifted", person=cast("ella")).count() == 1


def test_asking_to_lift_is_for_the_unit_that_blocked_and_the_first_asking_counts(cast: Cast, now: datetime) -> None:
    block(cast, now)
    with pytest.raises(NotItsUnit):
        ask_to_lift_block(grant=grant_on("ella", cast, now), guardian=cast("alva"), now=now)

    for moment in (now, now + LIFT_WAITS):
        ask_to_lift_block(grant=grant_on("ella", cast, now), guardian=cast("bo"), now=moment)

    assert GuardianBlock.unguarded.get().lift_asked_at == now
    assert AuditEvent.objects.filter(event="people.guardian_block_lift_asked").count() == 1


def test_the_reason_stands_in_no_log(cast: Cast, now: datetime) -> None:
    block_guardian(grant=grant_on("ella", cast, now), guardian=cast("bo"), reason="Hotat barnet", now=now)

    assert GuardianBlock.unguarded.get().reason == "Hotat barnet"
    assert "Hotat" not in str(list(AuditEvent.objects.values_list("details", flat=True)))


def test_a_guardian_can_neither_block_nor_lift_nor_decide(cast: Cast, now: datetime) -> None:
    grant = opened(representative("bo", acting_for="ella"), "people.person", now=now)

    with pytest.raises(NotStaff):
        block_guardian(grant=grant, guardian=cast("alva"), now=now)
    with pytest.raises(NotStaff):
        lift_guardian_block(grant=grant, guardian=cast("bo"), now=now)
    with pytest.raises(NotStaff):
        decide_guardian_access(grant=grant, guardian=cast("bo"), basis="child_agrees", now=now)


def test_a_decision_lets_the_guardian_of_a_child_of_14_and_is_recorded_with_its_basis(
    cast: Cast, now: datetime
) -> None:
    decide(cast, now)
    decide(cast, now)

    row = GuardianAccessDecision.unguarded.get()
    event = AuditEvent.objects.get(event="people.guardian_access_decided")
    assert (row.person, row.guardian, row.unit, row.decided_by) == (cast("maja"), cast("bo"), BVC, SARA.hsa_id)
    assert event.details == {"guardian": str(cast("bo")), "basis": "child_agrees"}


@pytest.mark.parametrize(
    ("child", "guardian", "basis", "refusal"),
    [
        ("noah", "bo", "child_agrees", OutsideDecisionAges),
        ("alva", "bo", "child_agrees", OutsideDecisionAges),
        ("maja", "cleo", "child_agrees", NotGuardianOf),
        ("maja", "bo", "guardian_wishes", ChildMustAgree),
    ],
)
def test_a_decision_is_refused(
    cast: Cast, now: datetime, child: str, guardian: str, basis: str, refusal: type[UnitDecision]
) -> None:
    with pytest.raises(refusal):
        decide(cast, now, child, guardian, basis)

    assert not GuardianAccessDecision.unguarded.exists()


def test_no_decision_passes_a_block(cast: Cast, now: datetime) -> None:
    block(cast, now, "maja")

    with pytest.raises(NotGuardianOf):
        decide(cast, now)


def test_the_unit_that_decided_ends_it_at_once_and_another_can_not(cast: Cast, now: datetime) -> None:
    decide(cast, now)

    with pytest.raises(NotItsUnit):
        end_guardian_access(grant=grant_on("maja", cast, now, staff("sara")), guardian=cast("bo"), now=now)
    end_guardian_access(grant=grant_on("maja", cast, now), guardian=cast("bo"), now=now)

    assert GuardianAccessDecision.unguarded.get().ended_at == now
    assert AuditEvent.objects.filter(event="people.guardian_access_ended").count() == 1
