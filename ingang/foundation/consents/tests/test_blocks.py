"""Blocks are set at once; lifting waits for staff who have made sure who asks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from conftest import opened, relate, representative, resident, staff
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.models import CareGiver
from ingang.foundation.consents.actions.blocks import (
    confirm_lift,
    request_emergency_lift,
    request_lift,
    set_block,
    withdraw_lift,
)
from ingang.foundation.consents.errors import (
    ConsentNotFound,
    GuardianCanNotBlock,
    IdentityNotChecked,
    NotTheHoldersStaff,
    PatientDecides,
    ProtectionRoleNeeded,
    StaffDecides,
    StillWaiting,
)
from ingang.foundation.consents.models import Block, BlockKind, LiftRequest
from ingang.foundation.consents.queries import blocked, blocks, waiting_lifts
from ingang.kernel.actor import PROTECTION_ADMIN, Staff
from ingang.kernel.grant import Grant

Cast = Callable[[str], UUID]
KIND = "consents.block"
SARA, MONA, TORE = staff("sara"), staff("mona"), staff("tore")
OFFICER = replace(MONA, roles=(PROTECTION_ADMIN,))
HOLDER = MONA.care_giver
WAITING = timedelta(hours=48)


def own(now: datetime, key: str = "alva") -> Grant:
    return opened(resident(key), KIND, now=now)


def by(actor: Staff, cast: Cast, now: datetime) -> Grant:
    return opened(actor, KIND, person=cast("alva"), now=now)


def outer(now: datetime) -> UUID:
    return set_block(grant=own(now), kind=BlockKind.OUTER, care_giver=HOLDER, now=now)


def taken(cast: Cast, now: datetime, actor: Staff = SARA) -> frozenset[str]:
    return blocked(persons=frozenset({cast("alva")}), care_giver=actor.care_giver, unit=actor.unit, now=now).care_givers


def recorded(event: str) -> int:
    return AuditEvent.objects.filter(event=event).count()


def test_a_block_acts_at_the_moment_and_is_recorded(cast: Cast, now: datetime) -> None:
    assert taken(cast, now) == frozenset()

    block = outer(now)

    assert taken(cast, now) == {HOLDER}
    assert taken(cast, now, MONA) == frozenset()
    assert AuditEvent.objects.get(event="consents.blocked").details == {"block": str(block), "kind": "outer"}


def test_blocking_twice_is_one_block_and_ends_a_waiting_wish_to_lift(cast: Cast, now: datetime) -> None:
    block = outer(now)
    request_lift(grant=own(now), block=block, now=now)

    assert outer(now) == block

    assert [row.id for row in blocks(grant=own(now))] == [block]
    assert waiting_lifts(grant=own(now)) == []
    assert recorded("consents.blocked") == 1


def test_nobody_blocks_for_a_child_and_staff_block_their_own_care_giver_alone(cast: Cast, now: datetime) -> None:
    guardian = opened(representative("bo", acting_for="ella"), KIND, now=now)

    with pytest.raises(GuardianCanNotBlock):
        set_block(grant=guardian, kind=BlockKind.OUTER, care_giver=HOLDER, now=now)
    with pytest.raises(NotTheHoldersStaff):
        set_block(grant=by(SARA, cast, now), kind=BlockKind.OUTER, care_giver=HOLDER, now=now)
    assert not Block.unguarded.exists()

    set_block(grant=by(MONA, cast, now), kind=BlockKind.INNER, care_giver=HOLDER, now=now)
    assert Block.unguarded.get().unit == MONA.unit


def test_a_wish_to_lift_lifts_nothing_and_waits_from_the_first_one(cast: Cast, now: datetime) -> None:
    block = outer(now)

    first = request_lift(grant=own(now), block=block, now=now)
    second = request_lift(grant=own(now), block=block, now=now + timedelta(hours=5))

    assert first == second
    assert taken(cast, now + timedelta(days=30)) == {HOLDER}
    (wish,) = waiting_lifts(grant=own(now))
    assert wish.earliest_at == now + WAITING
    assert recorded("consents.lift_requested") == 1


def test_the_care_giver_sets_its_own_waiting_time(cast: Cast, now: datetime) -> None:
    CareGiver.objects.filter(hsa_id=HOLDER).update(lift_waiting_hours=72)

    request_lift(grant=own(now), block=outer(now), now=now)

    assert LiftRequest.unguarded.get().earliest_at == now + timedelta(hours=72)


def test_after_the_waiting_time_an_officer_who_checked_the_identity_lifts_it(cast: Cast, now: datetime) -> None:
    wish = request_lift(grant=own(now), block=outer(now), now=now)

    confirm_lift(grant=by(OFFICER, cast, now), request=wish, identity_check="id_document", now=now + WAITING)

    assert taken(cast, now + WAITING) == frozenset()
    event = AuditEvent.objects.get(event="consents.block_lifted")
    assert (event.actor, event.details["check"]) == (MONA.hsa_id, "id_document")
    with pytest.raises(ConsentNotFound):
        confirm_lift(grant=by(OFFICER, cast, now), request=wish, identity_check="id_document", now=now + WAITING)


@pytest.mark.parametrize(
    ("actor", "check", "later", "refusal"),
    [
        (OFFICER, "id_document", WAITING - timedelta(seconds=1), StillWaiting),
        (OFFICER, "", WAITING, IdentityNotChecked),
        (OFFICER, "sounded_right", WAITING, IdentityNotChecked),
        (MONA, "id_document", WAITING, ProtectionRoleNeeded),
        (replace(SARA, roles=(PROTECTION_ADMIN,)), "id_document", WAITING, NotTheHoldersStaff),
    ],
)
def test_lifting_is_refused_and_the_block_stays(
    cast: Cast, now: datetime, actor: Staff, check: str, later: timedelta, refusal: type[StaffDecides]
) -> None:
    wish = request_lift(grant=own(now), block=outer(now), now=now)

    with pytest.raises(refusal):
        confirm_lift(grant=by(actor, cast, now), request=wish, identity_check=check, now=now + later)

    assert taken(cast, now + later) == {HOLDER}
    assert recorded("consents.block_lifted") == 0


def test_the_patient_never_lifts_by_herself_and_keeps_the_block_at_once(cast: Cast, now: datetime) -> None:
    block = outer(now)
    wish = request_lift(grant=own(now), block=block, now=now)

    with pytest.raises(NotTheHoldersStaff):
        confirm_lift(grant=own(now), request=wish, identity_check="id_document", now=now + WAITING)
    withdraw_lift(grant=own(now), block=block, now=now)

    with pytest.raises(ConsentNotFound):
        confirm_lift(grant=by(OFFICER, cast, now), request=wish, identity_check="id_document", now=now + WAITING)
    assert recorded("consents.lift_withdrawn") == 1


def test_another_persons_block_can_not_be_wished_away(cast: Cast, now: datetime) -> None:
    block = outer(now)

    for grant, asked in ((own(now, "cleo"), block), (own(now), uuid4())):
        with pytest.raises(ConsentNotFound):
            request_lift(grant=grant, block=asked, now=now)
    with pytest.raises(PatientDecides):
        request_lift(grant=by(MONA, cast, now), block=block, now=now)


def test_an_emergency_opens_for_the_asking_unit_alone_and_for_a_day(cast: Cast, now: datetime) -> None:
    wish = request_emergency_lift(grant=by(SARA, cast, now), block=outer(now), now=now)
    assert taken(cast, now) == {HOLDER}

    confirm_lift(grant=by(OFFICER, cast, now), request=wish, identity_check="", now=now)

    assert taken(cast, now) == frozenset()
    assert taken(cast, now, staff("ulla")) == {HOLDER}
    assert taken(cast, now + timedelta(hours=24)) == {HOLDER}


def test_nobody_lifts_their_own_emergency_wish_and_social_care_has_none(cast: Cast, now: datetime) -> None:
    block = outer(now)
    relate("alva", TORE.unit, TORE.care_giver, now=now)
    wish = request_emergency_lift(grant=by(SARA, cast, now), block=block, now=now)

    with pytest.raises(NotTheHoldersStaff):
        confirm_lift(
            grant=by(replace(SARA, roles=(PROTECTION_ADMIN,)), cast, now), request=wish, identity_check="", now=now
        )
    for grant in (by(TORE, cast, now), own(now)):
        with pytest.raises(StaffDecides):
            request_emergency_lift(grant=grant, block=block, now=now)

    assert taken(cast, now) == {HOLDER}
