"""What the tests of the line do: wait, give back, pass on, and look at what came of it."""

from datetime import datetime
from typing import Any

from demo.cast import person_id
from ingang.foundation.access.actions import open_job
from ingang.foundation.personal.scope import house_scope
from ingang.services.booking.actions.booking import cancel_appointment
from ingang.services.booking.actions.offers import pass_on_times
from ingang.services.booking.actions.waiting import join_line
from ingang.services.booking.models import (
    KIND,
    Appointment,
    AppointmentStatus,
    Offer,
    TimeType,
    Wish,
)
from ingang.services.booking.rules.waiting import Suits
from ingang.services.booking.tests.conftest import own

MINUTES = 120


def wait(key: str, kind: TimeType, now: datetime, *, by: str | None = None, **suits: Any) -> Wish:
    return join_line(grant=own(key, now, by=by), unit=kind.unit, time_type=kind.id, suits=Suits(**suits), now=now)


def pass_on(now: datetime) -> int:
    return pass_on_times(grant=open_job(name="booking.pass_on_times", kinds=[KIND], now=now), now=now)


def give_back(key: str, booked: Appointment, now: datetime) -> None:
    cancel_appointment(grant=own(key, now), appointment=booked.id, now=now)


def offers(**which: object) -> list[Offer]:
    with house_scope():
        return list(Offer.unguarded.filter(**which).order_by("offered_at", "id"))


def appointments_of(key: str) -> list[Appointment]:
    with house_scope():
        rows = Appointment.unguarded.filter(person=person_id(key), status=AppointmentStatus.BOOKED)
        return list(rows.order_by("starts_at"))
