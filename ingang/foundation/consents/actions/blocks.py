"""Blocks (spärr): set at once when they are asked for, lifted only by staff who have made sure who asks."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import models

from ingang.foundation.audit.actions import record_under
from ingang.foundation.care_units.queries import care_giver as find_care_giver
from ingang.foundation.consents.errors import (
    ConsentNotFound,
    GuardianCanNotBlock,
    IdentityNotChecked,
    NotTheHoldersStaff,
    PatientDecides,
    ProtectionRoleNeeded,
    StaffDecides,
)
from ingang.foundation.consents.models import Block, BlockKind, LiftCause, LiftRequest
from ingang.foundation.consents.rules import EMERGENCY_HOURS, IdentityCheck, check_waited, earliest_lift
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import action
from ingang.kernel.actor import PROTECTION_ADMIN, Staff
from ingang.kernel.grant import Grant, Ground

LONGEST_WAIT_HOURS = 48
"""The waiting time where the care giver that holds the data is not in the catalogue."""


@action
def set_block(*, grant: Grant, kind: BlockKind, care_giver: str, now: datetime, unit: str = "") -> UUID:
    """Block what the care giver's unit wrote, or without a unit what all of them wrote, from this moment.

    By the patient, or by staff of that care giver when she asks them: a confirming call may come afterwards, never
    before (PDL 4:4, SVOD 2:3, corrections 1.3). Refuses a guardian and an ombud. A block that is in force already
    is returned, and a wish to lift it is withdrawn. Records consents.blocked.
    """
    _check_may_block(grant, care_giver)
    if unit == "" and kind is BlockKind.INNER and isinstance(grant.actor, Staff):
        unit = grant.actor.unit
    what = {"kind": kind, "care_giver": care_giver, "unit": unit}
    known = Block.unguarded.filter(person__in=grant.persons, lifted_at=None, **what).first()
    if known is not None:
        _waiting(grant, known.id).update(withdrawn_at=now)
        return known.id
    block = Block(person=grant.person, blocked_at=now, **what)
    block.save(force_insert=True)
    record_under(event="consents.blocked", grant=grant, now=now, details={"block": str(block.id), "kind": kind})
    return block.id


@action
def request_lift(*, grant: Grant, block: UUID, now: datetime) -> UUID:
    """The patient wants the block lifted: it waits for staff of the care giver, and lifts nothing by itself.

    The care giver's waiting time counts from the first wish; wishing again returns that one. Refuses anybody but
    the patient, and a block that is not in force. Records consents.lift_requested.
    """
    if grant.ground is not Ground.OWN_DATA:
        raise PatientDecides()
    row = _block(grant, block)
    if known := _waiting(grant, block).filter(cause=LiftCause.PATIENT).first():
        return known.id
    return _request(grant, row, LiftCause.PATIENT, "", lift_from(care_giver=row.care_giver, now=now), now)


@action
def note_lift_wish(*, grant: Grant, block: UUID, identity_check: str, now: datetime) -> UUID:
    """Staff of the care giver note that the patient wants the block lifted, and how they made sure who asks.

    Nothing is opened yet: the waiting time counts from the first wish, and noting it again returns that one. Refuses
    another care giver's staff, an assignment without the role, and an identity that was not checked. Records
    consents.lift_requested with the kind of check.
    """
    row = _block(grant, block)
    _check_may_lift(grant, row)
    _check_identity(identity_check)
    if known := _waiting(grant, block).filter(cause=LiftCause.PATIENT).first():
        return known.id
    return _request(
        grant, row, LiftCause.PATIENT, "", lift_from(care_giver=row.care_giver, now=now), now, identity_check
    )


@action
def keep_block(*, grant: Grant, block: UUID, now: datetime) -> None:
    """The block stays after all, at once, as the patient says to staff. Records consents.lift_withdrawn.

    Refuses another care giver's staff and an assignment without the role.
    """
    _check_may_lift(grant, _block(grant, block))
    if _waiting(grant, block).filter(cause=LiftCause.PATIENT).update(withdrawn_at=now):
        record_under(event="consents.lift_withdrawn", grant=grant, now=now, details={"block": str(block)})


def lift_from(*, care_giver: str, now: datetime) -> datetime:
    """When what is asked for now may be opened, by the care giver's waiting time (corrections 3.1)."""
    holder = find_care_giver(hsa_id=care_giver)
    hours = holder.lift_waiting_hours if holder else LONGEST_WAIT_HOURS
    return earliest_lift(is_emergency=False, waiting_hours=hours, now=now)


@action
def request_emergency_lift(*, grant: Grant, block: UUID, now: datetime) -> UUID:
    """Staff ask the care giver that holds the data to open the block for their unit, for a day.

    Only at danger to life or serious risk to health and when the patient can not be asked (SVOD 3:5, PDL 4:5): an
    override of one's own does not exist. Asking while the unit waits for an answer returns that wish. Refuses social
    care, which has no such ground. Records consents.lift_requested.
    """
    staff = grant.actor
    if not isinstance(staff, Staff) or staff.sector == "social":
        raise StaffDecides()
    row, since = _block(grant, block), now - timedelta(hours=EMERGENCY_HOURS)
    mine = {"cause": LiftCause.EMERGENCY, "for_unit": staff.unit, "requested_at__gt": since}
    if known := _waiting(grant, block).filter(**mine).first():
        return known.id
    return _request(grant, row, LiftCause.EMERGENCY, staff.unit, now, now)


