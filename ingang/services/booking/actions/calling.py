"""A unit calls a person: with a time, or to choose one; and takes it back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.care_units.queries import sensitive_units
from ingang.foundation.consents.actions.relations import begin_care_relation
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import action
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant
from ingang.kernel.periods import start_of_day
from ingang.services.booking.actions.booking import cancel_booked
from ingang.services.booking.actions.claims import claim
from ingang.services.booking.actions.paper import paper_reason, put_on_paper
from ingang.services.booking.actions.telling import summons_details
from ingang.services.booking.errors import SummonsAnswered, TimeAlreadyTaken, TimeTypeUnknown
from ingang.services.booking.models import (
    Appointment,
    AppointmentStatus,
    Summons,
    SummonsKind,
    SummonsState,
    TimeType,
)
from ingang.services.booking.queries.callers import time_of_unit
from ingang.services.booking.queries.offer import OfferedTime
from ingang.services.booking.queries.summonses import summons_row, time_of_summons
from ingang.services.booking.rules.holding import check_room_for
from ingang.services.booking.rules.summonses import STANDING, check_can_withdraw


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What the unit writes, and how it is sent."""

    text_sv: str = ""
    text_en: str = ""
    hidden_from_guardian: bool = False
    needs_enclosure: bool = False


NOTHING = Wording()


@action
def send_open_summons(
    *,
    grant: Grant,
    summons: UUID,
    person: UUID,
    unit: str,
    time_type: UUID,
    valid_until: date,
    now: datetime,
    wording: Wording = NOTHING,
    replaces: UUID | None = None,
) -> Summons:
    """Ask the person to choose a time of one kind, also a hidden one. Records booking.summoned and announces it.

    Its id comes from the form or the closing: the same again sends nothing. Whoever can not be reached here becomes
    the unit's work, never silence (corrections 3.4). Refuses another unit's kind of time, and a closed one.
    """
    if sent := Summons.under(grant).filter(id=summons).first():
        return sent
    if not TimeType.objects.filter(unit=unit, id=time_type, closed_at=None).exists():
        raise TimeTypeUnknown()
    row = _row(grant, summons, person, unit, time_type, wording, now)
    row.kind, row.valid_until, row.replaces = SummonsKind.OPEN, valid_until, replaces
    row.save(force_insert=True)
    _begin_relation(row, start_of_day(valid_until), now)
    _send(grant, row, None, now)
    return row


@action
def send_timed_summons(
    *,
    grant: Grant,
    summons: UUID,
    person: UUID,
    unit: str,
    slot: UUID,
    now: datetime,
    wording: Wording = NOTHING,
    answer_by: date | None = None,
) -> Summons:
    """Give the person a time, of any of the unit's kinds, which she confirms, moves or cancels as the unit allows.

    The time is hers from the start, preliminary until she answers. Records booking.summoned and announces it. The
    same again sends nothing. `answer_by` is excluded. Refuses a time that somebody has, one that is no longer there,
    and one at which she has another at the unit.
    """
    if sent := Summons.under(grant).filter(id=summons).first():
        return sent
    offered = time_of_unit(unit=unit, slot=slot, now=now)
    booked = Appointment.under(grant).filter(person=person, status=AppointmentStatus.BOOKED, ends_at__gt=now)
    check_room_for(wanted=offered.slot.span, booked=[one.span for one in booked], coming_of_the_kind=0)
    row = _row(grant, summons, person, unit, offered.time_type.id, wording, now)
    appointment = summoned_appointment(row=row, offered=offered, booked_by=grant.actor.kind, now=now)
    appointment.is_invitation = appointment.is_preliminary = True
    if not claim(unit=unit, slot=slot, appointment=appointment.id, now=now):
        raise TimeAlreadyTaken()
    row.kind, row.valid_until, row.appointment = SummonsKind.TIMED, answer_by, appointment.id
    row.save(force_insert=True)
    appointment.save(force_insert=True)
    _begin_relation(row, appointment.ends_at, now)
    _send(grant, row, appointment.starts_at, now)
    return row


@action
def withdraw_summons(*, grant: Grant, summons: UUID, now: datetime) -> Summons:
    """Take the kallelse back, and with it the time that it gave. Records booking.summons_withdrawn and tells her.

    Again it changes nothing. Refuses another unit's, and what is used, moved, cancelled or over.
    """
    row = summons_row(grant=grant, summons=summons)
    if row.state == SummonsState.WITHDRAWN:
        return row
    time = time_of_summons(grant=grant, row=row)
    check_can_withdraw(kind=row.kind, state=row.state, starts_at=time.starts_at if time else None, now=now)
    standing = Summons.under(grant).filter(id=row.id, state__in=STANDING)
    if standing.update(state=SummonsState.WITHDRAWN, ended_at=now) != 1:
        raise SummonsAnswered()
    row.state, row.ended_at = SummonsState.WITHDRAWN, now
    record_under(event="booking.summons_withdrawn", grant=grant, now=now, details=summons_details(row))
    if time:
        cancel_booked(grant=grant, row=time, now=now)
    else:
        announce(name="booking.summons_withdrawn", person=row.person, fields=_fields(row), now=now)
    return row


def summoned_appointment(*, row: Summons, offered: OfferedTime, booked_by: str, now: datetime) -> Appointment:
    """The booked time; the kallelse stands where the hold would, so that the table itself refuses a second one."""
    time = offered.slot
    return Appointment(
        person=row.person,
        unit=row.unit,
        slot=time.id,
        hold=row.id,
        time_type=row.time_type,
        starts_at=time.starts_at,
        ends_at=time.ends_at,
        place=time.place,
        performer_name=time.performer_name,
        hidden_from_guardian=row.hidden_from_guardian,
        form=offered.time_type.form,
        summons=row.id,
        booked_by=booked_by,
        booked_at=now,
    )


def _row(
    grant: Grant, summons: UUID, person: UUID, unit: str, time_type: UUID, wording: Wording, now: datetime
) -> Summons:
    actor = grant.actor
    return Summons(
        id=summons,
        person=person,
        unit=unit,
        time_type=time_type,
        text_sv=wording.text_sv,
        text_en=wording.text_en,
        requires_physical_enclosure=wording.needs_enclosure,
        hidden_from_guardian=wording.hidden_from_guardian or bool(sensitive_units(hsa_ids=frozenset({unit}))),
        sent_at=now,
        sent_by=actor.identity[:31],
        sender_name=actor.name if isinstance(actor, Staff) else "",
    )


def _begin_relation(row: Summons, until: datetime, now: datetime) -> None:
    care_giver = CareUnit.objects.get(hsa_id=row.unit).care_giver
    begin_care_relation(
        person=row.person, unit=row.unit, care_giver=care_giver, because="summoned", visit_ends_at=until, now=now
    )


def _send(grant: Grant, row: Summons, visit_at: datetime | None, now: datetime) -> None:
    record_under(
        event="booking.summoned",
        grant=grant,
        person=None if grant.subject else row.person,
        now=now,
        details=summons_details(row),
    )
    announce(name="booking.summoned", person=row.person, fields=_fields(row) | {"kind": row.kind}, now=now)
    if why := paper_reason(row=row, visit_at=visit_at, now=now):
        put_on_paper(grant=grant, row=row, why=why, now=now)


def _fields(row: Summons) -> dict[str, str]:
    hidden = "1" if row.hidden_from_guardian else ""
    return {"summons": str(row.id), "unit": row.unit, "hidden_from_guardian": hidden}
