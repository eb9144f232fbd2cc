"""The first journey: what a new user does in her first ten minutes, on a phone and in Swedish."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.accessibility import check_page
from tests.journeys.steps import book, cancel, log_in, log_out, open_other_service, open_service, press, wait_for_unread

UNIT = "Björkbackens vårdcentral"


def test_the_first_journey(page: Page) -> None:
    given_alva_is_logged_in(page)
    entry = then_she_sees_what_two_care_givers_hold(page)

    when = book(page, UNIT)
    message = then_the_confirmation_arrives(page, when)
    then_the_access_log_says_what_was_read(page)
    appointment = cancel(page, when)
    log_out(page)

    then_nothing_is_left(page, addresses=(entry, message, appointment, "/min/", "/min/tider/", "/min/vem-har-last/"))


def given_alva_is_logged_in(page: Page) -> None:
    page.goto("/")
    check_page(page)
    log_in(page, "Alva Lindqvist")
    cards = page.get_by_role("main").get_by_role("heading", level=3)
    assert {"Inkorg", "Bokade tider", "Journalen"} <= set(cards.all_inner_texts())


def then_she_sees_what_two_care_givers_hold(page: Page) -> str:
    open_service(page, "Journalen")
    main = page.get_by_role("main")
    for care_giver in ("Björkbackens Vård AB", "Region Stockholm"):
        page.get_by_label("Vårdgivare").select_option(label=care_giver)
        press(page, "Visa")
        shown = main.get_by_role("list").first.get_by_role("listitem")
        assert shown.count()
        assert shown.filter(has_text=care_giver).count() == shown.count()
    main.get_by_role("list").first.get_by_role("link").first.click()
    check_page(page)
    expect(main).to_contain_text("Region Stockholm")
    return page.url


def then_the_confirmation_arrives(page: Page, when: str) -> str:
    wait_for_unread(page, "Din tid är bokad").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Din tid är bokad")
    expect(page.get_by_role("main")).to_contain_text(f"Du har en tid på {UNIT}, {when}.")
    check_page(page)
    return page.url


def then_the_access_log_says_what_was_read(page: Page) -> None:
    open_other_service(page, "Vem har läst")
    log = page.get_by_role("main")
    for sentence in (
        "Du: läste en uppgift i journalen.",
        "Du: bokade en tid.",
        "Du: öppnade ett meddelande i inkorgen.",
    ):
        expect(log).to_contain_text(sentence)


def then_nothing_is_left(page: Page, *, addresses: tuple[str, ...]) -> None:
    assert page.context.cookies() == []
    page.go_back()
    _is_the_log_in(page)
    for address in addresses:
        page.goto(address)
        _is_the_log_in(page)


def _is_the_log_in(page: Page) -> None:
    expect(page).to_have_url(re.compile("/logga-in/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Logga in")
    assert "Alva" not in page.content()
