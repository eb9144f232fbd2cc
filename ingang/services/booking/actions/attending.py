"""Who came, and who did not."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.services.booking.errors import AppointmentUnknown
from ingang.services.booking.models import Appointment, AppointmentStatus, Attendance
from ingang.services.booking.rules.attending import check_may_note


@action
def note_attendance(*, grant: Grant, appointment: UUID, attendance: Attendance, now: datetime) -> Appointment:
    """Note that the person came or stayed away, or take the note back. Records booking.attendance_noted.

    Noting the same again changes nothing. Refuses another unit's time, a day that has not come, and "did not come"
    before the time has begun.
    """
    row = Appointment.under(grant).filter(id=appointment, unit=grant.unit, status=AppointmentStatus.BOOKED).first()
    if row is None:
        raise AppointmentUnknown()
    check_may_note(attendance=attendance, starts_at=row.starts_at, now=now)
    if row.attendance == attendance:
        return row
    Appointment.under(grant).filter(id=row.id).update(attendance=attendance)
    row.attendance = attendance
    details = {"appointment": str(row.id), "unit": row.unit, "attendance": attendance or "unknown"}
    details |= {"hidden_from_guardian": "1"} if row.hidden_from_guardian else {}
    record_under(event="booking.attendance_noted", grant=grant, now=now, details=details)
    return row
