"""Kallelser: a unit sends one, the person sees it and chooses a time once; what is not answered becomes work."""

from datetime import date, datetime, timedelta
from uuid import UUID

from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.actions import record_under
from ingang.foundation.care_units.queries import sensitive_units
from ingang.foundation.notifications.queries import recipients, refusal
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import action, query
from ingang.foundation.work_items.actions import create_work
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.actions.claims import claim
from ingang.services.booking.actions.telling import details_of, fields_of
from ingang.services.booking.errors import SummonsUsed, TimeAlreadyTaken, TimeNotOffered, TimeTypeUnknown
from ingang.services.booking.models import (
    KIND,
    Appointment,
    AppointmentStatus,
    Slot,
    SlotStatus,
    Summons,
    SummonsKind,
    SummonsState,
    TimeType,
)
from ingang.services.booking.queries.summonses import summons_row
from ingang.services.booking.rules.holding import check_room_for
from ingang.services.booking.rules.summonses import check_answerable

ON_PAPER, UNANSWERED = "booking.summons_on_paper", "booking.summons_expired"
WITHIN = timedelta(days=1)


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
    text_sv: str = "",
    text_en: str = "",
    replaces: UUID | None = None,
    hidden_from_guardian: bool = False,
) -> Summons:
    """Ask the person to choose a time of one kind, also a hidden one. Records booking.summoned and announces it.

    Its id comes from the form or the closing: the same again sends nothing. Whoever can not be reached here becomes
    the unit's work, never silence (corrections 3.4). Refuses another unit's kind of time.
    """
    if sent := Summons.under(grant).filter(id=summons).first():
        return sent
    if not TimeType.objects.filter(unit=unit, id=time_type).exists():
        raise TimeTypeUnknown()
    actor = grant.actor
    row = Summons(
        id=summons,
        person=person,
        unit=unit,
        time_type=time_type,
        kind=SummonsKind.OPEN,
        valid_until=valid_until,
        text_sv=text_sv,
        text_en=text_en,
        replaces=replaces,
        hidden_from_guardian=hidden_from_guardian or bool(sensitive_units(hsa_ids=frozenset({unit}))),
        sent_at=now,
        sent_by=actor.identity[:31],
        sender_name=actor.name if isinstance(actor, Staff) else "",
    )
    row.save(force_insert=True)
    _tell(grant, row, now)
    if not _is_reachable(row, now):
        _put_on_paper(grant, row, now)
    return row


@action
def read_summons(*, grant: Grant, summons: UUID, now: datetime) -> Summons:
    """Open the kallelse; the first opening by the person or who acts for her is remembered.

    Records booking.summons_read the first time. Refuses what is not hers, or hidden from the guardian who asks.
    """
    row = summons_row(grant=grant, summons=summons)
    if Summons.under(grant).filter(id=row.id, read_at=None).update(read_at=now) == 1:
        record_under(event="booking.summons_read", grant=grant, now=now, details=_details(row))
        row.read_at = now
    return row


@action
def confirm_summons(*, grant: Grant, summons: UUID, now: datetime) -> None:
    """Tell the unit that the kallelse is seen. Records booking.summons_confirmed once. Refuses what is not hers."""
    row = summons_row(grant=grant, summons=summons)
    if Summons.under(grant).filter(id=row.id, confirmed_at=None).update(confirmed_at=now) == 1:
        record_under(event="booking.summons_confirmed", grant=grant, now=now, details=_details(row))


@action
def answer_summons(*, grant: Grant, summons: UUID, slot: UUID, now: datetime) -> Appointment:
    """Book the chosen time for the open kallelse. Records booking.appointment_booked and announces it.

    A kallelse is used exactly once: the second attempt is refused even with free times (e-services 3.5). Refuses
    times of another kind, a time that is gone, and a moment when the person is busy.
    """
    row = Summons.under(grant).select_for_update().filter(id=summons).first() or summons_row(
        grant=grant, summons=summons
    )
    check_answerable(kind=row.kind, state=row.state, valid_until=row.valid_until, on=local_date(now))
    time = _offered(row, slot, now)
    booked = Appointment.under(grant).filter(status=AppointmentStatus.BOOKED, ends_at__gt=now)
    check_room_for(wanted=time.span, booked=[one.span for one in booked], coming_of_the_kind=0)
    appointment = _appointment(grant, row, time, now)
    if not claim(unit=row.unit, slot=time.id, appointment=appointment.id, now=now):
        raise TimeAlreadyTaken()
    waiting = Summons.under(grant).filter(id=row.id, state=SummonsState.WAITING, used_at=None)
    if waiting.update(state=SummonsState.BOOKED, used_at=now, appointment=appointment.id) != 1:
        raise SummonsUsed()
    appointment.save(force_insert=True)
    details = details_of(appointment) | {"summons": str(row.id)}
    record_under(event="booking.appointment_booked", grant=grant, now=now, details=details)
    announce(name="booking.appointment_booked", person=row.person, fields=fields_of(appointment), now=now)
    return appointment


