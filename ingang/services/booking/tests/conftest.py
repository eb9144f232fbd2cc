"""Free times at two units of the cast, and shortcuts to grants under which tests act."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from uuid import UUID

import pytest
from uuid6 import uuid7

from conftest import representative, resident, staff
from ingang.foundation.access.actions import open_subject, open_unit
from ingang.foundation.personal.scope import house_scope
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.actions.publishing import define_time_type, publish_times
from ingang.services.booking.models import KIND, Appointment, Slot, TimeType

Cast = Callable[[str], UUID]


@pytest.fixture
def sara(cast: Cast, now: datetime) -> Grant:
    """The unit's list of Björkbackens vårdcentral, in the hands of its nurse."""
    return open_unit(actor=staff("sara"), kinds=[KIND], now=now)


@pytest.fixture
def visit(sara: Grant, now: datetime) -> TimeType:
    """A kind of time that residents may book and cancel until 24 hours before."""
    return define_time_type(
        grant=sara,
        code="visit",
        title_sv="Besök hos distriktssköterska",
        title_en="Visit to a district nurse",
        minutes=30,
        cancel_until_hours=24,
        is_open_to_residents=True,
        now=now,
    )


@pytest.fixture
def slots(sara: Grant, visit: TimeType, now: datetime) -> list[Slot]:
    """Eight free times a week from now: 08:00, 08:30 and so on."""
    return publish(sara, visit, now, days=7)


def publish(grant: Grant, kind: TimeType, now: datetime, *, days: int, hour: int = 8) -> list[Slot]:
    """Four hours of times, so many days ahead."""
    return publish_times(
        grant=grant,
        publication=uuid7(),
        time_type=kind.id,
        on=local_date(now) + timedelta(days=days),
        begins=time(hour),
        ends=time(hour + 4),
        minutes=kind.minutes,
        place="Rum 3",
        now=now,
    )


@pytest.fixture
def alva(cast: Cast, now: datetime) -> Grant:
    """Alva's own times."""
    return own("alva", now)


@pytest.fixture
def cleo(cast: Cast, now: datetime) -> Grant:
    """Cleo's own times; she has no right to anybody else's."""
    return own("cleo", now)


def own(key: str, now: datetime, *, by: str | None = None) -> Grant:
    """A grant for the booked times of a member of the cast, perhaps in another's hands."""
    actor = representative(by, acting_for=key) if by else resident(key)
    return open_subject(actor=actor, kinds=[KIND], now=now)


def appointments() -> list[Appointment]:
    """Every appointment there is, past row security."""
    with house_scope():
        return list(Appointment.unguarded.order_by("booked_at", "id"))


@pytest.fixture
def kind(visit: TimeType) -> TimeType:
    """The kind of time that people wait for; it may be moved until 24 hours before."""
    TimeType.objects.filter(id=visit.id).update(rebook_until_hours=24)
    visit.rebook_until_hours = 24
    return visit


@pytest.fixture
def late(sara: Grant, kind: TimeType, now: datetime) -> list[Slot]:
    """Times two weeks from now, later than `slots`."""
    return publish(sara, kind, now, days=14)


@pytest.fixture
def line(slots: list[Slot], late: list[Slot], kind: TimeType, now: datetime) -> Slot:
    """Cleo gives back the first time; Alva, then Imran, wait for an earlier one than theirs. The time is theirs now."""
    # What these need itself needs this module's shortcuts.
    from ingang.services.booking.tests.test_booking import take
    from ingang.services.booking.tests.waiting import give_back, wait

    first = take(own("cleo", now), slots[0], now)
    for number, key in enumerate(("alva", "imran")):
        take(own(key, now), late[number], now)
        wait(key, kind, now + timedelta(seconds=number))
    give_back("cleo", first, now)
    return slots[0]
