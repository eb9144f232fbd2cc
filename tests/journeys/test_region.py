"""A region's administrator on her first day: a decision with preview and history, a conflict, and a text for all."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import check_page
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.inside import Inside
from tests.journeys.steps import answer, press

SWITCH, TEXT = "/personal/region/installning/booking.open/", "/personal/region/installning/overview.banner/"


@pytest.fixture
def admin(inside: Inside) -> Page:
    """Yusuf at the region's settings."""
    page = inside.open("yusuf", "/personal/", viewport=DESKTOP)
    press(page, "Regionens inställningar")
    return page


def test_booking_is_switched_off_from_a_day_and_the_history_says_by_whom(admin: Page) -> None:
    press(admin, "Invånare kan boka tider på regionens mottagningar här")
    when_off_is_chosen_from_new_year(admin)
    expect(admin.get_by_role("heading", level=1)).to_have_text("Kontrollera innan det gäller")
    assert (answer(admin, "Före"), answer(admin, "Efter")) == ("På", "Av")
    press(admin, "Bestäm det här")

    main = admin.get_by_role("main")
    expect(main).to_contain_text("Det är bestämt")
    expect(main).to_contain_text("Från fredag 1 januari: Av")
    expect(main).to_contain_text("Bestämt av Yusuf Öberg")


def test_two_who_decide_at_once_meet(admin: Page, inside: Inside) -> None:
    colleague = inside.open("yusuf", SWITCH, viewport=DESKTOP)
    admin.goto(SWITCH)
    when_off_is_chosen_from_new_year(admin)
    when_off_is_chosen_from_new_year(colleague)
    press(admin, "Bestäm det här")

    press(colleague, "Bestäm det här")

    expect(colleague.get_by_role("main")).to_contain_text("Inget ändrades")
    expect(colleague.get_by_role("alert").first).to_be_visible()


def test_a_text_is_seen_before_and_then_read_on_the_start_page(admin: Page, inside: Inside) -> None:
    admin.goto(TEXT)
    admin.get_by_label("På svenska").fill("Många är förkylda. Ring innan du kommer.")
    admin.get_by_label("På engelska").fill("Many have a cold. Call before you come.")
    press(admin, "Kontrollera beslutet")
    expect(admin.get_by_role("main")).to_contain_text("Många är förkylda")
    press(admin, "Bestäm det här")

    alva = inside.open("alva", "/min/", viewport=PHONE)
    expect(alva.get_by_role("main")).to_contain_text("Många är förkylda. Ring innan du kommer.")
    check_page(alva)


def when_off_is_chosen_from_new_year(page: Page) -> None:
    page.get_by_label("Av", exact=True).check()
    for box, value in (("Dag", "1"), ("Månad", "1"), ("År", "2027")):
        page.get_by_label(box, exact=True).fill(value)
    press(page, "Kontrollera beslutet")
