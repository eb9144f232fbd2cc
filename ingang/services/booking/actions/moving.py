"""A booked time moves to another in one step: at no moment is the person without a time."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.services.booking.actions.answers import answered_by_moving
from ingang.services.booking.actions.claims import claim, release
from ingang.services.booking.actions.holding import booked_from, hold_for
from ingang.services.booking.actions.telling import details_of, fields_of
from ingang.services.booking.errors import AppointmentChanged, TimeAlreadyTaken
from ingang.services.booking.models import Appointment, AppointmentStatus, Hold, Slot
from ingang.services.booking.queries.moving import movable_time, time_to_move_to
from ingang.services.booking.queries.offer import OfferedTime, check_takeable
from ingang.services.booking.queries.room import check_has_room


def hold_to_move(*, grant: Grant, appointment: UUID, slot: UUID, now: datetime) -> Hold:
    """Hold a free time of the same unit and kind for five minutes, to move to. Records booking.time_held.

    Refuses what may not be moved here or now, and what can not be held.
    """
    movable = movable_time(grant=grant, appointment=appointment, now=now)
    offered = time_to_move_to(grant=grant, movable=movable, slot=slot, now=now)
    return hold_for(grant=grant, offered=offered, moves=appointment, now=now)


@action
def move_appointment(*, grant: Grant, held: Hold, moves: UUID, now: datetime) -> Appointment:
    """Move the appointment to the time held for it. Records booking.appointment_moved and announces it.

    The appointment keeps its id. The new time is claimed and the old one freed in one transaction, so the old one
    is lost only when the new one is hers. Confirming again gives the same appointment. Refuses after the unit's last
    moment to move, a time that somebody else has, a day on which the kind is not for her, and an appointment that was
    moved or cancelled meanwhile.
    """
    movable = movable_time(grant=grant, appointment=moves, now=now)
    row, offered = movable.appointment, time_to_move_to(grant=grant, movable=movable, slot=held.slot, now=now)
    check_takeable(slot=offered.slot, holds=[held.id], now=now)
    check_has_room(grant=grant, offered=offered, now=now, apart_from=row.id)
    return move_held(grant=grant, held=held, row=row, offered=offered, now=now)


def move_held(*, grant: Grant, held: Hold, row: Appointment, offered: OfferedTime, now: datetime) -> Appointment:
    """The appointment gets the held time; called by an action that has asked whether it may.

    The time of a kallelse is an ordinary booked time from now on (e-services 3.5). Records booking.appointment_moved
    and announces it. Refuses a time that somebody else has by now, and an appointment that was changed meanwhile.
    """
    if not claim(unit=held.unit, slot=held.slot, appointment=row.id, hold=held.id, now=now):
        return booked_from(grant=grant, hold=held.id) or _taken()
    _change(grant, row, held, offered.slot, now)
    release(unit=row.unit, slot=row.slot, appointment=row.id, now=now)
    answered_by_moving(grant=grant, row=row, now=now)
    held.delete()
    moved = Appointment.under(grant).get(id=row.id)
    _tell(grant, moved, earlier=row, now=now)
    return moved


def _change(grant: Grant, row: Appointment, held: Hold, slot: Slot, now: datetime) -> None:
    """Give the row its new time, if it still stands as it was read; otherwise nothing of the move remains."""
    changes = {
        "slot": slot.id,
        "hold": held.id,
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "place": slot.place,
        "performer_name": slot.performer_name,
        "is_invitation": False,
        "is_preliminary": False,
        "moved_at": now,
        "sequence": row.sequence + 1,
    }
    as_read = Appointment.under(grant).filter(id=row.id, slot=row.slot, status=AppointmentStatus.BOOKED)
    if as_read.update(**changes) != 1:
        raise AppointmentChanged()


def _taken() -> Appointment:
    raise TimeAlreadyTaken()


def _tell(grant: Grant, moved: Appointment, *, earlier: Appointment, now: datetime) -> None:
    record_under(event="booking.appointment_moved", grant=grant, now=now, details=details_of(moved))
    fields = fields_of(moved) | {"earlier_starts_at": earlier.starts_at.isoformat()}
    announce(name="booking.appointment_moved", person=moved.person, fields=fields, now=now)
