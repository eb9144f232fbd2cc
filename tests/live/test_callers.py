"""Twenty clients at once: a time that staff and residents want is sold once, and one person is booked once."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest
from uuid6 import uuid7

from conftest import resident, staff
from demo.cast import person_id
from demo.nation import write_cast
from ingang.foundation.access.actions import open_subject, open_unit
from ingang.foundation.personal.scope import house_scope
from ingang.kernel.errors import IngangError
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.access import open_caller
from ingang.services.booking.actions.booking import confirm_hold
from ingang.services.booking.actions.callers import CallersBooking, confirm_for_caller, hold_for_caller
from ingang.services.booking.actions.calling import send_timed_summons
from ingang.services.booking.actions.holding import hold_time
from ingang.services.booking.actions.kinds import define_time_type
from ingang.services.booking.actions.publishing import publish_times
from ingang.services.booking.models import KIND, Appointment, Claim, Slot, Summons
from tests.live.databases import OwnDatabase
from tests.live.test_contact_codes import at_once

pytestmark = pytest.mark.live
NOW = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)
RESIDENTS = ("bo", "cleo", "dagny", "erik")
TOLD_NO = "told no"


@pytest.fixture
def slots(database: OwnDatabase) -> list[Slot]:
    """Four free times at Sara's unit."""
    with house_scope():
        write_cast(now=NOW)
    grant = open_unit(actor=staff("sara"), kinds=[KIND], now=NOW)
    kind = define_time_type(
        grant=grant, code="visit", title_sv="Besök", title_en="Visit", minutes=30, is_open_to_residents=True, now=NOW
    )
    return publish_times(
        grant=grant, publication=uuid7(), time_type=kind.id, on=local_date(NOW) + timedelta(days=7), begins=time(8),
        ends=time(10), minutes=30, place="", now=NOW,
    )  # fmt: skip


def callers_grant() -> Grant:
    return open_caller(actor=staff("sara"), person=person_id("alva"), now=NOW)


def by_staff(slot: Slot) -> str:
    grant = callers_grant()
    hold = hold_for_caller(grant=grant, unit=slot.unit, slot=slot.id, now=NOW)
    return str(confirm_for_caller(grant=grant, hold=hold.id, said=CallersBooking(), now=NOW).id)


def by_herself(key: str, slot: Slot) -> str:
    grant = open_subject(actor=resident(key), kinds=[KIND], now=NOW)
    hold = hold_time(grant=grant, unit=slot.unit, slot=slot.id, now=NOW)
    return str(confirm_hold(grant=grant, hold=hold.id, now=NOW).id)


def by_kallelse(slot: Slot) -> str:
    grant = callers_grant()
    sent = send_timed_summons(grant=grant, summons=uuid7(), person=grant.person, unit=slot.unit, slot=slot.id, now=NOW)
    return str(sent.appointment)


def booked() -> list[str]:
    with house_scope():
        return [str(row.id) for row in Appointment.unguarded.all()]


def test_a_time_that_staff_and_residents_want_is_sold_once(slots: list[Slot]) -> None:
    def one(number: int) -> str:
        ways = (
            lambda: by_staff(slots[0]),
            lambda: by_kallelse(slots[0]),
            *((lambda key=key: by_herself(key, slots[0])) for key in RESIDENTS),
        )
        try:
            return ways[number % len(ways)]()
        except IngangError:
            return TOLD_NO

    answers = Counter(at_once(one))

    assert booked() == [answer for answer in answers if answer != TOLD_NO]
    assert Claim.objects.filter(slot=slots[0].id, released_at=None).count() == 1
    with house_scope():
        assert {str(row.appointment) for row in Summons.unguarded.all()} <= set(booked())


def test_colleagues_who_book_one_person_at_once_give_her_one_time(slots: list[Slot]) -> None:
    def one(_: int) -> str:
        try:
            return by_staff(slots[0])
        except IngangError:
            return TOLD_NO

    answers = Counter(at_once(one))

    assert len(booked()) == 1
    assert {answer for answer in answers if answer != TOLD_NO} == set(booked())
