"""A unit gives to single persons, and takes back: the use of its e-services, and what is for named persons alone."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.care_units.queries import sensitive_units
from ingang.foundation.entitlement.access import check_can_decide
from ingang.foundation.entitlement.errors import AllotmentUnknown, ApprovalUnknown, EndPassed
from ingang.foundation.entitlement.models import Allotment, Approval, GivenByUnit
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import action
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date


@action
def approve(*, grant: Grant, person: UUID, valid_until: date | None, now: datetime) -> Approval:
    """Open the unit's e-services for the person, until a day or until further notice.

    Records entitlement.approved, and announces it. Approving again changes the day; the same again does nothing.
    Refuses who is no local administrator, and a day that has come.
    """
    staff = check_can_decide(actor=grant.actor)
    _check_end(valid_until, now)
    current = Approval.under(grant).select_for_update().filter(person=person, ended_at=None)
    if same := current.filter(valid_until=valid_until).first():
        return same
    current.update(**_ended(staff, now))
    row = Approval(person=person, **_given(grant, staff, valid_until, now))
    row.save(force_insert=True)
    record_under(event="entitlement.approved", grant=grant, now=now, person=person, details=_details(row))
    told = {"unit": row.unit, "hidden_from_guardian": "1" if row.hidden_from_guardian else ""}
    announce(name="entitlement.approved", person=person, fields=told, now=now)
    return row


@action
def end_approvals(*, grant: Grant, approvals: Collection[UUID], now: datetime) -> int:
    """Take back approvals, one or many, at once; gives how many. Records entitlement.approvals_ended for each.

    Booked times stay. What was taken back already is left out. Refuses who is no local administrator, and when one
    of them is not the unit's: then none is taken back.
    """
    staff = check_can_decide(actor=grant.actor)
    rows = list(Approval.under(grant).select_for_update().filter(id__in=approvals).order_by("id"))
    if len(rows) != len(set(approvals)):
        raise ApprovalUnknown()
    lasting = [row for row in rows if row.ended_at is None]
    Approval.under(grant).filter(id__in=[row.id for row in lasting]).update(**_ended(staff, now))
    for row in lasting:
        record_under(
            event="entitlement.approvals_ended", grant=grant, now=now, person=row.person, details=_details(row)
        )
    return len(lasting)


@action
def allot(*, grant: Grant, person: UUID, item: UUID, valid_until: date | None, now: datetime) -> Allotment:
    """Let the person use one thing of the unit; called by the service that owns the thing, which has checked it.

    Giving it again changes the day; the same again does nothing. Records entitlement.allotted. Refuses a day that has
    come.
    """
    _check_end(valid_until, now)
    staff = _staff(grant)
    current = Allotment.under(grant).select_for_update().filter(person=person, item=item, ended_at=None)
    if same := current.filter(valid_until=valid_until).first():
        return same
    current.update(**_ended(staff, now))
    row = Allotment(person=person, item=item, **_given(grant, staff, valid_until, now))
    row.save(force_insert=True)
    details = _details(row) | {"item": str(item)}
    record_under(event="entitlement.allotted", grant=grant, now=now, person=person, details=details)
    return row


@action
def end_allotment(*, grant: Grant, allotment: UUID, now: datetime) -> Allotment:
    """Take back what was given, at once; called by the service that owns the thing. Booked times stay.

    Records entitlement.allotment_ended. Again does nothing. Refuses what is not the unit's.
    """
    row = Allotment.under(grant).filter(id=allotment).first()
    if row is None:
        raise AllotmentUnknown()
    if Allotment.under(grant).filter(id=allotment, ended_at=None).update(**_ended(_staff(grant), now)) == 1:
        details = _details(row) | {"item": str(row.item)}
        record_under(event="entitlement.allotment_ended", grant=grant, now=now, person=row.person, details=details)
    return row


class Given(TypedDict):
    """What every row says of who gave it."""

    unit: str
    valid_until: date | None
    hidden_from_guardian: bool
    given_at: datetime
    given_by: str
    giver_name: str


class Ended(TypedDict):
    """What is noted when it is taken back."""

    ended_at: datetime
    ended_by: str


def _given(grant: Grant, staff: Staff, valid_until: date | None, now: datetime) -> Given:
    return {
        "unit": grant.unit,
        "valid_until": valid_until,
        "hidden_from_guardian": bool(sensitive_units(hsa_ids=frozenset({grant.unit}))),
        "given_at": now,
        "given_by": staff.hsa_id,
        "giver_name": staff.name,
    }


def _ended(staff: Staff, now: datetime) -> Ended:
    return {"ended_at": now, "ended_by": staff.hsa_id}


def _staff(grant: Grant) -> Staff:
    if not isinstance(grant.actor, Staff):
        raise TypeError("only staff give what a unit has")
    return grant.actor


def _check_end(valid_until: date | None, now: datetime) -> None:
    if valid_until is not None and valid_until <= local_date(now):
        raise EndPassed()


def _details(row: GivenByUnit) -> dict[str, str]:
    until = row.valid_until.isoformat() if row.valid_until else ""
    hidden = {"hidden_from_guardian": "1"} if row.hidden_from_guardian else {}
    return {"unit": row.unit, "until": until} | hidden
