"""Closing a day, or part of it: free times go, and each booked person is told and offered another time."""

from datetime import datetime
from uuid import UUID, uuid5

from ingang.foundation.audit.actions import record_under
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import action
from ingang.kernel.events import Event
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.access import check_can_publish
from ingang.services.booking.actions.calling import Wording, send_open_summons
from ingang.services.booking.actions.locks import lock_times_of
from ingang.services.booking.actions.telling import details_of, fields_of
from ingang.services.booking.errors import TimesInThePast
from ingang.services.booking.models import Appointment, AppointmentStatus, Claim, Closure, Slot, SlotStatus
from ingang.services.booking.queries.closing import appointments_within, slots_within
from ingang.services.booking.rules.spans import Span
from ingang.services.booking.rules.summonses import USUAL_VALIDITY


@action
def close_span(*, grant: Grant, closure: UUID, performer: str, span: Span, now: datetime) -> int:
    """Close the unit, or one performer, for a span; gives how many booked people it reaches. Records booking.closed.

    Free and held times are withdrawn at once, so that nobody books there meanwhile. For each booked person
    booking.closing_reached is announced in the same transaction: each is then told in a step of its own, which
    survives a kill and never happens twice. The same closure again does nothing. Refuses who may not publish, and a
    span that is over.
    """
    staff = check_can_publish(actor=grant.actor)
    lock_times_of(unit=grant.unit)
    if Closure.objects.filter(unit=grant.unit, id=closure).exists():
        return 0
    if span.ends_at <= now:
        raise TimesInThePast()
    Closure.objects.create(
        id=closure,
        unit=grant.unit,
        performer=performer,
        begins_at=span.starts_at,
        ends_at=span.ends_at,
        closed_at=now,
        closed_by=staff.name,
    )
    # Times first: who confirms at this moment is waited for, and is then among those who are told.
    open_times = slots_within(unit=grant.unit, performer=performer, span=span, now=now).filter(
        status__in=(SlotStatus.FREE, SlotStatus.HELD)
    )
    withdrawn = open_times.update(status=SlotStatus.WITHDRAWN, hold=None, held_until=None)
    reached = appointments_within(grant=grant, performer=performer, span=span, now=now)
    for row in reached:
        fields = {"closure": str(closure), "appointment": str(row.id), "unit": row.unit}
        announce(name="booking.closing_reached", person=row.person, fields=fields, now=now)
    details = {"closure": str(closure), "withdrawn": str(withdrawn), "reached": str(len(reached))}
    record_under(event="booking.closed", grant=grant, now=now, details=details)
    return len(reached)


def closing_reached(*, event: Event, grant: Grant, now: datetime) -> None:
    """One person of a closed span: her time is cancelled by the unit, and a kallelse lets her choose another.

    Nothing happens where she has cancelled or moved her time out of the span herself meanwhile.
    """
    row = Appointment.under(grant).filter(id=UUID(event.fields["appointment"])).first()
    closure = Closure.objects.get(unit=event.fields["unit"], id=UUID(event.fields["closure"]))
    if row is None or row.status != AppointmentStatus.BOOKED or not closure.span.overlaps(row.span):
        return
    if not _cancel_by_unit(grant, row, now):
        return
    send_open_summons(
        grant=grant,
        summons=uuid5(closure.id, str(row.id)),
        person=row.person,
        unit=row.unit,
        time_type=row.time_type,
        valid_until=local_date(now) + USUAL_VALIDITY,
        replaces=row.id,
        wording=Wording(hidden_from_guardian=row.hidden_from_guardian),
        now=now,
    )


def _cancel_by_unit(grant: Grant, row: Appointment, now: datetime) -> bool:
    """Records booking.appointment_cancelled and announces it. The time itself is gone, so it is not freed."""
    as_read = Appointment.under(grant).filter(id=row.id, slot=row.slot, status=AppointmentStatus.BOOKED)
    changes = {"status": AppointmentStatus.CANCELLED, "cancelled_at": now, "cancelled_by": "unit"}
    if as_read.update(**changes, sequence=row.sequence + 1) != 1:
        return False
    Claim.objects.filter(unit=row.unit, slot=row.slot, appointment=row.id, released_at=None).update(released_at=now)
    Slot.objects.filter(unit=row.unit, id=row.slot, status=SlotStatus.BOOKED).update(status=SlotStatus.WITHDRAWN)
    details = details_of(row) | {"by": "unit"}
    record_under(event="booking.appointment_cancelled", grant=grant, now=now, details=details)
    announce(name="booking.appointment_cancelled", person=row.person, fields=fields_of(row), now=now)
    return True
