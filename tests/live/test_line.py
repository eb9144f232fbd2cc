"""A freed time and a line of people, all at once: never to two, never past the line, and nobody without a time."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID

import pytest
from django.db import connection
from uuid6 import uuid7

from ingang.foundation.access.actions import open_job, open_subject
from ingang.foundation.care_units.models import CareGiver, CareUnit
from ingang.foundation.entitlement.models import ServiceArea
from ingang.foundation.people.models import Person
from ingang.foundation.personal.scope import house_scope
from ingang.kernel.actor import Resident
from ingang.kernel.grant import Grant
from ingang.services.booking.actions.booking import cancel_appointment, confirm_hold
from ingang.services.booking.actions.holding import hold_time
from ingang.services.booking.actions.offers import accept_offer, decline_offer, pass_on_times
from ingang.services.booking.actions.waiting import join_line
from ingang.services.booking.errors import BookingError
from ingang.services.booking.models import (
    KIND,
    Answer,
    Appointment,
    AppointmentStatus,
    Claim,
    FreedTime,
    Offer,
    Slot,
    SlotStatus,
    TimeType,
)
from ingang.services.booking.queries.waiting import own_offers
from ingang.services.booking.rules.waiting import Suits
from tests.live.databases import OwnDatabase

pytestmark = pytest.mark.live
NOW = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)
UNIT, WAITING, WORKERS, STRANGERS = "SE0000000099-U001", 6, 3, 3
R = TypeVar("R")


def person(number: int) -> UUID:
    return UUID(int=number + 1)


def own(number: int, now: datetime = NOW) -> Grant:
    return open_subject(actor=Resident(person=person(number)), kinds=[KIND], now=now)


def prepare() -> tuple[TimeType, list[Slot]]:
    """A unit, a kind of time that may be moved, an early time and a late one for each who waits."""
    CareGiver.objects.create(hsa_id="SE0000000099-G001", name="Kö", region="01")
    CareUnit.objects.create(
        hsa_id=UNIT, name="Kö", care_giver="SE0000000099-G001", region="01", municipality="0184", kind="x", phone="0"
    )
    ServiceArea.objects.create(unit=UNIT, region="00")
    born = datetime(1990, 1, 1, tzinfo=UTC).date()
    Person.objects.bulk_create(
        Person(id=person(number), given_name="N", family_name="N", birth_date=born)
        for number in range(1 + WAITING + STRANGERS)
    )
    kind = TimeType.objects.create(
        unit=UNIT, code="k", title_sv="K", title_en="K", minutes=30, is_open_to_residents=True, cancel_until_hours=1,
        rebook_until_hours=1,
    )  # fmt: skip
    starts = [NOW + timedelta(days=10), *(NOW + timedelta(days=20, hours=number) for number in range(WAITING))]
    slots = [
        Slot.objects.create(
            unit=UNIT, time_type=kind.id, starts_at=at, ends_at=at + timedelta(minutes=30), performer="P",
            performer_name="P", publication=uuid7(),
        )
        for at in starts
    ]  # fmt: skip
    return kind, slots


def take(number: int, slot: Slot) -> Appointment:
    grant = own(number)
    return confirm_hold(grant=grant, hold=hold_time(grant=grant, unit=UNIT, slot=slot.id, now=NOW).id, now=NOW)


def at_once(works: list[Callable[[], R]]) -> list[R]:
    """Each work in a client of its own, with a connection of its own."""

    def one(work: Callable[[], R]) -> R:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(works)) as clients:
        return list(clients.map(one, works))


def passing_on(now: datetime) -> Callable[[], str]:
    def work() -> str:
        pass_on_times(grant=open_job(name="booking.pass_on_times", kinds=[KIND], now=now), now=now)
        return "passed"

    return work


def answering(number: int, now: datetime, *, yes: bool) -> Callable[[], str]:
    def work() -> str:
        grant = own(number, now)
        try:
            for offer in own_offers(grant=grant, now=now):
                (accept_offer if yes else decline_offer)(grant=grant, offer=offer.offer.id, now=now)
        except BookingError as error:
            return error.code
        return "answered"

    return work


def snatching(number: int, slot: Slot, now: datetime) -> Callable[[], str]:
    def work() -> str:
        grant = own(number, now)
        try:
            hold = hold_time(grant=grant, unit=UNIT, slot=slot.id, now=now)
            confirm_hold(grant=grant, hold=hold.id, now=now)
        except BookingError as error:
            return error.code
        return "booked"

    return work


def booked_by_person() -> Counter[UUID]:
    with house_scope():
        rows = Appointment.unguarded.filter(status=AppointmentStatus.BOOKED).values_list("person", flat=True)
        return Counter(rows)


def double_offers() -> list[UUID]:
    with house_scope():
        waiting = Counter(Offer.unguarded.filter(answer=Answer.WAITING).values_list("freed", flat=True))
    return [freed for freed, count in waiting.items() if count > 1]


@pytest.mark.parametrize("answers", ["all yes", "the first ones no"])
def test_however_many_pass_on_answer_and_snatch_at_once_the_time_is_one_persons(
    database: OwnDatabase, answers: str
) -> None:
    kind, (early, *late) = prepare()
    first = take(0, early)
    for number in range(1, WAITING + 1):
        take(number, late[number - 1])
        now = NOW + timedelta(seconds=number)
        join_line(grant=own(number), unit=UNIT, time_type=kind.id, suits=Suits(), now=now)
    cancel_appointment(grant=own(0), appointment=first.id, now=NOW)

    snatched: list[str] = []
    for minute in range(1, 2 * WAITING):
        now = NOW + timedelta(minutes=minute)
        told = at_once(
            [passing_on(now) for _ in range(WORKERS)]
            + [
                answering(number, now, yes=answers == "all yes" or number > WAITING // 2)
                for number in range(1, WAITING + 1)
            ]
            + [snatching(WAITING + number, early, now) for number in range(1, STRANGERS + 1)]
        )
        snatched += told[-STRANGERS:]
        assert double_offers() == []
        if Slot.objects.get(id=early.id).status == SlotStatus.BOOKED:
            break

    owner = 1 if answers == "all yes" else WAITING // 2 + 1
    with house_scope():
        winner = Appointment.unguarded.get(slot=early.id, status=AppointmentStatus.BOOKED)
    assert winner.person == person(owner)
    assert "booked" not in snatched
    assert booked_by_person() == Counter(person(number) for number in range(1, WAITING + 1))
    assert Claim.objects.filter(slot=early.id, released_at=None).count() == 1
    assert FreedTime.objects.filter(slot=early.id, settled_at=None).count() == 0
