"""Whether a person has room for another time."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.personal.prepared import PreparedUnder
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.services.booking.models import Appointment, AppointmentStatus
from ingang.services.booking.queries.offer import OfferedTime
from ingang.services.booking.rules.holding import check_room_for

_COMING = PreparedUnder(Appointment, lambda rows, now: rows.filter(status=AppointmentStatus.BOOKED, ends_at__gt=now))


@query
def check_has_room(*, grant: Grant, offered: OfferedTime, now: datetime, apart_from: UUID | None = None) -> None:
    """Refuse a time while the person is busy, and more coming times of the kind than the unit allows.

    A guardian is told nothing by times that are hidden from her. The appointment that moves is left out.
    """
    coming = [row for row in _COMING.all(grant, now=now) if row.id != apart_from]
    check_room_for(
        wanted=offered.slot.span,
        booked=[row.span for row in coming],
        coming_of_the_kind=sum(row.time_type == offered.time_type.id for row in coming),
    )
