"""Acting for others: a parent, an ombud, and the one who has no right to anything."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.accessibility import check_page
from tests.journeys.steps import (
    act_for,
    banner,
    book,
    cancel,
    log_in_quietly,
    open_other_service,
    open_service,
    press,
    wait_for_unread,
)

NewContext = Callable[..., BrowserContext]


def test_a_parent_acts_for_a_small_child_and_not_for_a_teenager(page: Page) -> None:
    log_in_quietly(page, "Bo Ekström")
    page.get_by_role("link", name="Agera för någon annan").first.click()
    assert page.get_by_role("button", name="Agera ombud för Maja").count() == 0
    page.goto("/min/")

    act_for(page, "Ella Ekström")
    for service in ("Bokade tider", "Inkorg", "Journalen"):
        open_service(page, service)
        expect(banner(page)).to_contain_text("Ella Ekström")
    open_other_service(page, "Vem har läst")
    expect(banner(page)).to_contain_text("Ella Ekström")

    page.get_by_role("link", name="Byt person").click()
    press(page, "Gå tillbaka till mina egna uppgifter")
    expect(banner(page)).to_have_count(0)


def test_an_ombud_reaches_what_the_power_of_attorney_says_and_not_the_journal(page: Page) -> None:
    log_in_quietly(page, "Erik Wallin")
    act_for(page, "Dagny Wallin")
    open_service(page, "Bokade tider")
    open_service(page, "Inkorg")

    assert page.locator("#menu").get_by_text("Journalen").count() == 0
    answer = page.goto("/min/journalen/")

    assert answer
    assert answer.status in (403, 404)
    check_page(page)


def test_copied_addresses_look_missing_to_somebody_else(page: Page, new_context: NewContext) -> None:
    log_in_quietly(page, "Alva Lindqvist")
    copied, when = alvas_addresses(page)
    cleo = new_context().new_page()
    log_in_quietly(cleo, "Cleo Åkerman")

    missing = cleo.goto("/min/finns-inte/")
    assert missing
    seen = {address: cleo.goto(address) for address in copied}

    assert {address: answer.status for address, answer in seen.items() if answer} == dict.fromkeys(copied, 404)
    assert "Alva" not in cleo.content()
    check_page(cleo)
    cancel(page, when)


def alvas_addresses(page: Page) -> tuple[list[str], str]:
    """An entry of the journal with its file, an appointment, its receipt and the message about it; when she comes."""
    open_service(page, "Journalen")
    page.get_by_role("main").get_by_role("list").first.get_by_role("link").first.click()
    entry = page.url
    when = book(page, "Hedlunden vårdcentral", kind="Provtagning")
    receipt = page.url
    wait_for_unread(page, "Din tid är bokad").click()
    return [entry, f"{entry}fhir.json", receipt, receipt.replace("kvitto/", ""), page.url], when
