"""The pages of moving a booked time: from and to, the rule and the fee, and what is refused."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from ingang.services.booking.models import Appointment, Slot, SlotStatus, TimeType
from ingang.services.booking.tests.conftest import appointments, own
from ingang.services.booking.tests.test_booking import take
from ingang.services.booking.tests.test_moving import booked
from ingang.services.booking.tests.test_pages import log_in_late

LogIn = Callable[..., Any]
HOUR = timedelta(hours=1)
__all__ = ["booked"]


def address(name: str, booked: Appointment, **more: object) -> str:
    return reverse(f"booking:{name}", kwargs={"appointment": booked.id, **more})


def test_a_resident_rebooks_page_by_page_and_sees_from_and_to(
    log_in_as: LogIn, slots: list[Slot], booked: Appointment
) -> None:
    client = log_in_as("alva")

    page = client.get(address("appointment", booked)).content.decode()
    choose = client.get(address("move", booked)).content.decode()
    new = address("move_time", booked, slot=slots[3].id)
    question = client.get(new).content.decode()
    check = client.post(new).url
    answers = client.get(check).content.decode()
    receipt = client.post(check, follow=True).content.decode()

    assert address("move", booked) in page
    assert new in choose
    assert address("move_time", booked, slot=slots[0].id) not in choose
    for text in (question, answers):
        assert "kl. 08.00" in text.split("<dd")[1]
        assert "kl. 09.30" in text.split("<dd")[2]
    assert "Byt till den nya tiden" in answers
    assert "Tiden är ombokad" in receipt
    assert appointments()[0].slot == slots[3].id


def test_a_new_time_lost_to_another_leads_back_to_the_free_times_with_the_old_time_kept(
    log_in_as: LogIn, slots: list[Slot], booked: Appointment, now: datetime
) -> None:
    client = log_in_as("alva")
    new = address("move_time", booked, slot=slots[3].id)
    take(own("cleo", now), slots[3], now)

    back = client.post(f"{new}?visa=lista")

    assert back.status_code == 302
    assert back.url.startswith(address("move", booked))
    assert "visa=lista" in back.url
    assert 'role="alert"' in client.get(back.url).content.decode()
    assert appointments()[0].slot == slots[0].id


def test_too_late_to_move_shows_the_phone_and_no_button_and_refuses_the_post(
    log_in_as: LogIn, slots: list[Slot], booked: Appointment, time_machine: Any
) -> None:
    time_machine.move_to(booked.starts_at - 23 * HOUR, tick=False)
    late = log_in_late(log_in_as, time_machine, booked)

    page = late.get(address("appointment", booked)).content.decode()
    answers = [late.get(address("move", booked)), late.post(address("move_time", booked, slot=slots[3].id))]

    assert address("move", booked) not in page
    assert 'href="tel:08-46500400"' in page
    assert [answer.status_code for answer in answers] == [403, 403]
    assert all('href="tel:08-46500400"' in answer.content.decode() for answer in answers)
    assert appointments()[0].slot == slots[0].id


def test_cleo_never_gets_into_somebody_elses_move(log_in_as: LogIn, slots: list[Slot], booked: Appointment) -> None:
    cleo, new = log_in_as("cleo"), address("move_time", booked, slot=slots[3].id)

    answers = [cleo.get(address("move", booked)), cleo.get(new), cleo.post(new)]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert Slot.objects.get(id=slots[3].id).status == SlotStatus.FREE


def test_the_fee_for_changing_late_is_told_before_booking_rebooking_and_cancelling(
    log_in_as: LogIn, slots: list[Slot], booked: Appointment, visit: TimeType
) -> None:
    TimeType.objects.filter(id=visit.id).update(late_fee_kr=250)
    client = log_in_as("alva")
    places = [
        reverse("booking:time", kwargs={"unit": visit.unit, "slot": slots[4].id}),
        address("move_time", booked, slot=slots[3].id),
        address("cancel", booked),
        address("appointment", booked),
        client.post(address("move_time", booked, slot=slots[3].id)).url,
    ]

    for place in places:
        assert "kostar det 250 kr" in client.get(place).content.decode(), place
