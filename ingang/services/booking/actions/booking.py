"""A held time becomes a booked one, and a booked one is cancelled."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.consents.actions.relations import begin_care_relation
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.prepared import insert
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.services.booking.access import check_entitled
from ingang.services.booking.actions.answers import answered_by_cancelling
from ingang.services.booking.actions.claims import claim, release
from ingang.services.booking.actions.holding import booked_from
from ingang.services.booking.actions.line import end_wishes
from ingang.services.booking.actions.moving import move_appointment
from ingang.services.booking.actions.telling import details_of, fields_of
from ingang.services.booking.errors import AppointmentChanged, AppointmentUnknown, HoldUnknown, TimeAlreadyTaken
from ingang.services.booking.models import Appointment, AppointmentStatus, Hold
from ingang.services.booking.queries.kinds import kinds_as_told
from ingang.services.booking.queries.offer import OfferedTime, check_takeable, offered_time
from ingang.services.booking.queries.own import HELD
from ingang.services.booking.queries.room import check_has_room
from ingang.services.booking.rules.changing import check_may_cancel
from ingang.services.booking.rules.holding import is_hidden_from_guardian


@action
def confirm_hold(*, grant: Grant, hold: UUID, now: datetime) -> Appointment:
    """Book the held time, or move to it what it is held for. Records booking.appointment_booked and announces it.

    Confirming again gives the same appointment, never a second. A lapsed hold still books if nobody else took the
    time (corrections 1.18). Refuses a time that somebody else has or that is no longer offered, and a kind that is not
    for her.
    """
    held = HELD.first(grant, hold=hold)
    if held is None:
        return booked_from(grant=grant, hold=hold) or _unknown()
    if held.moves:
        return move_appointment(grant=grant, held=held, moves=held.moves, now=now)
    return book(grant=grant, held=held, now=now)


def book(*, grant: Grant, held: Hold, now: datetime) -> Appointment:
    """The time in hand becomes a booked one, with every question asked anew; called by an action that found it.

    Records booking.appointment_booked and announces it. Refuses what `confirm_hold` does.
    """
    offered = offered_time(unit=held.unit, slot=held.slot, now=now)
    check_entitled(grant=grant, offered=offered, now=now)
    check_takeable(slot=offered.slot, holds=[held.id], now=now)
    check_has_room(grant=grant, offered=offered, now=now)
    hidden = is_hidden_from_guardian(unit_is_sensitive=offered.unit.is_sensitive, booked_by_guardian=grant.is_guardian)
    return book_held(grant=grant, held=held, offered=offered, hidden_from_guardian=hidden, now=now)


def book_held(
    *, grant: Grant, held: Hold, offered: OfferedTime, hidden_from_guardian: bool, now: datetime
) -> Appointment:
    """The held time becomes the booked one; called by an action that has asked whether it may.

    Records booking.appointment_booked and announces it. Refuses a time that somebody else has by now.
    """
    appointment = _appointment(grant, held, offered, hidden_from_guardian, now)
    if not claim(unit=held.unit, slot=held.slot, appointment=appointment.id, hold=held.id, now=now):
        return booked_from(grant=grant, hold=held.id) or _taken()
    insert(appointment)
    HELD.delete(grant, hold=held.id)
    begin_care_relation(
        person=appointment.person,
        unit=appointment.unit,
        care_giver=offered.unit.care_giver,
        because="booked",
        visit_ends_at=appointment.ends_at,
        now=now,
    )
    _tell(grant, "booking.appointment_booked", appointment, now)
    return appointment


@action
def cancel_appointment(*, grant: Grant, appointment: UUID, now: datetime) -> Appointment:
    """Cancel a booked time and free it for others at once. Records booking.appointment_cancelled and announces it.

    Cancelling again changes nothing. Refuses what may not be cancelled here, after the unit's last moment, and when
    the time was moved a moment ago: she has not seen the time that she would cancel.
    """
    row = Appointment.under(grant).filter(id=appointment).first()
    if row is None:
        raise AppointmentUnknown()
    if row.status == AppointmentStatus.CANCELLED:
        return row
    hours = kinds_as_told(appointments=[row])[row.id].cancel_until_hours
    check_may_cancel(starts_at=row.starts_at, hours_before=hours, now=now)
    return cancel_booked(grant=grant, row=row, now=now)


@action
def cancel_booked(*, grant: Grant, row: Appointment, now: datetime) -> Appointment:
    """Cancel the booked time as the caller read it, and free it for others at once; she has asked whether it may be.

    A kallelse that it came from is cancelled too, and becomes the unit's work. Records booking.appointment_cancelled
    and announces it. Refuses a time that was moved a moment ago.
    """
    changes = {
        "status": AppointmentStatus.CANCELLED,
        "cancelled_at": now,
        "cancelled_by": grant.actor.kind,
        "sequence": row.sequence + 1,
    }
    as_read = Appointment.under(grant).filter(id=row.id, slot=row.slot, status=AppointmentStatus.BOOKED)
    if as_read.update(**changes) == 1:
        end_wishes(grant=grant, unit=row.unit, time_type=row.time_type, now=now)
        release(unit=row.unit, slot=row.slot, appointment=row.id, now=now)
        answered_by_cancelling(grant=grant, row=row, now=now)
        _tell(grant, "booking.appointment_cancelled", row, now)
    row.refresh_from_db(from_queryset=Appointment.under(grant))
    if row.status != AppointmentStatus.CANCELLED:
        raise AppointmentChanged()
    return row


def _unknown() -> Appointment:
    raise HoldUnknown()


def _taken() -> Appointment:
    raise TimeAlreadyTaken()


def _appointment(
    grant: Grant, held: Hold, offered: OfferedTime, hidden_from_guardian: bool, now: datetime
) -> Appointment:
    slot = offered.slot
    return Appointment(
        person=grant.person,
        unit=slot.unit,
        slot=slot.id,
        hold=held.id,
        time_type=slot.time_type,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        place=slot.place,
        performer_name=slot.performer_name,
        hidden_from_guardian=hidden_from_guardian,
        form=offered.time_type.form,
        reason=held.reason,
        booked_by=grant.actor.kind,
        booked_at=now,
    )


def _tell(grant: Grant, event: str, row: Appointment, now: datetime) -> None:
    record_under(event=event, grant=grant, now=now, details=details_of(row))
    announce(name=event, person=row.person, fields=fields_of(row), now=now)
