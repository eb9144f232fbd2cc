"""A log-in that ends, seen from the pages that are still open."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext

from tests.journeys.steps import log_in, log_out

NewContext = Callable[..., BrowserContext]


def test_logging_out_in_one_tab_empties_the_other_at_once(new_context: NewContext) -> None:
    context = new_context()
    reading, leaving = context.new_page(), context.new_page()
    log_in(reading, "Alva Lindqvist")
    reading.goto("/min/journalen/")
    leaving.goto("/min/")

    log_out(leaving)

    reading.wait_for_url(re.compile(r"/logga-in/"), timeout=10_000)
    assert "Journalen" not in reading.locator("main").inner_text()


def test_logging_out_on_all_devices_empties_the_other_one(new_context: NewContext) -> None:
    phone, tablet = new_context().new_page(), new_context(viewport={"width": 800, "height": 1000}).new_page()
    log_in(phone, "Bo Ekström")
    log_in(tablet, "Bo Ekström")
    phone.goto("/logga-in/inloggningar/")

    phone.get_by_role("button", name="Logga ut på alla enheter").click()

    tablet.wait_for_url(re.compile(r"/logga-in/"), timeout=10_000)
    assert "Bo Ekström" not in tablet.locator("body").inner_text()


def test_after_logging_out_neither_the_back_button_nor_the_browser_holds_anything(new_context: NewContext) -> None:
    context = new_context()
    page = context.new_page()
    log_in(page, "Alva Lindqvist")
    for address in ("/min/", "/min/vem-har-last/", "/min/journalen/"):
        page.goto(address)

    before = _session(context)
    log_out(page)
    shown = []
    for _ in range(3):
        page.go_back()
        shown.append(page.locator("body").inner_text())

    assert not any("Alva Lindqvist" in text or "Vad som hände" in text for text in shown)
    assert page.evaluate("async () => [(await caches.keys()).length, localStorage.length, sessionStorage.length]") == [
        *[0] * 3
    ]
    assert before
    assert _session(context) != before


def _session(context: BrowserContext) -> str:
    """What the browser's session is called: the pages after the log-out may begin a new one, and never the same."""
    return next((cookie["value"] for cookie in context.cookies() if cookie["name"] == "ingang_session"), "")
