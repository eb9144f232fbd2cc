"""Somebody phones: the nurse books, moves and cancels a time, and his own pages tell each time what was done."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from conftest import number_of
from tests.journeys.accessibility import check_page
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.inside import Inside
from tests.journeys.steps import answer, open_service, press, unread

PRESSURE = "Blodtryckskontroll"


def test_what_the_nurse_does_for_the_one_who_phones_is_what_he_reads(
    inside: Inside, deliver: Callable[..., int]
) -> None:
    nurse = inside.open("sara", "/personal/tider/vecka/", viewport=DESKTOP)
    bo = inside.open("bo", "/min/tider/", viewport=PHONE)

    when_bo_is_found_by_his_number(nurse)
    first = when_a_time_is_booked_for_him(nurse)
    deliver()
    then_he_has_it(bo, first)
    then_he_is_told(bo, "Din tid är bokad", first)

    second = when_it_is_moved(nurse)
    deliver()
    assert second != first
    then_he_has_it(bo, second)
    then_he_is_told(bo, "Din tid är ombokad", second)

    when_it_is_cancelled(nurse)
    deliver()
    then_he_is_told(bo, "Din tid är avbokad", second)
    open_service(bo, "Bokade tider")
    expect(bo.get_by_role("main")).not_to_contain_text(PRESSURE)


def when_bo_is_found_by_his_number(nurse: Page) -> None:
    press(nurse, "Boka åt någon")
    nurse.get_by_label("Personnummer").fill(number_of("bo").value)
    press(nurse, "Gå vidare")
    expect(nurse.get_by_role("main")).to_contain_text("Bo Ekström")


def when_a_time_is_booked_for_him(nurse: Page) -> str:
    press(nurse, PRESSURE)
    choose_a_time(nurse)
    press(nurse, "Boka tiden")
    expect(nurse.get_by_role("status")).to_contain_text("Personen får den i inkorgen")
    return answer(nurse, "När")


def when_it_is_moved(nurse: Page) -> str:
    press(nurse, "Omboka tiden")
    choose_a_time(nurse)
    press(nurse, "Byt till den nya tiden")
    return answer(nurse, "När")


def choose_a_time(nurse: Page) -> None:
    """The last free one of the week that is shown; the page says what to tell the one who phones."""
    nurse.locator("button.slot").last.click()
    expect(nurse.get_by_role("heading", level=1)).to_have_text("Berätta för personen innan du bokar")
    check_page(nurse)


def when_it_is_cancelled(nurse: Page) -> None:
    press(nurse, "Avboka tiden")
    expect(nurse.get_by_role("main")).to_contain_text("Bo Ekström")
    press(nurse, "Avboka tiden")
    expect(nurse.get_by_role("heading", level=1)).to_have_text("Avbokad tid")


def then_he_has_it(bo: Page, when: str) -> None:
    open_service(bo, "Bokade tider")
    press(bo, when[:1].upper() + when[1:])
    main = bo.get_by_role("main")
    expect(main).to_contain_text(PRESSURE)
    expect(main).to_contain_text("Bokad av vården")


def then_he_is_told(bo: Page, subject: str, when: str) -> None:
    open_service(bo, "Inkorg")
    unread(bo, subject).get_by_role("link").click()
    expect(bo.get_by_role("main")).to_contain_text(when)
    check_page(bo)
