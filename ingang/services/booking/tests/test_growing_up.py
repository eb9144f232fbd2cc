"""The 13th birthday: coming times become work at their units, once, and stay booked."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from uuid6 import uuid7

from ingang.foundation.identity.models import LogIn
from ingang.foundation.people.actions.birthdays import tell_birthdays
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.work_items.models import WorkItem
from ingang.foundation.work_items.part import CHILD_TURNED_13
from ingang.kernel.actor import Job
from ingang.kernel.periods import local_date, start_of_day
from ingang.services.booking.models import Appointment, TimeType

JOB = Job(name="people.birthdays")
BVC, EKEN = "SE0000000010-U001", "SE0000000040-U001"


@pytest.fixture
def midnight(cast: Callable[[str], UUID], now: datetime) -> datetime:
    """When Noah's 13th birthday begins."""
    tell_birthdays(actor=JOB, now=now)
    return start_of_day(local_date(now) + timedelta(days=1))


def book(person: UUID, unit: str, at: datetime, *, status: str = "booked", kind: UUID | None = None) -> UUID:
    with house_scope():
        row = Appointment(
            person=person, unit=unit, slot=uuid7(), hold=uuid7(), time_type=kind or uuid7(), starts_at=at,
            ends_at=at + timedelta(minutes=30), performer_name="S", status=status, booked_by="representative",
            booked_at=at,
        )  # fmt: skip
        row.save(force_insert=True)
        return row.id


def work() -> list[tuple[str, str]]:
    with house_scope():
        rows = WorkItem.unguarded.filter(kind=CHILD_TURNED_13).order_by("unit")
        return [(row.unit, row.subject) for row in rows]


def test_every_unit_with_a_coming_time_writes_to_the_child(
    cast: Callable[[str], UUID], midnight: datetime, deliver: Callable[..., int]
) -> None:
    at_bvc = book(cast("noah"), BVC, midnight + timedelta(days=3))
    at_eken = book(cast("noah"), EKEN, midnight + timedelta(days=9))
    book(cast("noah"), BVC, midnight - timedelta(days=3))
    book(cast("noah"), BVC, midnight + timedelta(days=4), status="cancelled")
    book(cast("ella"), BVC, midnight + timedelta(days=5))

    for _ in range(2):
        tell_birthdays(actor=JOB, now=midnight)
        deliver(at=midnight)

    assert work() == [(BVC, str(at_bvc)), (EKEN, str(at_eken))]


def test_the_times_stay_booked_for_the_child_and_are_gone_for_the_guardian(
    cast: Callable[[str], UUID],
    visit: TimeType,
    midnight: datetime,
    log_in_as: Callable[..., Client],
    time_machine: object,
) -> None:
    book(cast("noah"), visit.unit, midnight + timedelta(days=3), kind=visit.id)
    time_machine.move_to(midnight, tick=False)  # type: ignore[attr-defined]

    guardian = log_in_as("bo", acting_for="noah")
    child = log_in_as("noah")
    LogIn.objects.update(started_at=midnight, last_active_at=midnight)

    assert guardian.get("/min/tider/").status_code == 403
    assert "Björkbackens" in child.get("/min/tider/").content.decode()