@action
def decline_lift(*, grant: Grant, request: UUID, now: datetime) -> None:
    """An authorised officer of the care giver that holds the data does not open the block for the unit that asks.

    The block stays as it is. Refuses another care giver's staff, an assignment without the role, and a wish that is
    not waiting, or is the patient's own. Records consents.lift_declined.
    """
    wish = _wish(grant, request)
    if wish.cause != LiftCause.EMERGENCY:
        raise ConsentNotFound()
    block = _block(grant, wish.block)
    _check_may_lift(grant, block)
    wish.withdrawn_at = now
    wish.save(update_fields=["withdrawn_at"])
    details = {"block": str(block.id), "for_unit": wish.for_unit}
    record_under(event="consents.lift_declined", grant=grant, now=now, details=details)


@action
def withdraw_lift(*, grant: Grant, block: UUID, now: datetime) -> None:
    """The patient keeps the block after all, at once. Records consents.lift_withdrawn if a wish was waiting."""
    if grant.ground is not Ground.OWN_DATA:
        raise PatientDecides()
    if _waiting(grant, block).filter(cause=LiftCause.PATIENT).update(withdrawn_at=now):
        record_under(event="consents.lift_withdrawn", grant=grant, now=now, details={"block": str(block)})


@action
def confirm_lift(*, grant: Grant, request: UUID, identity_check: str, now: datetime) -> None:
    """An authorised officer of the care giver that holds the data lifts the block. Records consents.block_lifted.

    The patient's own wish lifts the block, after the waiting time and with a noted IdentityCheck; an emergency
    opens it for the asking unit alone, for a day, and the block stays. Refuses another care giver's staff, an
    assignment without the role, and a wish that is not waiting.
    """
    wish = _wish(grant, request)
    block = _block(grant, wish.block)
    _check_may_lift(grant, block)
    is_emergency = wish.cause == LiftCause.EMERGENCY
    if not is_emergency:
        _check_identity(identity_check)
    check_waited(earliest_at=wish.earliest_at, now=now)
    wish.confirmed_at, wish.confirmed_by = now, grant.actor.identity
    wish.lifted_until = now + timedelta(hours=EMERGENCY_HOURS) if is_emergency else None
    wish.save(update_fields=["confirmed_at", "confirmed_by", "lifted_until"])
    if not is_emergency:
        Block.unguarded.filter(id=block.id, person__in=grant.persons).update(lifted_at=now)
        announce(
            name="consents.opened_again",
            person=grant.person,
            fields={"what": "block", "unit": _unit(grant)},
            now=now,
        )
    details = {"block": str(block.id), "cause": wish.cause, "for_unit": wish.for_unit, "check": identity_check}
    record_under(event="consents.block_lifted", grant=grant, now=now, details=details)


def _unit(grant: Grant) -> str:
    return grant.actor.unit if isinstance(grant.actor, Staff) else ""


def _check_identity(identity_check: str) -> None:
    if identity_check not in set(IdentityCheck):
        raise IdentityNotChecked()


def _check_may_block(grant: Grant, care_giver: str) -> None:
    if isinstance(grant.actor, Staff):
        if grant.actor.care_giver != care_giver:
            raise NotTheHoldersStaff()
    elif grant.is_guardian:
        raise GuardianCanNotBlock()
    elif grant.ground is not Ground.OWN_DATA:
        raise PatientDecides()


def _check_may_lift(grant: Grant, block: Block) -> None:
    if not isinstance(grant.actor, Staff) or grant.actor.care_giver != block.care_giver:
        raise NotTheHoldersStaff()
    if PROTECTION_ADMIN not in grant.actor.roles:
        raise ProtectionRoleNeeded()


def _block(grant: Grant, block: UUID) -> Block:
    row = Block.unguarded.filter(id=block, person__in=grant.persons, lifted_at=None).first()
    if row is None:
        raise ConsentNotFound()
    return row


def _wish(grant: Grant, request: UUID) -> LiftRequest:
    waiting = {"id": request, "person__in": grant.persons, "confirmed_at": None, "withdrawn_at": None}
    row = LiftRequest.unguarded.filter(**waiting).first()
    if row is None:
        raise ConsentNotFound()
    return row


def _waiting(grant: Grant, block: UUID) -> "models.QuerySet[LiftRequest]":
    return LiftRequest.unguarded.filter(person__in=grant.persons, block=block, confirmed_at=None, withdrawn_at=None)


def _request(
    grant: Grant, block: Block, cause: LiftCause, for_unit: str, earliest: datetime, now: datetime, check: str = ""
) -> UUID:
    wish = LiftRequest(
        person=grant.person,
        block=block.id,
        cause=cause,
        for_unit=for_unit,
        requested_by=grant.actor.identity,
        requested_at=now,
        earliest_at=earliest,
    )
    wish.save(force_insert=True)
    details = {"block": str(block.id), "request": str(wish.id), "cause": cause, "check": check}
    record_under(event="consents.lift_requested", grant=grant, now=now, details=details)
    return wish.id
