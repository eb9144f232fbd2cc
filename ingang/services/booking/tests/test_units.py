"""A unit that moves or closes while people have times there: told once, and nothing is lost."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.outbox.models import OutboxEvent
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.actions.booking import cancel_appointment
from ingang.services.booking.actions.holding import hold_time
from ingang.services.booking.actions.reminders import remind
from ingang.services.booking.actions.units import follow_units
from ingang.services.booking.errors import UnitHasClosed
from ingang.services.booking.models import KIND, AppointmentStatus, Slot, SlotStatus, UnitAsTold
from ingang.services.booking.queries.calendars import calendar_entries
from ingang.services.booking.tests.conftest import appointments
from ingang.services.booking.tests.test_booking import take
from ingang.services.booking.tests.test_clinic import work
from ingang.ui.words import unbroken

LogIn = Callable[..., Any]
DAY = timedelta(days=1)


def follow(now: datetime) -> int:
    return follow_units(grant=open_job(name="booking.follow_units", kinds=[KIND], now=now), now=now)


def change(slot: Slot, **fields: Any) -> None:
    CareUnit.objects.filter(hsa_id=slot.unit).update(**fields)


def told(name: str) -> list[str]:
    return [event.fields["appointment"] for event in OutboxEvent.objects.filter(name=name).order_by("number")]


@pytest.mark.parametrize("what", [{"street": "Nya vägen 1"}, {"phone": "08-000 00 01"}, {"how_to_find": "Plan 3"}])
def test_a_moved_unit_reaches_everybody_with_a_coming_time_once(
    alva: Grant, cleo: Grant, slots: list[Slot], now: datetime, what: dict[str, str]
) -> None:
    stays, gone = take(alva, slots[0], now), take(cleo, slots[1], now)
    cancel_appointment(grant=cleo, appointment=gone.id, now=now)
    follow(now)
    change(slots[0], **what)

    counts = [follow(now + DAY) for _ in range(3)]

    row = next(one for one in appointments() if one.id == stays.id)
    assert counts == [1, 0, 0]
    assert told("booking.place_changed") == [str(stays.id)]
    assert (row.status, row.sequence, row.starts_at) == (AppointmentStatus.BOOKED, 1, slots[0].starts_at)
    assert AuditEvent.objects.get(event="booking.place_told").person == alva.person


def test_calendars_see_the_new_place_as_a_change(alva: Grant, slots: list[Slot], now: datetime) -> None:
    take(alva, slots[0], now)
    follow(now)
    before = calendar_entries(grant=alva, now=now)[0]
    change(slots[0], street="Nya vägen 1")
    follow(now + DAY)

    after = calendar_entries(grant=alva, now=now)[0]

    assert (after.id, after.sequence, after.changed_at) == (before.id, before.sequence + 1, now + DAY)


def test_whoever_was_reminded_is_not_reminded_again_because_the_unit_moved(
    alva: Grant, slots: list[Slot], now: datetime
) -> None:
    take(alva, slots[0], now)
    follow(now)
    late = slots[0].starts_at - DAY
    grant = open_job(name="booking.remind", kinds=[KIND], now=now)

    first = remind(grant=grant, now=late)
    change(slots[0], street="Nya vägen 1")
    follow(late)

    assert (first, remind(grant=grant, now=late)) == (1, 0)


def test_a_unit_looked_at_for_the_first_time_has_no_news(alva: Grant, slots: list[Slot], now: datetime) -> None:
    take(alva, slots[0], now)

    assert follow(now) == 0
    assert UnitAsTold.objects.filter(unit=slots[0].unit).exists()
    assert told("booking.place_changed") == []


def test_a_closing_takes_free_and_held_times_and_gives_the_unit_the_booked_ones(
    log_in_as: LogIn, alva: Grant, cleo: Grant, slots: list[Slot], now: datetime
) -> None:
    booked = take(alva, slots[0], now)
    held = hold_time(grant=cleo, unit=slots[1].unit, slot=slots[1].id, now=now)
    change(slots[0], closed_on=local_date(slots[0].starts_at))

    counts = [follow(now) for _ in range(3)]

    assert counts == [1, 0, 0]
    assert told("booking.unit_closing") == [str(booked.id)]
    assert work() == ["booking.time_at_closed_unit"]
    assert appointments()[0].status == AppointmentStatus.BOOKED
    assert set(Slot.objects.exclude(id=slots[0].id).values_list("status", flat=True)) == {SlotStatus.WITHDRAWN}
    lost = log_in_as("cleo").post(reverse("booking:check", kwargs={"hold": held.id}), follow=True)
    assert "Den här tiden går inte längre att boka" in lost.content.decode()
    page = log_in_as("alva").get(reverse("booking:appointment", kwargs={"appointment": booked.id})).content.decode()
    assert "Mottagningen stänger före din tid" in page
    assert unbroken(CareUnit.objects.get(hsa_id=slots[0].unit).phone) in page


def test_a_time_before_the_last_day_is_kept(alva: Grant, slots: list[Slot], now: datetime) -> None:
    take(alva, slots[0], now)
    change(slots[0], closed_on=local_date(slots[0].starts_at) + DAY)

    assert (follow(now), work()) == (0, [])
    assert Slot.objects.filter(status=SlotStatus.FREE).count() == len(slots) - 1


def test_at_a_unit_that_has_closed_the_page_says_so_with_its_number(
    log_in_as: LogIn, alva: Grant, slots: list[Slot], now: datetime
) -> None:
    change(slots[0], closed_on=local_date(now))

    page = log_in_as("alva").get(reverse("booking:calendar", kwargs={"unit": slots[0].unit}))

    assert page.status_code == 409
    assert "Mottagningen har stängt" in page.content.decode()
    assert unbroken(CareUnit.objects.get(hsa_id=slots[0].unit).phone) in page.content.decode()
    with pytest.raises(UnitHasClosed):
        hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)
