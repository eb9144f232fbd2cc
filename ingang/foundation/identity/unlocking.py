"""Opening a locked log-in again: staffed, the identity checked twice, a waiting time between (corrections 3.1)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import models

from ingang.foundation.audit.actions import record_under
from ingang.foundation.care_units.queries import care_giver as find_care_giver
from ingang.foundation.consents.rules import IdentityCheck
from ingang.foundation.identity.actions import lock_log_in
from ingang.foundation.identity.errors import (
    IdentityNotSeen,
    NotLocked,
    UnlockRefused,
    UnlockStillWaiting,
)
from ingang.foundation.identity.models import LockReason, LogInLock, UnlockRequest
from ingang.foundation.personal.scope import action, query
from ingang.kernel.actor import PROTECTION_ADMIN, Staff
from ingang.kernel.grant import Grant

LONGEST_WAIT_HOURS = 48
"""The waiting time where the care giver is not in the catalogue."""


@query
def lock_of(*, grant: Grant) -> LogInLock | None:
    """The lock in force on the log-in of the grant's person."""
    return LogInLock.under(grant).filter(lifted_at=None).first()


@query
def waiting_unlock(*, grant: Grant) -> UnlockRequest | None:
    """The wish to open the log-in that nobody has confirmed or withdrawn."""
    return _waiting(grant).first()


@action
def request_unlock(*, grant: Grant, identity_check: str, now: datetime) -> UUID:
    """Staff note that the person asked to open her log-in, and how they made sure who she is; nothing is opened yet.

    The care giver's waiting time counts from the first wish; noting it again returns that one. Refuses others than
    the care giver's protection administrator, an identity that was not checked, and a log-in that is not locked.
    Records identity.unlock_requested with the kind of check.
    """
    staff = _protection_admin(grant)
    _check_identity(identity_check)
    lock = _lock(grant)
    if known := _waiting(grant).first():
        return known.id
    holder = find_care_giver(hsa_id=staff.care_giver)
    hours = holder.lift_waiting_hours if holder else LONGEST_WAIT_HOURS
    wish = UnlockRequest(
        person=grant.person,
        lock=lock.id,
        unit=staff.unit,
        requested_by=staff.hsa_id,
        requested_at=now,
        earliest_at=now + timedelta(hours=hours),
    )
    wish.save(force_insert=True)
    details = {"request": str(wish.id), "check": identity_check}
    record_under(event="identity.unlock_requested", grant=grant, now=now, details=details)
    return wish.id


@action
def confirm_unlock(*, grant: Grant, identity_check: str, now: datetime) -> None:
    """After the waiting time staff check the identity anew, hear that she still wants it, and open the log-in.

    Refuses others than a protection administrator, before the waiting time has passed, without a check, and where no
    wish is waiting. Records identity.log_in_unlocked.
    """
    staff = _protection_admin(grant)
    _check_identity(identity_check)
    wish = _waiting(grant).first()
    if wish is None:
        raise NotLocked()
    if now < wish.earliest_at:
        raise UnlockStillWaiting()
    lifted = {"lifted_at": now, "lifted_by": staff.hsa_id}
    if not LogInLock.under(grant).filter(id=wish.lock, lifted_at=None).update(**lifted):
        raise NotLocked()
    _waiting(grant).filter(id=wish.id).update(confirmed_at=now, confirmed_by=staff.hsa_id)
    details = {"request": str(wish.id), "check": identity_check}
    record_under(event="identity.log_in_unlocked", grant=grant, now=now, details=details)


@action
def keep_locked(*, grant: Grant, now: datetime) -> None:
    """The log-in stays locked after all, at once. Records identity.unlock_withdrawn if a wish was waiting."""
    _protection_admin(grant)
    if _waiting(grant).update(withdrawn_at=now):
        record_under(event="identity.unlock_withdrawn", grant=grant, now=now)


@action
def lock_for_person(*, grant: Grant, reason: LockReason, now: datetime) -> None:
    """Staff lock the log-in at once when the person asks them, and a wish to open it ends. Refuses others than staff.

    Records identity.log_in_locked.
    """
    if not isinstance(grant.actor, Staff):
        raise UnlockRefused()
    lock_log_in(person=grant.person, reason=reason, actor=grant.actor, now=now)
    if _waiting(grant).update(withdrawn_at=now):
        record_under(event="identity.unlock_withdrawn", grant=grant, now=now)


def _protection_admin(grant: Grant) -> Staff:
    if not isinstance(grant.actor, Staff) or PROTECTION_ADMIN not in grant.actor.roles:
        raise UnlockRefused()
    return grant.actor


def _check_identity(identity_check: str) -> None:
    if identity_check not in set(IdentityCheck):
        raise IdentityNotSeen()


def _lock(grant: Grant) -> LogInLock:
    lock = LogInLock.under(grant).filter(lifted_at=None).first()
    if lock is None:
        raise NotLocked()
    return lock


def _waiting(grant: Grant) -> "models.QuerySet[UnlockRequest]":
    return UnlockRequest.under(grant).filter(confirmed_at=None, withdrawn_at=None).order_by("requested_at", "id")