def follow_summonses(*, grant: Grant, now: datetime) -> int:
    """The job that ends kallelser whose last day has passed, and makes each of them the unit's work; how many.

    Each is ended under a grant for its own person: a job that is killed goes on where it was.
    """
    return sum(
        expire_summons(
            grant=open_job(name="booking.follow_summonses", kinds=(KIND,), persons=(row.person,), now=now),
            summons=row.id,
            now=now,
        )
        for row in _overdue(grant=grant, now=now)
    )


@action
def expire_summons(*, grant: Grant, summons: UUID, now: datetime) -> bool:
    """End a kallelse that nobody answered; the unit decides what comes next. Records booking.summons_expired."""
    row = summons_row(grant=grant, summons=summons)
    late = Summons.under(grant).filter(id=row.id, state=SummonsState.WAITING, valid_until__lte=local_date(now))
    if late.update(state=SummonsState.EXPIRED, ended_at=now) != 1:
        return False
    record_under(event="booking.summons_expired", grant=grant, now=now, details=_details(row))
    _become_work(grant, row, UNANSWERED, now)
    return True


@query
def _overdue(*, grant: Grant, now: datetime) -> list[Summons]:
    rows = Summons.under(grant).filter(state=SummonsState.WAITING, valid_until__lte=local_date(now))
    return list(rows.order_by("valid_until", "id"))


def _offered(row: Summons, slot: UUID, now: datetime) -> Slot:
    rows = Slot.objects.filter(unit=row.unit, time_type=row.time_type, id=slot, starts_at__gt=now)
    time = rows.exclude(status=SlotStatus.WITHDRAWN).first()
    if time is None:
        raise TimeNotOffered()
    return time


def _appointment(grant: Grant, row: Summons, time: Slot, now: datetime) -> Appointment:
    """The booked time; the kallelse stands where the hold would, so that the table itself refuses a second one."""
    kind = TimeType.objects.get(unit=row.unit, id=row.time_type)
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
        form=kind.form,
        summons=row.id,
        booked_by=grant.actor.kind,
        booked_at=now,
    )


def _is_reachable(row: Summons, now: datetime) -> bool:
    told = recipients(person=row.person, hidden_from_guardian=row.hidden_from_guardian, now=now)
    return any(not refusal(recipient=one, person=row.person, kind=KIND, now=now) for one in told)


def _put_on_paper(grant: Grant, row: Summons, now: datetime) -> None:
    if Summons.under(grant).filter(id=row.id, paper_at=None).update(paper_at=now) == 1:
        _become_work(grant, row, ON_PAPER, now)


def _become_work(grant: Grant, row: Summons, kind: str, now: datetime) -> None:
    create_work(
        grant=grant, unit=row.unit, kind=kind, subject=str(row.id), person=row.person, due_at=now + WITHIN, now=now
    )


def _tell(grant: Grant, row: Summons, now: datetime) -> None:
    record_under(event="booking.summoned", grant=grant, now=now, details=_details(row))
    hidden = "1" if row.hidden_from_guardian else ""
    fields = {"summons": str(row.id), "unit": row.unit, "kind": row.kind, "hidden_from_guardian": hidden}
    announce(name="booking.summoned", person=row.person, fields=fields, now=now)


def _details(row: Summons) -> dict[str, str]:
    """Ids and codes; `hidden_from_guardian` lets the access log leave no trace of it for a guardian."""
    details = {"summons": str(row.id), "unit": row.unit}
    return details | ({"hidden_from_guardian": "1"} if row.hidden_from_guardian else {})
