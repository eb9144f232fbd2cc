"""The 13th birthday: what a guardian booked goes by letter to the child from now on (corrections 3.3)."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.personal.scope import query
from ingang.foundation.work_items.actions import report_unreachable
from ingang.foundation.work_items.part import CHILD_TURNED_13
from ingang.kernel.events import Event
from ingang.kernel.grant import Grant
from ingang.services.booking.actions.waiting import end_guardians_wishes
from ingang.services.booking.models import Appointment, AppointmentStatus


def child_turned_13(*, event: Event, grant: Grant, now: datetime) -> None:
    """Each unit with a coming time of hers gets work: write to the child by letter. The times stay booked.

    A line in which a guardian let her stand is left. Hears people.turned_13. Records work_items.created for each time.
    A child who logs in herself sees them as before; that is no reason to leave out the letter, since she may never
    have done so.
    """
    end_guardians_wishes(grant=grant, now=now)
    for unit, appointment in _coming(grant=grant, now=now):
        report_unreachable(grant=grant, unit=unit, why=CHILD_TURNED_13, subject=str(appointment), now=now)


@query
def _coming(*, grant: Grant, now: datetime) -> list[tuple[str, UUID]]:
    rows = Appointment.under(grant).filter(status=AppointmentStatus.BOOKED, starts_at__gt=now)
    return list(rows.order_by("starts_at", "id").values_list("unit", "id"))
