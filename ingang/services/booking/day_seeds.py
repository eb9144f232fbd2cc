"""Demonstration data: a working day of the cast's nurse, with times and kallelser in every state."""

from datetime import datetime, time, timedelta
from uuid import UUID

from uuid6 import uuid7

from ingang.foundation.access.actions import open_job, open_subject, open_unit
from ingang.foundation.people.actions.needs import state_needs
from ingang.foundation.people.actions.safe_contact import state_safe_contact
from ingang.foundation.people.part import NEEDS, SAFETY
from ingang.kernel.actor import Resident, Staff
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date, to_utc
from ingang.services.booking.access import open_caller
from ingang.services.booking.actions.attending import note_attendance
from ingang.services.booking.actions.booking import cancel_appointment, confirm_hold
from ingang.services.booking.actions.callers import CallersBooking, confirm_for_caller, hold_for_caller
from ingang.services.booking.actions.calling import (
    Wording,
    send_open_summons,
    send_timed_summons,
    withdraw_summons,
)
from ingang.services.booking.actions.following import follow_summonses
from ingang.services.booking.actions.holding import hold_time
from ingang.services.booking.actions.publishing import publish_times, withdraw_time
from ingang.services.booking.actions.summonses import answer_summons, confirm_summons, read_summons
from ingang.services.booking.models import KIND, Appointment, Attendance, Slot, Summons, TimeType
from ingang.services.booking.rules.attending import can_note

OPENS, CLOSES = time(7, 30), time(16)
BOOKED, STAYED_AWAY = 11, 2
"""How many of the day's times are booked, and who of them did not come."""
TEXT = Wording(text_sv="Vi vill följa upp ditt blodtryck. Ta med dina läkemedel.")
ENCLOSED = Wording(text_sv="Du får ett provrör med posten. Lämna det vid besöket.", needs_enclosure=True)
ONE_DAY = timedelta(days=1)


def working_day(*, actor: Staff, kind: TimeType, patients: list[UUID], now: datetime) -> None:
    """Today's times: who came, who did not, who comes, one booked by telephone, one taken back, and some free.

    They are published and booked as of the early morning, so that the day looks the same whenever it is begun.
    """
    before = min(now, to_utc(datetime.combine(local_date(now), time(6))))
    grant = open_unit(actor=actor, kinds=[KIND], now=before)
    slots = publish_times(
        grant=grant, publication=uuid7(), time_type=kind.id, on=local_date(now), begins=OPENS, ends=CLOSES,
        minutes=kind.minutes, place="Rum 3", now=before,
    )  # fmt: skip
    _tell_needs(patients[0], patients[1], now)
    rows = [_book(patient, slot, before) for slot, patient in zip(slots, patients[:BOOKED], strict=False)]
    _book_by_telephone(actor, patients[BOOKED], slots[BOOKED], before)
    withdraw_time(grant=grant, slot=slots[BOOKED + 1].id, now=before)
    for number, row in enumerate(rows):
        noted = Attendance.STAYED_AWAY if number == STAYED_AWAY else Attendance.ARRIVED
        if row.starts_at <= now and can_note(attendance=noted, starts_at=row.starts_at, now=now):
            note_attendance(grant=grant, appointment=row.id, attendance=noted, now=now)


def kallelser(*, actor: Staff, kind: TimeType, people: list[UUID], now: datetime) -> None:
    """Kallelser that wait, are read, confirmed, booked, rebooked, cancelled, taken back, late and on paper."""
    far = Slot.objects.filter(time_type=kind.id, starts_at__gt=now + 14 * ONE_DAY, status="free")
    slots = list(far.order_by("starts_at", "id")[: len(people)])
    ago = {name: open_unit(actor=actor, kinds=[KIND], now=now - days * ONE_DAY) for name, days in AGES.items()}
    _open(ago["fresh"], people[0], kind, TEXT)
    read = _open(ago["fresh"], people[1], kind, TEXT)
    read_summons(grant=_own(people[1], now), summons=read.id, now=now)
    _timed(ago["fresh"], people[2], slots[0])
    confirmed = _timed(ago["fresh"], people[3], slots[1])
    confirm_summons(grant=_own(people[3], now), summons=confirmed.id, now=now)
    booked = _open(ago["fresh"], people[4], kind, TEXT)
    answer_summons(grant=_own(people[4], now), summons=booked.id, slot=slots[2].id, now=now)
    cancelled = _timed(ago["fresh"], people[5], slots[3])
    if cancelled.appointment:
        cancel_appointment(grant=_own(people[5], now), appointment=cancelled.appointment, now=now)
    taken_back = _open(ago["fresh"], people[6], kind, TEXT)
    withdraw_summons(grant=open_caller(actor=actor, person=people[6], now=now), summons=taken_back.id, now=now)
    _open(ago["unread"], people[7], kind, TEXT)
    _open(ago["late"], people[8], kind, TEXT)
    _open(ago["fresh"], people[9], kind, ENCLOSED)
    follow_summonses(grant=open_job(name="booking.follow_summonses", kinds=[KIND], now=now), now=now)


AGES = {"fresh": 1, "unread": 3, "late": 31}
"""How many days ago the kallelser were sent."""


def _open(grant: Grant, person: UUID, kind: TimeType, wording: Wording) -> Summons:
    sent_at = grant.opened_at
    return send_open_summons(
        grant=grant, summons=uuid7(), person=person, unit=grant.unit, time_type=kind.id,
        valid_until=local_date(sent_at) + 31 * ONE_DAY, wording=wording, now=sent_at,
    )  # fmt: skip


def _timed(grant: Grant, person: UUID, slot: Slot) -> Summons:
    return send_timed_summons(
        grant=grant, summons=uuid7(), person=person, unit=grant.unit, slot=slot.id, wording=TEXT, now=grant.opened_at
    )


def _book(person: UUID, slot: Slot, now: datetime) -> Appointment:
    hold = hold_time(grant=_own(person, now), unit=slot.unit, slot=slot.id, now=now)
    return confirm_hold(grant=_own(person, now), hold=hold.id, now=now)


def _book_by_telephone(actor: Staff, person: UUID, slot: Slot, now: datetime) -> None:
    grant = open_caller(actor=actor, person=person, now=now)
    hold = hold_for_caller(grant=grant, unit=slot.unit, slot=slot.id, now=now)
    confirm_for_caller(grant=grant, hold=hold.id, said=CallersBooking(), now=now)


def _tell_needs(first: UUID, second: UUID, now: datetime) -> None:
    """Two of the day's patients whom staff must know something of: an interpreter, and never to call the home."""
    grant = open_subject(actor=Resident(person=first), kinds=[NEEDS], now=now)
    state_needs(grant=grant, language="ar", interpreter_language="ar", communication="more_time", now=now)
    grant = open_subject(actor=Resident(person=second), kinds=[SAFETY], now=now)
    state_safe_contact(grant=grant, avoid=["home_phone", "letters"], best_way="mobile", note="", now=now)


def _own(person: UUID, now: datetime) -> Grant:
    return open_subject(actor=Resident(person=person), kinds=[KIND], now=now)
