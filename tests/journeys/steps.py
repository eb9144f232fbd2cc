"""What people do in the journeys, said once: each step ends with the accessibility check of the page it reached."""

import re

from playwright.sync_api import Page

from tests.journeys.accessibility import check_page


def log_in(page: Page, name: str) -> None:
    """Log in with BankID on this device and approve as one of the cast on the simulated phone."""
    page.goto("/logga-in/")
    check_page(page)
    page.get_by_role("button", name="På den här enheten").click()
    check_page(page)
    page.get_by_role("link", name="Öppna BankID").click()
    page.get_by_role("button", name=name).click()
    page.get_by_role("button", name="Approve").click()
    page.wait_for_url(re.compile(r"/min/$"))
    check_page(page)


def log_in_as_staff(page: Page, name: str, *, assignment: str | None = None) -> None:
    """Log in at the staff issuer and choose where to work, if there is a choice."""
    page.goto("/logga-in/personal/")
    check_page(page)
    page.get_by_role("button", name=re.compile("SITHS")).click()
    page.get_by_role("button", name=name).click()
    if assignment:
        page.get_by_role("button", name=re.compile(assignment)).click()
    page.wait_for_url(re.compile(r"/personal/"))
    check_page(page)


def log_out(page: Page) -> None:
    """Log out and see the receipt."""
    page.get_by_role("button", name="Logga ut", exact=True).first.click()
    check_page(page)


def open_service(page: Page, name: str) -> None:
    """Open a service from the menu."""
    line = page.locator("#menu").get_by_role("link", name=re.compile(f"^{name}"))
    if not line.is_visible():
        page.get_by_role("button", name="Meny").click()
    line.click()
    check_page(page)
