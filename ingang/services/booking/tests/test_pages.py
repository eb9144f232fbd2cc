"""The pages, as the cast: Alva books, Bo books for Ella, Cleo never gets in, Sara publishes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from uuid6 import uuid7

from conftest import staff
from ingang.foundation.regions.actions import decide
from ingang.kernel.grant import Grant
from ingang.services.booking.models import Appointment, AppointmentStatus, Slot, SlotStatus, TimeType
from ingang.services.booking.tests.conftest import appointments
from ingang.services.booking.tests.test_booking import take
from ingang.ui.words import unbroken

LogIn = Callable[..., Any]


@pytest.fixture
def booked(alva: Grant, slots: list[Slot], now: datetime) -> Appointment:
    return take(alva, slots[0], now)


def time_address(slot: Slot) -> str:
    return reverse("booking:time", kwargs={"unit": slot.unit, "slot": slot.id})


def calendar(slot: Slot) -> str:
    return reverse("booking:calendar", kwargs={"unit": slot.unit})


def hold_of(response: Any) -> str:
    assert response.status_code == 302, response.content.decode()[:2000]
    return str(response.url)


def test_a_resident_goes_from_unit_to_receipt(log_in_as: LogIn, slots: list[Slot]) -> None:
    client = log_in_as("alva")

    assert "Björkbackens vårdcentral" in client.get(reverse("booking:units"), {"sok": "björk SOLNA"}).content.decode()
    assert time_address(slots[0]) in client.get(calendar(slots[0])).content.decode()
    assert client.get(time_address(slots[0])).status_code == 200
    check = hold_of(client.post(time_address(slots[0])))
    assert 'data-countdown="300"' in client.get(check).content.decode()
    receipt = client.post(check, follow=True)

    assert receipt.status_code == 200
    assert receipt.redirect_chain[-1][0] == reverse("booking:receipt", kwargs={"appointment": booked_id(slots[0])})
    assert "2026" not in receipt.content.decode().split("<dd")[1]
    assert "Distriktssköterska Sara Nyström" in receipt.content.decode()


def test_the_page_of_a_third_time_of_the_same_kind_says_why_it_can_not_be_booked(
    log_in_as: LogIn, alva: Grant, slots: list[Slot], now: datetime
) -> None:
    client = log_in_as("alva")
    take(alva, slots[0], now)
    take(alva, slots[1], now)

    page, answer = client.get(time_address(slots[2])), client.post(time_address(slots[2]))

    assert (page.status_code, answer.status_code) == (200, 409)
    assert "Det finns redan 2 kommande tider av det här slaget" in page.content.decode()
    assert "Gå vidare med den här tiden" not in page.content.decode()


def test_the_page_of_a_time_while_she_is_busy_leads_back_to_the_calendar(
    log_in_as: LogIn, slots: list[Slot], booked: Appointment
) -> None:
    at_once = {"starts_at": slots[0].starts_at, "ends_at": slots[0].ends_at, "performer": "SE0000000020-S009"}
    Slot.objects.filter(id=slots[1].id).update(**at_once)

    back = log_in_as("alva").get(time_address(slots[1]))

    assert back.status_code == 302
    assert "besked=already_occupied" in back.url


def booked_id(slot: Slot) -> UUID:
    return next(one.id for one in appointments() if one.slot == slot.id)


def test_confirming_in_two_tabs_leads_to_the_same_receipt(log_in_as: LogIn, slots: list[Slot]) -> None:
    client = log_in_as("alva")
    check = hold_of(client.post(time_address(slots[0])))

    first, second, looked_back = client.post(check), client.post(check), client.get(check)

    assert first.url == second.url == looked_back.url
    assert len(appointments()) == 1


def test_a_lost_time_leads_back_to_the_same_week_and_kind_with_a_clear_text(
    log_in_as: LogIn, cleo: Grant, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    client = log_in_as("alva")
    client.get(time_address(slots[0]))
    take(cleo, slots[0], now)

    back = client.post(time_address(slots[0]))

    assert back.status_code == 302
    assert f"typ={visit.id}" in back.url
    assert "vecka=2026-11-30" in back.url
    assert 'role="alert"' in client.get(back.url).content.decode()


def test_a_hold_lost_to_somebody_else_leads_back_to_the_calendar(
    log_in_as: LogIn, slots: list[Slot], now: datetime, time_machine: Any, cast: object
) -> None:
    from ingang.services.booking.tests.conftest import own

    client = log_in_as("alva")
    check = hold_of(client.post(time_address(slots[0])))
    time_machine.move_to(now + timedelta(minutes=6), tick=False)
    lapsed = client.get(check)
    take(own("cleo", now), slots[0], now + timedelta(minutes=6))

    lost = client.post(check)

    assert lapsed.status_code == 200
    assert "data-countdown" not in lapsed.content.decode()
    assert calendar(slots[0]) in hold_of(lost)
    assert "besked=time_already_taken" in hold_of(client.get(check))
    assert len(appointments()) == 1


def test_a_hold_is_extended_by_one_press(log_in_as: LogIn, slots: list[Slot], now: datetime, time_machine: Any) -> None:
    client = log_in_as("alva")
    check = hold_of(client.post(time_address(slots[0])))
    time_machine.move_to(now + timedelta(minutes=3), tick=False)

    after = client.post(f"{check}langre/", follow=True)

    assert 'data-countdown="300"' in after.content.decode()


def test_a_hold_that_was_extended_ten_times_says_that_it_can_not_be_extended_more(
    log_in_as: LogIn, slots: list[Slot]
) -> None:
    client = log_in_as("alva")
    check = hold_of(client.post(time_address(slots[0])))

    pages = [client.post(f"{check}langre/", follow=True).content.decode() for _ in range(11)]

    assert ['role="alert"' in page for page in pages] == [False] * 10 + [True]


def test_choosing_another_time_frees_this_one(log_in_as: LogIn, slots: list[Slot]) -> None:
    client = log_in_as("alva")
    check = hold_of(client.post(time_address(slots[0])))

    back = client.post(f"{check}slapp/")

    assert calendar(slots[0]) in hold_of(back)
    assert Slot.objects.get(id=slots[0].id).status == SlotStatus.FREE


def test_a_resident_cancels_on_a_page_that_first_tells_the_rule(log_in_as: LogIn, booked: Appointment) -> None:
    client = log_in_as("alva")
    address = reverse("booking:cancel", kwargs={"appointment": booked.id})

    before, after = client.get(address), client.post(address, follow=True)

    assert 'method="post"' in before.content.decode()
    assert after.status_code == 200
    assert appointments()[0].status == AppointmentStatus.CANCELLED
    assert client.post(address, follow=True).status_code == 200


def test_too_late_to_cancel_shows_no_button_and_refuses_the_form(
    log_in_as: LogIn, booked: Appointment, time_machine: Any
) -> None:
    address = reverse("booking:cancel", kwargs={"appointment": booked.id})
    time_machine.move_to(booked.starts_at - timedelta(hours=23), tick=False)
    late = log_in_late(log_in_as, time_machine, booked)

    page = late.get(reverse("booking:appointment", kwargs={"appointment": booked.id}))
    form = late.post(address)

    assert address not in page.content.decode()
    assert unbroken("08-465 004 00") in page.content.decode()
    assert form.status_code == 403
    assert appointments()[0].status == AppointmentStatus.BOOKED


def log_in_late(log_in_as: LogIn, time_machine: Any, booked: Appointment) -> Any:
    from ingang.foundation.identity.models import LogIn as Session

    client = log_in_as("alva")
    moment = booked.starts_at - timedelta(hours=23)
    Session.objects.update(started_at=moment, last_active_at=moment)
    return client


@pytest.mark.parametrize("name", ["appointment", "receipt", "cancel"])
def test_somebody_elses_booked_time_does_not_exist(log_in_as: LogIn, booked: Appointment, name: str) -> None:
    address = reverse(f"booking:{name}", kwargs={"appointment": booked.id})

    answers = {key: log_in_as(key).get(address).status_code for key in ("alva", "cleo", "bo", "sara")}

    assert answers == {"alva": 200, "cleo": 404, "bo": 404, "sara": 404}
    assert log_in_as("cleo").post(reverse("booking:cancel", kwargs={"appointment": booked.id})).status_code == 404
    assert appointments()[0].status == AppointmentStatus.BOOKED


def test_somebody_elses_hold_does_not_exist(log_in_as: LogIn, slots: list[Slot]) -> None:
    check = hold_of(log_in_as("alva").post(time_address(slots[0])))
    cleo = log_in_as("cleo")

    answers = [cleo.get(check), cleo.post(check), cleo.post(f"{check}langre/"), cleo.post(f"{check}slapp/")]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert Slot.objects.get(id=slots[0].id).status == SlotStatus.HELD


def test_bo_books_for_ella_but_not_for_maja(log_in_as: LogIn, slots: list[Slot], cast: Callable[[str], UUID]) -> None:
    ella, maja = log_in_as("bo", acting_for="ella"), log_in_as("bo", acting_for="maja")

    check = hold_of(ella.post(time_address(slots[0])))
    receipt = ella.post(check, follow=True)

    assert receipt.status_code == 200
    assert appointments()[0].person == cast("ella")
    assert maja.get(reverse("booking:start")).status_code == 403
    assert maja.post(time_address(slots[1])).status_code == 403


def test_strangers_are_sent_to_the_log_in(client: Client, slots: list[Slot], settings: Any) -> None:
    settings.ROOT_URLCONF = "ingang.services.booking.tests.urls_with_log_in"

    answers = [client.get(reverse("booking:start")), client.post(time_address(slots[0]))]

    assert [answer["Location"].split("?")[0] for answer in answers] == ["/logga-in/"] * 2
    assert Slot.objects.get(id=slots[0].id).status == SlotStatus.FREE


def test_hidden_and_closed_kinds_are_never_listed(
    log_in_as: LogIn, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    for title, is_hidden in {"Skyddad": True, "Stängd": False}.items():
        TimeType.objects.create(
            unit=visit.unit,
            code=title,
            title_sv=title,
            title_en=title,
            minutes=30,
            is_hidden=is_hidden,
            is_open_to_residents=is_hidden,
        )
    client = log_in_as("alva")

    page = client.get(calendar(slots[0])).content.decode()

    assert "Skyddad" not in page
    assert "Stängd" not in page


def test_a_region_that_has_booking_off_offers_none(log_in_as: LogIn, slots: list[Slot], now: datetime) -> None:
    decide(actor=staff("yusuf"), code="booking.open", value=False, valid_from=now.date(), seen=0, now=now)
    client = log_in_as("alva")

    shown = client.get(reverse("booking:units")).content.decode()
    assert "Här bokas inga tider på webben. Ring mottagningen." in shown
    assert unbroken("08-465 004 00") in shown
    assert calendar(slots[0]) not in shown
    assert client.get(calendar(slots[0])).status_code == 503
    assert client.post(time_address(slots[0])).status_code == 503


@pytest.mark.parametrize(
    "query", ["typ=nonsens", "vecka=2026-13-99", "vecka=0001-01-01", "vecka=9999-12-31", "besked=%3Cscript%3E"]
)
def test_a_malformed_calendar_address_shows_a_calendar(log_in_as: LogIn, slots: list[Slot], query: str) -> None:
    page = log_in_as("alva").get(f"{calendar(slots[0])}?{query}")

    assert page.status_code == 200
    assert "<script>" not in page.content.decode()


def test_an_unknown_unit_or_time_does_not_exist(log_in_as: LogIn, slots: list[Slot]) -> None:
    client = log_in_as("alva")

    assert client.get(reverse("booking:calendar", kwargs={"unit": "SE9"})).status_code == 404
    unknown = reverse("booking:time", kwargs={"unit": slots[0].unit, "slot": uuid7()})
    elsewhere = reverse("booking:time", kwargs={"unit": "SE0000000010-U002", "slot": slots[0].id})
    assert [client.get(unknown).status_code, client.get(elsewhere).status_code] == [404, 404]
    assert client.post(unknown).status_code == 302
    assert appointments() == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_pages_have_one_address_in_every_language(log_in_as: LogIn, slots: list[Slot], language: str) -> None:
    client = log_in_as("alva")
    client.cookies["ingang_language"] = language

    page = client.get(calendar(slots[0])).content.decode()

    assert {"sv": "Besök hos distriktssköterska", "en": "Visit to a district nurse"}[language] in page
    assert f'lang="{language}"' in page
