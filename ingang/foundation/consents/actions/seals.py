"""Försegla journalen: the person closes her own reading of it here at once; staff open it again, after a waiting time.

Made against coercion: whoever stands behind her can not make her open it (corrections 3.1). Staff read as before.
"""

from datetime import datetime
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.consents.actions.blocks import lift_from
from ingang.foundation.consents.errors import (
    IdentityNotChecked,
    NotSealed,
    PatientDecides,
    ProtectionRoleNeeded,
)
from ingang.foundation.consents.models import UnsealRequest
from ingang.foundation.consents.rules import IdentityCheck, check_waited
from ingang.foundation.outbox.actions import announce
from ingang.foundation.people.models import Person
from ingang.foundation.personal.scope import action
from ingang.kernel.actor import PROTECTION_ADMIN, Staff
from ingang.kernel.grant import Grant, Ground


@action
def seal_journal(*, grant: Grant, now: datetime) -> None:
    """The person seals her journal, from the next request, on every device and for everybody who acts for her.

    A wish to open it ends. Sealing what is sealed changes nothing more. Refuses anybody else. Records
    consents.journal_sealed.
    """
    if grant.ground is not Ground.OWN_DATA:
        raise PatientDecides()
    UnsealRequest.under(grant).filter(confirmed_at=None, withdrawn_at=None).update(withdrawn_at=now)
    if Person.objects.filter(id=grant.person, journal_sealed_at=None).update(journal_sealed_at=now):
        record_under(event="consents.journal_sealed", grant=grant, now=now)


@action
def request_unseal(*, grant: Grant, identity_check: str, now: datetime) -> UUID:
    """Staff note that the person wants her journal open again, and how they made sure who asks; nothing opens yet.

    The care giver's waiting time counts from the first wish; noting it again returns that one. Refuses others than
    a protection administrator, an identity that was not checked, and a journal that is not sealed. Records
    consents.unseal_requested with the kind of check.
    """
    staff = _protection_admin(grant)
    _check_identity(identity_check)
    if not Person.objects.filter(id=grant.person).exclude(journal_sealed_at=None).exists():
        raise NotSealed()
    if known := UnsealRequest.under(grant).filter(confirmed_at=None, withdrawn_at=None).first():
        return known.id
    wish = UnsealRequest(
        person=grant.person,
        unit=staff.unit,
        requested_by=staff.hsa_id,
        requested_at=now,
        earliest_at=lift_from(care_giver=staff.care_giver, now=now),
    )
    wish.save(force_insert=True)
    details = {"request": str(wish.id), "check": identity_check}
    record_under(event="consents.unseal_requested", grant=grant, now=now, details=details)
    return wish.id


@action
def confirm_unseal(*, grant: Grant, identity_check: str, now: datetime) -> None:
    """After the waiting time staff check the identity anew, hear that she still wants it, and open the journal.

    Refuses others than a protection administrator, before the time has passed, without a check, and where no wish
    waits. Records consents.journal_unsealed, and announces consents.opened_again so that she is told.
    """
    staff = _protection_admin(grant)
    _check_identity(identity_check)
    wish = UnsealRequest.under(grant).filter(confirmed_at=None, withdrawn_at=None).first()
    if wish is None:
        raise NotSealed()
    check_waited(earliest_at=wish.earliest_at, now=now)
    UnsealRequest.under(grant).filter(id=wish.id).update(confirmed_at=now, confirmed_by=staff.hsa_id)
    Person.objects.filter(id=grant.person).update(journal_sealed_at=None)
    details = {"request": str(wish.id), "check": identity_check}
    record_under(event="consents.journal_unsealed", grant=grant, now=now, details=details)
    fields = {"what": "seal", "unit": staff.unit}
    announce(name="consents.opened_again", person=grant.person, fields=fields, now=now)


@action
def keep_sealed(*, grant: Grant, now: datetime) -> None:
    """The journal stays sealed after all, at once. Records consents.unseal_withdrawn if a wish was waiting."""
    _protection_admin(grant)
    if UnsealRequest.under(grant).filter(confirmed_at=None, withdrawn_at=None).update(withdrawn_at=now):
        record_under(event="consents.unseal_withdrawn", grant=grant, now=now)


def _protection_admin(grant: Grant) -> Staff:
    if not isinstance(grant.actor, Staff) or PROTECTION_ADMIN not in grant.actor.roles:
        raise ProtectionRoleNeeded()
    return grant.actor


def _check_identity(identity_check: str) -> None:
    if identity_check not in set(IdentityCheck):
        raise IdentityNotChecked()
