"""The person's side of a kallelse: she reads it, says that she has seen it or comes, and chooses a time once."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.consents.actions.relations import begin_care_relation
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.actions.calling import summoned_appointment
from ingang.services.booking.actions.claims import claim
from ingang.services.booking.actions.telling import details_of, fields_of, summons_details
from ingang.services.booking.errors import SummonsAnswered, SummonsUsed, TimeAlreadyTaken, TimeNotOffered
from ingang.services.booking.models import Appointment, AppointmentStatus, Summons, SummonsKind, SummonsState
from ingang.services.booking.queries.callers import time_of_unit
from ingang.services.booking.queries.offer import OfferedTime
from ingang.services.booking.queries.summonses import summons_row, time_of_summons
from ingang.services.booking.rules.holding import check_room_for
from ingang.services.booking.rules.summonses import UNANSWERED, check_answerable, check_can_confirm_time


@action
def read_summons(*, grant: Grant, summons: UUID, now: datetime) -> Summons:
    """Open the kallelse; the first opening by the person or who acts for her is remembered.

    Records booking.summons_read the first time. Refuses what is not hers, or hidden from the guardian who asks.
    """
    row = summons_row(grant=grant, summons=summons)
    if Summons.under(grant).filter(id=row.id, read_at=None).update(read_at=now) == 1:
        record_under(event="booking.summons_read", grant=grant, now=now, details=summons_details(row))
        row.read_at = now
    return row


@action
def confirm_summons(*, grant: Grant, summons: UUID, now: datetime) -> None:
    """Tell the unit that the kallelse is seen, or that she comes to the time it gave: then it is preliminary no more.

    Records booking.summons_confirmed once. Refuses what is not hers, and a time that is moved, cancelled or begun.
    """
    row = summons_row(grant=grant, summons=summons)
    if row.confirmed_at is not None:
        return
    changes: dict[str, object] = {"confirmed_at": now}
    if row.kind == SummonsKind.TIMED:
        time = time_of_summons(grant=grant, row=row)
        if time is None:
            raise SummonsAnswered()
        check_can_confirm_time(kind=row.kind, state=row.state, starts_at=time.starts_at, now=now)
        changes["state"] = SummonsState.CONFIRMED
        Appointment.under(grant).filter(id=time.id, is_preliminary=True).update(is_preliminary=False)
    if Summons.under(grant).filter(id=row.id, confirmed_at=None, state__in=UNANSWERED).update(**changes) == 1:
        record_under(event="booking.summons_confirmed", grant=grant, now=now, details=summons_details(row))


@action
def answer_summons(*, grant: Grant, summons: UUID, slot: UUID, now: datetime) -> Appointment:
    """Book the chosen time for the open kallelse. Records booking.appointment_booked and announces it.

    A kallelse is used exactly once: the second attempt is refused even with free times (e-services 3.5). Refuses
    times of another kind, a time that is gone, a unit that has closed, and a moment when the person is busy.
    """
    row = Summons.under(grant).select_for_update().filter(id=summons).first() or summons_row(
        grant=grant, summons=summons
    )
    check_answerable(kind=row.kind, state=row.state, valid_until=row.valid_until, on=local_date(now))
    offered = _offered(row, slot, now)
    booked = Appointment.under(grant).filter(status=AppointmentStatus.BOOKED, ends_at__gt=now)
    check_room_for(wanted=offered.slot.span, booked=[one.span for one in booked], coming_of_the_kind=0)
    appointment = summoned_appointment(row=row, offered=offered, booked_by=grant.actor.kind, now=now)
    if not claim(unit=row.unit, slot=slot, appointment=appointment.id, now=now):
        raise TimeAlreadyTaken()
    waiting = Summons.under(grant).filter(id=row.id, state=SummonsState.WAITING, used_at=None)
    if waiting.update(state=SummonsState.BOOKED, used_at=now, appointment=appointment.id) != 1:
        raise SummonsUsed()
    appointment.save(force_insert=True)
    _begin_relation(appointment, offered, now)
    details = details_of(appointment) | {"summons": str(row.id)}
    record_under(event="booking.appointment_booked", grant=grant, now=now, details=details)
    announce(name="booking.appointment_booked", person=row.person, fields=fields_of(appointment), now=now)
    return appointment


def _offered(row: Summons, slot: UUID, now: datetime) -> OfferedTime:
    offered = time_of_unit(unit=row.unit, slot=slot, now=now)
    if offered.time_type.id != row.time_type:
        raise TimeNotOffered()
    return offered


def _begin_relation(row: Appointment, offered: OfferedTime, now: datetime) -> None:
    begin_care_relation(
        person=row.person,
        unit=row.unit,
        care_giver=offered.unit.care_giver,
        because="booked",
        visit_ends_at=row.ends_at,
        now=now,
    )
