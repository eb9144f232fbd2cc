"""What is noted of a person: at which unit she is listed, and which needs she has."""

from datetime import date, datetime
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.care_units.queries import sensitive_units
from ingang.foundation.entitlement.errors import NeedUnknown, SelfInclusionClosed
from ingang.foundation.entitlement.models import Inclusion, Listing
from ingang.foundation.entitlement.needs import NEEDS
from ingang.foundation.entitlement.standing import tellable_needs
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import action
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant


@action
def note_listing(*, grant: Grant, unit: str, source: str, valid_from: date, now: datetime) -> Listing:
    """The grant's person is listed at the unit from the day, and nowhere else.

    Records entitlement.listing_noted, and announces entitlement.listed. `source` is the system that says so. The
    same again, and what is older than what stands, changes nothing.
    """
    current = Listing.under(grant).select_for_update().filter(valid_until=None).first()
    if current and (current.unit == unit or current.valid_from > valid_from):
        return current
    if current:
        Listing.under(grant).filter(id=current.id).update(valid_until=valid_from)
    row = Listing(person=grant.person, unit=unit, valid_from=valid_from, source=source, noted_at=now)
    row.save(force_insert=True)
    told = {"unit": unit, "hidden_from_guardian": "1" if _is_sensitive(unit) else ""}
    record_under(event="entitlement.listing_noted", grant=grant, now=now, details=told | {"source": source})
    announce(name="entitlement.listed", person=grant.person, fields=told, now=now)
    return row


@action
def say_need(*, grant: Grant, person: UUID, need: str, is_included: bool, now: datetime) -> Inclusion:
    """Staff of the unit say whether the person has the need. Records entitlement.need_said.

    Refuses an unknown need. The same again says it again: it may answer what somebody else has said since.
    """
    if need not in NEEDS:
        raise NeedUnknown()
    actor = grant.actor
    row = Inclusion(
        person=person,
        unit=grant.unit,
        need=need,
        is_included=is_included,
        by_staff=True,
        hidden_from_guardian=_is_sensitive(grant.unit),
        said_at=now,
        said_by=actor.identity,
        sayer_name=actor.name if isinstance(actor, Staff) else "",
    )
    return _said(grant, row, now)


@action
def say_own_need(*, grant: Grant, unit: str, need: str, now: datetime) -> Inclusion:
    """The person herself says that she has the need, where the unit lets her. Records entitlement.need_said.

    Refuses where it does not, and where its staff have said otherwise: then they talk (corrections 3.7).
    """
    if need not in tellable_needs(grant=grant, unit=unit):
        raise SelfInclusionClosed()
    row = Inclusion(
        person=grant.person,
        unit=unit,
        need=need,
        is_included=True,
        by_staff=False,
        hidden_from_guardian=_is_sensitive(unit),
        said_at=now,
        said_by=grant.actor.identity,
        sayer_name="",
    )
    return _said(grant, row, now)


def _said(grant: Grant, row: Inclusion, now: datetime) -> Inclusion:
    row.save(force_insert=True)
    hidden = {"hidden_from_guardian": "1"} if row.hidden_from_guardian else {}
    details = {"unit": row.unit, "need": row.need, "is_included": "1" if row.is_included else ""} | hidden
    record_under(event="entitlement.need_said", grant=grant, now=now, person=row.person, details=details)
    return row


def _is_sensitive(unit: str) -> bool:
    return bool(sensitive_units(hsa_ids=frozenset({unit})))
