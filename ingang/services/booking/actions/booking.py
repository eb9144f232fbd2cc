"""A held time becomes a booked one, and a booked one is cancelled."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from ingang.foundation.audit.actions import record_under
from ingang.foundation.consents.actions.relations import begin_care_relation
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.services.booking.actions.holding import check_has_room
from ingang.services.booking.errors import AppointmentUnknown, TimeAlreadyTaken
from ingang.services.booking.models import (
    Appointment,
    AppointmentStatus,
    Claim,
    Hold,
    Slot,
    SlotStatus,
    takeable,
)
from ingang.services.booking.queries.kinds import kinds_as_told
from ingang.services.booking.queries.offer import OfferedTime, check_takeable, offered_time
from ingang.services.booking.queries.own import remembered_hold
from ingang.services.booking.rules.changing import check_may_cancel
from ingang.services.booking.rules.holding import is_hidden_from_guardian


@action
def confirm_hold(*, grant: Grant, hold: UUID, now: datetime) -> Appointment:
    """Book the held time. Records booking.appointment_booked and announces it.

    Confirming again gives the same appointment, never a second. A lapsed hold still books if nobody else took the
    time (corrections 1.18). Refuses a time that somebody else has or that is no longer offered.
    """
    if done := _booked_from(grant, hold):
        return done
    held = remembered_hold(grant=grant, hold=hold)
    offered = offered_time(unit=held.unit, slot=held.slot, now=now)
    check_takeable(slot=offered.slot, holds=[held.id], now=now)
    check_has_room(grant=grant, offered=offered, now=now)
    appointment = _appointment(grant, held, offered, now)
    if not _claim(appointment, now):
        return _booked_from(grant, hold) or _taken()
    held.delete()
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

    Cancelling again changes nothing. Refuses what may not be cancelled here, and after the unit's last moment.
    """
    row = Appointment.under(grant).filter(id=appointment).first()
    if row is None:
        raise AppointmentUnknown()
    if row.status == AppointmentStatus.CANCELLED:
        return row
    hours = kinds_as_told(appointments=[row])[row.id].cancel_until_hours
    check_may_cancel(starts_at=row.starts_at, hours_before=hours, now=now)
    changes = {"status": AppointmentStatus.CANCELLED, "cancelled_at": now, "sequence": row.sequence + 1}
    if Appointment.under(grant).filter(id=row.id, status=AppointmentStatus.BOOKED).update(**changes) == 1:
        _release(row, now)
        _tell(grant, "booking.appointment_cancelled", row, now)
    row.refresh_from_db(from_queryset=Appointment.under(grant))
    return row


def _booked_from(grant: Grant, hold: UUID) -> Appointment | None:
    return Appointment.under(grant).filter(hold=hold).first()


def _taken() -> Appointment:
    raise TimeAlreadyTaken()


def _appointment(grant: Grant, held: Hold, offered: OfferedTime, now: datetime) -> Appointment:
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
        hidden_from_guardian=is_hidden_from_guardian(
            unit_is_sensitive=offered.unit.is_sensitive, booked_by_guardian=grant.is_guardian
        ),
        booked_by=grant.actor.kind,
        booked_at=now,
    )


def _claim(appointment: Appointment, now: datetime) -> bool:
    """Take the time for the appointment and write both; False when it was gone. The conditional change decides, and
    the unique claim stands behind it should any other code ever forget to ask.
    """
    rows = Slot.objects.filter(takeable(now=now, holds=(appointment.hold,)), unit=appointment.unit, id=appointment.slot)
    if rows.update(status=SlotStatus.BOOKED, hold=None, held_until=None) != 1:
        return False
    try:
        Claim.objects.create(unit=appointment.unit, slot=appointment.slot, appointment=appointment.id, claimed_at=now)
    except IntegrityError as claimed:
        raise TimeAlreadyTaken() from claimed
    appointment.save(force_insert=True)
    return True


def _release(row: Appointment, now: datetime) -> None:
    Claim.objects.filter(unit=row.unit, slot=row.slot, appointment=row.id).update(released_at=now)
    Slot.objects.filter(unit=row.unit, id=row.slot, status=SlotStatus.BOOKED).update(status=SlotStatus.FREE)


def _tell(grant: Grant, event: str, row: Appointment, now: datetime) -> None:
    record_under(event=event, grant=grant, now=now, details={"appointment": str(row.id), "unit": row.unit})
    fields = {"appointment": str(row.id), "unit": row.unit, "starts_at": row.starts_at.isoformat()}
    announce(name=event, person=row.person, fields=fields, now=now)
