"""A parent at two in the morning, on a phone: a time for the child is held, booked and moved."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import check_page
from tests.journeys.conftest import PHONE
from tests.journeys.inside import Inside
from tests.journeys.steps import act_for, answer, banner, book, hold, open_service, press, unread

BVC, SKIN = "Eklundens barnavårdscentral", "Hudmottagningen Solgläntan"
At = Callable[[datetime], None]
# Two o'clock in Sweden, in the night to Friday 27 November 2026.
NIGHT = datetime(2026, 11, 27, 1, tzinfo=UTC)


@pytest.fixture
def page(inside: Inside, at: At) -> Page:
    """Bo's phone, where he acts for Ella at night."""
    at(NIGHT)
    phone = inside.open("bo", "/min/", viewport=PHONE)
    act_for(phone, "Ella Ekström")
    return phone


def test_a_held_time_is_extended_lapses_and_is_still_hers_to_book(page: Page, at: At) -> None:
    hold(page, BVC)
    expect(page.get_by_role("main")).to_contain_text("Vi håller tiden åt dig")

    at(NIGHT + timedelta(minutes=4))
    press(page, "Ge mig mer tid")
    at(NIGHT + timedelta(minutes=8))
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("Vi håller tiden åt dig")

    at(NIGHT + timedelta(minutes=15))
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("De fem minuterna har gått")
    check_page(page)
    press(page, "Boka tiden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tiden är bokad")
    expect(banner(page)).to_contain_text("Ella Ekström")


def test_what_was_booked_is_told_moved_in_one_step_and_follows_in_the_calendar(
    page: Page, deliver: Callable[..., int]
) -> None:
    first = book(page, BVC)
    deliver(at=NIGHT)
    then_a_message_says(page, "Din tid är bokad", first)

    page.get_by_role("link", name="Se tiden").click()
    before = calendar_of(page)
    press(page, "Omboka tiden")
    press(page, "Senare tider")
    page.locator("a.slot").nth(3).click()
    press(page, "Gå vidare med den här tiden")
    press(page, "Byt till den nya tiden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tiden är ombokad")
    second = answer(page, "När")
    deliver(at=NIGHT)
    then_a_message_says(page, "Din tid är ombokad", second)
    page.get_by_role("link", name="Se tiden").click()
    after = calendar_of(page)

    assert second != first
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["SUMMARY"] == "Bokad tid"


def test_a_late_change_says_what_it_costs_before_and_whom_to_call_after(page: Page, at: At) -> None:
    page.goto("/min/ombud/")
    press(page, "Gå tillbaka till mina egna uppgifter")
    book(page, SKIN)
    expect(page.get_by_role("main")).to_contain_text("kostar det 200 kr")
    address = page.url.removesuffix("kvitto/")
    starts_at = calendar_of(page)["DTSTART"].dt

    at(starts_at - timedelta(hours=71))
    page.goto(f"{address}avboka/")
    main = page.get_by_role("main")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tiden kan inte avbokas här")
    expect(main).to_contain_text("Det är för sent att avboka här")
    expect(main).to_contain_text("kostar det 200 kr")
    expect(main.get_by_role("link", name="08-")).to_be_visible()
    check_page(page)


def then_a_message_says(page: Page, subject: str, when: str) -> None:
    """The inbox of the one whose pages they are has an unread message, which says when."""
    open_service(page, "Inkorg")
    unread(page, subject).first.get_by_role("link").click()
    expect(page.get_by_role("main")).to_contain_text(when)
    check_page(page)


def calendar_of(page: Page) -> Any:
    """The one entry of the calendar file that the page offers."""
    link = page.get_by_role("link", name="i din kalender")
    return Calendar.from_ical(link.evaluate("one => fetch(one.href).then(file => file.text())")).walk("VEVENT")[0]
