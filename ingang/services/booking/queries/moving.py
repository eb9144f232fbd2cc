"""Which booked times may move, and to which times."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.personal.prepared import PreparedUnder
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.services.booking.access import check_entitled
from ingang.services.booking.errors import AppointmentChanged, AppointmentUnknown, TimeNotOffered
from ingang.services.booking.models import Appointment, AppointmentStatus, Hold, TimeType
from ingang.services.booking.queries.kinds import kinds_as_told
from ingang.services.booking.queries.offer import OfferedTime, coming_slot, offered_time, open_unit
from ingang.services.booking.rules.changing import check_may_move

_APPOINTMENT = PreparedUnder(Appointment, lambda rows, appointment: rows.filter(id=appointment))


@dataclass(frozen=True, kw_only=True)
class Movable:
    """A booked time that may move now, to another of its own kind at its own unit (e-services 3.6)."""

    appointment: Appointment
    unit: CareUnit
    time_type: TimeType


@query
def movable_time(*, grant: Grant, appointment: UUID, now: datetime) -> Movable:
    """The booked time, if it may move here now. Refuses what is not the person's, what is cancelled, what the unit
    does not let move, or no longer, and a unit that has closed.
    """
    row = _APPOINTMENT.first(grant, appointment=appointment)
    if row is None:
        raise AppointmentUnknown()
    if row.status != AppointmentStatus.BOOKED:
        raise AppointmentChanged()
    kind = kinds_as_told(appointments=[row])[row.id]
    check_may_move(starts_at=row.starts_at, hours_before=kind.rebook_until_hours, now=now)
    return Movable(appointment=row, unit=open_unit(unit=row.unit, now=now), time_type=kind)


def time_to_move_to(*, grant: Grant, movable: Movable, slot: UUID, now: datetime) -> OfferedTime:
    """The time, if it is one that the appointment may move to; somebody may still hold or have booked it.

    A kind that is hidden, or booked by the unit alone, may be moved where the unit says so: who has a time of it was
    let in by the unit. Refuses a time of another kind or unit, what has begun or was withdrawn, and a day on which the
    kind is not for her.
    """
    time = coming_slot(unit=movable.unit.hsa_id, slot=slot, now=now)
    if time.time_type != movable.time_type.id:
        raise TimeNotOffered()
    offered = OfferedTime(unit=movable.unit, time_type=movable.time_type, slot=time)
    check_entitled(grant=grant, offered=offered, moves=movable.appointment, now=now)
    return offered


@query
def time_in_hand(*, grant: Grant, hold: Hold, now: datetime) -> tuple[OfferedTime, Appointment | None]:
    """The time that is held, and the appointment that moves to it, if it is not to become a new one.

    Refuses what `offered_time` or `movable_time` refuse, and a kind that is not for her.
    """
    if hold.moves is None:
        offered = offered_time(unit=hold.unit, slot=hold.slot, now=now)
        check_entitled(grant=grant, offered=offered, now=now)
        return offered, None
    movable = movable_time(grant=grant, appointment=hold.moves, now=now)
    return time_to_move_to(grant=grant, movable=movable, slot=hold.slot, now=now), movable.appointment
