"""Staff who read across ask the care giver that the patient has blocked; that care giver alone decides (SVOD 3:5)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from conftest import opened, resident, staff
from ingang.foundation.access.across import open_across, open_existence
from ingang.foundation.access.errors import NoCareRelation
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.consents.actions.blocks import (
    confirm_lift,
    decline_lift,
    request_emergency_lift,
    request_lift,
    set_block,
)
from ingang.foundation.consents.errors import ConsentNotFound, NotTheHoldersStaff, ProtectionRoleNeeded
from ingang.foundation.consents.models import Block, BlockKind, CareRelation, Consent, LiftRequest
from ingang.foundation.consents.queries import has_outer_block, outer_blocks
from ingang.foundation.consents.rules import EMERGENCY_HOURS
from ingang.kernel.actor import PROTECTION_ADMIN, Staff
from ingang.kernel.grant import Grant, Ground

Cast = Callable[[str], UUID]
KINDS = ("records.clinical", "consents.block")
SARA, MONA = staff("sara"), staff("mona")
OFFICER = replace(MONA, roles=(PROTECTION_ADMIN,))
HOLDER = MONA.care_giver


@pytest.fixture
def block(cast: Cast, now: datetime) -> UUID:
    """Alva has blocked what Mona's care giver holds."""
    Block.unguarded.all().delete()
    grant = opened(resident("alva"), "consents.block", now=now)
    return set_block(grant=grant, kind=BlockKind.OUTER, care_giver=HOLDER, now=now)


def emergency(cast: Cast, now: datetime) -> Grant:
    person, reason = cast("alva"), "unconscious"
    return open_across(actor=SARA, person=person, kinds=KINDS, ground=Ground.EMERGENCY, reason=reason, now=now)


def asked(cast: Cast, now: datetime, block: UUID) -> UUID:
    return request_emergency_lift(grant=emergency(cast, now), block=block, now=now)


def at_the_holder(cast: Cast, now: datetime, actor: Staff = OFFICER) -> Grant:
    return opened(actor, "consents.block", person=cast("alva"), now=now)


def test_who_has_blocked_is_told_in_an_emergency_and_otherwise_only_that_somebody_has(
    cast: Cast, now: datetime, block: UUID
) -> None:
    Consent.unguarded.create(
        person=cast("alva"), care_giver=SARA.care_giver, unit=SARA.unit, given_at=now,
        valid_until=now + timedelta(days=1), registered_by="x",
    )  # fmt: skip
    consented = open_across(actor=SARA, person=cast("alva"), kinds=KINDS, ground=Ground.CONSENT, now=now)
    existence = open_existence(actor=SARA, person=cast("alva"), kinds=KINDS, now=now)

    assert [has_outer_block(grant=one, now=now) for one in (existence, consented, emergency(cast, now))] == [True] * 3
    assert outer_blocks(grant=existence, now=now) == outer_blocks(grant=consented, now=now) == []
    (told,) = outer_blocks(grant=emergency(cast, now), now=now)
    assert (told.id, told.care_giver, told.unit, told.is_asked) == (block, HOLDER, "", False)


def test_the_holders_own_staff_are_not_told_of_an_outer_block(cast: Cast, now: datetime, block: UUID) -> None:
    existence = open_existence(actor=MONA, person=cast("alva"), kinds=KINDS, now=now)

    assert not has_outer_block(grant=existence, now=now)


def test_asking_twice_is_one_wish_until_it_is_too_old(cast: Cast, now: datetime, block: UUID) -> None:
    first = asked(cast, now, block)
    later = now + timedelta(hours=EMERGENCY_HOURS)

    assert asked(cast, now, block) == first
    assert outer_blocks(grant=emergency(cast, now), now=now)[0].is_asked
    assert asked(cast, later, block) != first


def test_an_officer_who_is_asked_reaches_the_block_though_the_patient_is_not_hers_now(
    cast: Cast, now: datetime, block: UUID
) -> None:
    CareRelation.unguarded.filter(unit=MONA.unit).delete()
    with pytest.raises(NoCareRelation):
        at_the_holder(cast, now)
    wish = asked(cast, now, block)

    confirm_lift(grant=at_the_holder(cast, now), request=wish, identity_check="", now=now)
    assert emergency(cast, now).blocked_care_givers == frozenset()
    assert outer_blocks(grant=emergency(cast, now), now=now) == []
    for actor, kind in ((MONA, "consents.block"), (OFFICER, "records.clinical"), (staff("tore"), "consents.block")):
        with pytest.raises(NoCareRelation):
            opened(actor, kind, person=cast("alva"), now=now)
    with pytest.raises(NoCareRelation):
        at_the_holder(cast, now)


def test_an_old_wish_opens_nothing_for_the_officer(cast: Cast, now: datetime, block: UUID) -> None:
    CareRelation.unguarded.filter(unit=MONA.unit).delete()
    asked(cast, now, block)

    with pytest.raises(NoCareRelation):
        at_the_holder(cast, now + timedelta(hours=EMERGENCY_HOURS))


def test_the_holder_may_say_no_and_the_block_stays(cast: Cast, now: datetime, block: UUID) -> None:
    wish, grant = asked(cast, now, block), at_the_holder(cast, now)
    decline_lift(grant=grant, request=wish, now=now)

    assert emergency(cast, now).blocked_care_givers == {HOLDER}
    assert LiftRequest.unguarded.get(id=wish).withdrawn_at == now
    assert AuditEvent.objects.get(event="consents.lift_declined").details["for_unit"] == SARA.unit
    with pytest.raises(ConsentNotFound):
        decline_lift(grant=grant, request=wish, now=now)


def test_who_may_not_say_no(cast: Cast, now: datetime, block: UUID) -> None:
    wish = asked(cast, now, block)
    own = request_lift(grant=opened(resident("alva"), "consents.block", now=now), block=block, now=now)

    for actor, refusal in ((MONA, ProtectionRoleNeeded), (SARA, NotTheHoldersStaff)):
        with pytest.raises(refusal):
            decline_lift(grant=at_the_holder(cast, now, actor), request=wish, now=now)
    with pytest.raises(ConsentNotFound):
        decline_lift(grant=at_the_holder(cast, now), request=own, now=now)
