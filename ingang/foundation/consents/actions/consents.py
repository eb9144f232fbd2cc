"""Consents to read across care givers (SVOD 3 kap.), and patient relations."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.consents.errors import ConsentNotFound, PatientDecides, StaffDecides
from ingang.foundation.consents.models import CareRelation, Consent, IncapacityNote
from ingang.foundation.consents.rules import check_consent_period
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import action
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant, Ground


@action
def give_consent(*, grant: Grant, unit: str, care_giver: str, until: datetime, now: datetime) -> UUID:
    """The patient lets everybody with an assignment at the unit read what other care givers hold, until then.

    Refuses anybody but the patient: a child who can not consent needs no consent, so a guardian is never asked
    (SVOD 3:1). Giving what is given already returns the consent in force. Records consents.consent_given.
    """
    if grant.ground is not Ground.OWN_DATA:
        raise PatientDecides()
    return _consent(grant, "consents.consent_given", unit, care_giver, "", until, now)


@action
def register_consent(*, grant: Grant, until: datetime, now: datetime, only_me: bool = False) -> UUID:
    """Staff write down the consent that the patient gives at the visit, to their own unit or to themselves alone.

    Refuses others than staff under a patient relation. Registering twice is no error. Records
    consents.consent_registered.
    """
    staff = grant.actor
    if not isinstance(staff, Staff):
        raise StaffDecides()
    employee = staff.hsa_id if only_me else ""
    return _consent(grant, "consents.consent_registered", staff.unit, staff.care_giver, employee, until, now)


@action
def take_back(*, grant: Grant, care_giver: str, now: datetime) -> None:
    """End all that lets the care giver's units read across: open readings stop at the next request.

    Consents, and notes that the patient lastingly can not consent, for whoever objects speaks against those. By the
    patient, or by staff of that care giver when she says so. Refuses others, and where nothing is in force. Records
    consents.consent_revoked and consents.incapacity_ended; what staff end is announced as consents.taken_back, so that
    she is told.
    """
    _check_may_take_back(grant, care_giver)
    if "\0" in care_giver:
        raise ConsentNotFound()
    held = {"person__in": grant.persons, "care_giver": care_giver, "valid_until__gt": now}
    consents = Consent.unguarded.filter(revoked_at=None, **held).update(revoked_at=now)
    notes = IncapacityNote.unguarded.filter(ended_at=None, **held).update(ended_at=now)
    if not consents and not notes:
        raise ConsentNotFound()
    for event, ended in (("consents.consent_revoked", consents), ("consents.incapacity_ended", notes)):
        if ended:
            record_under(event=event, grant=grant, now=now, details={"care_giver": care_giver, "ended": str(ended)})
    if isinstance(grant.actor, Staff):
        announce(name="consents.taken_back", person=grant.person, fields={"unit": grant.actor.unit}, now=now)


def _check_may_take_back(grant: Grant, care_giver: str) -> None:
    # Inner blocks hide consents of other units from staff, but stop nobody from ending them: all rows are counted.
    Consent.check_opens(grant)
    if grant.ground not in {Ground.OWN_DATA, Ground.ASSIGNMENT}:
        raise PatientDecides()
    if isinstance(grant.actor, Staff) and grant.actor.care_giver != care_giver:
        raise StaffDecides()


@action
def begin_care_relation(
    *, grant: Grant, unit: str, care_giver: str, because: str, until: datetime, now: datetime
) -> None:
    """Let the unit have a current patient relation until then; a longer one in force stays as it is.

    Called by the action that causes it, a booking or a listing; `because` is its code. Records
    consents.relation_begun.
    """
    # The relation follows from what the grant was opened for, so it needs no kind of its own.
    running = CareRelation.unguarded.filter(
        person__in=grant.persons, unit=unit, valid_from__lte=now, valid_until__gte=until
    )
    if running.exists():
        return
    CareRelation(
        person=grant.person, unit=unit, care_giver=care_giver, because=because, valid_from=now, valid_until=until
    ).save(force_insert=True)
    record_under(event="consents.relation_begun", grant=grant, now=now, details={"unit": unit, "because": because})


def _consent(
    grant: Grant, event: str, unit: str, care_giver: str, employee: str, until: datetime, now: datetime
) -> UUID:
    check_consent_period(until=until, now=now)
    given = Consent.under(grant).filter(unit=unit, employee=employee, revoked_at=None, valid_until__gte=until)
    if known := given.order_by("given_at", "id").first():
        return known.id
    consent = Consent(
        person=grant.person,
        unit=unit,
        care_giver=care_giver,
        employee=employee,
        given_at=now,
        valid_until=until,
        registered_by=grant.actor.identity,
    )
    consent.save(force_insert=True)
    details = {"consent": str(consent.id), "unit": unit, "employee": employee}
    record_under(event=event, grant=grant, now=now, details=details)
    return consent.id
