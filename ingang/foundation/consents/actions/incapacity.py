"""Notes that a patient lastingly can not consent, and that nothing speaks against reading (SVOD 3 kap.)."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.consents.errors import StaffDecides
from ingang.foundation.consents.models import IncapacityNote
from ingang.foundation.consents.rules import Asked, Clarified, check_note_period
from ingang.foundation.personal.scope import action
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant


@action
def note_incapacity(*, grant: Grant, how: Clarified, asked: Asked, until: datetime, now: datetime) -> UUID:
    """Staff note that the patient lastingly can not consent to their reading across care givers, how her attitude was
    found out as far as possible and with whom, and that nothing speaks against it.

    It counts for their own unit until then, a year at most, in place of what the unit noted before. Refuses others than
    staff under a patient relation. Records consents.incapacity_noted. Source: lag 2022:913 3 kap., prop. 2013/14:202.
    """
    staff = grant.actor
    if not isinstance(staff, Staff):
        raise StaffDecides()
    check_note_period(until=until, now=now)
    IncapacityNote.under(grant).filter(unit=staff.unit, ended_at=None).update(ended_at=now)
    note = IncapacityNote(
        person=grant.person,
        unit=staff.unit,
        care_giver=staff.care_giver,
        how=how,
        asked=asked,
        noted_at=now,
        valid_until=until,
        noted_by=staff.hsa_id,
    )
    note.save(force_insert=True)
    details = {"note": str(note.id), "how": how, "asked": asked, "until": until.isoformat()}
    record_under(event="consents.incapacity_noted", grant=grant, now=now, details=details)
    return note.id
