"""What people do in the journeys, said once: each step ends with the accessibility check of the page it reached."""

import re
import time

from playwright.sync_api import Locator, Page, expect

from tests.journeys.accessibility import check_page

PATIENCE_SECONDS = 15
# A card's outline stands on what lies over the whole card: the link's ::after.
VISIBLE_FOCUS = """() => ["", "::after"].some(part => {
  const style = getComputedStyle(document.activeElement, part || null);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && style.content !== "none";
})"""
MOST_TABS = 120
# A field is called what its label says.
IN_FOCUS = """() => {
  const one = document.activeElement;
  return [...(one.labels ?? []), one].map(each => each.textContent).join(" ");
}"""


def log_in(page: Page, name: str) -> None:
    """Log in with BankID on this device and approve as one of the cast on the simulated phone."""
    page.goto("/logga-in/")
    check_page(page)
    page.get_by_role("button", name="På den här enheten").click()
    check_page(page)
    page.get_by_role("link", name="Öppna BankID").click()
    approve_on_the_phone(page, name)
    arrive(page)


def log_in_quietly(page: Page, name: str) -> None:
    """The same without checking the pages on the way, where another journey has checked them."""
    page.goto("/logga-in/")
    page.get_by_role("button", name="På den här enheten").click()
    page.get_by_role("link", name="Öppna BankID").click()
    approve_on_the_phone(page, name)
    page.wait_for_url(re.compile(r"/min/$"))


def log_in_with_the_other_issuer(page: Page, name: str) -> None:
    """Log in by OpenID Connect and choose one of the cast at the issuer."""
    page.goto("/logga-in/")
    page.get_by_role("button", name=re.compile("^Fortsätt till")).click()
    page.get_by_role("button", name=name, exact=True).click()
    arrive(page)


def log_in_as_staff(page: Page, name: str, *, assignment: str | None = None) -> None:
    """Log in at the staff issuer and choose where to work, if there is a choice."""
    page.goto("/logga-in/personal/")
    check_page(page)
    page.get_by_role("button", name=re.compile("SITHS")).click()
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(re.compile(r"/(personal|uppdrag)/"))
    check_page(page)
    if assignment:
        choose_assignment(page, assignment)


def choose_assignment(page: Page, unit: str) -> None:
    """Work at a unit, when there is a choice."""
    page.get_by_role("button", name=re.compile(f"Arbeta här {unit}")).click()
    page.wait_for_url(re.compile(r"/personal/$"))
    check_page(page)


def approve_on_the_phone(page: Page, name: str) -> None:
    """Be the one who holds the simulated phone, and approve."""
    page.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("button", name="Approve", exact=True).click()


def arrive(page: Page) -> None:
    """See the resident's start page."""
    page.wait_for_url(re.compile(r"/min/$"))
    check_page(page)


def log_out(page: Page) -> None:
    """Log out and see the receipt."""
    page.get_by_role("button", name="Logga ut", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du är utloggad")
    check_page(page)


def open_service(page: Page, name: str) -> None:
    """Open a service from the menu."""
    line = page.locator("#menu").get_by_role("link", name=re.compile(f"^{name}"))
    if not line.is_visible():
        page.get_by_role("button", name="Meny").click()
    line.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    check_page(page)


def open_other_service(page: Page, name: str) -> None:
    """Open a service that stands beside the menu."""
    open_service(page, "Övriga tjänster")
    page.get_by_role("main").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    check_page(page)


def act_for(page: Page, name: str) -> None:
    """See another person's pages in place of one's own."""
    page.get_by_role("link", name="Agera för någon annan").first.click()
    check_page(page)
    page.get_by_role("button", name=f"Agera ombud för {name}").click()
    expect(banner(page)).to_contain_text(name)
    check_page(page)


def banner(page: Page) -> Locator:
    """What says for whom one acts."""
    return page.get_by_role("region", name="Vems uppgifter du ser")


def press(page: Page, name: str) -> None:
    """Press a button or a link by what it says, and check the page it leads to."""
    page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.click()
    check_page(page)


def find_free_time(page: Page, unit: str, *, kind: str = "") -> str:
    """From the booked times to the first free time of next week at a unit, of any kind or of one; gives when it is.

    Kinds of time have hours of their own in the demonstration: another kind is never at the same moment.
    """
    open_service(page, "Bokade tider")
    press(page, "Boka en ny tid")
    page.get_by_role("searchbox", name="Vad behöver du, eller var?").fill(unit)
    press(page, "Sök mottagningar")
    press(page, unit)
    press(page, "Boka en tid")
    if kind:
        press(page, kind)
    press(page, "Senare tider")
    page.locator("a.slot").first.click()
    check_page(page)
    return answer(page, "När")


def hold(page: Page, unit: str, *, kind: str = "") -> str:
    """Find a free time and hold it; gives when it is."""
    when = find_free_time(page, unit, kind=kind)
    press(page, "Gå vidare med den här tiden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kontrollera innan du bokar")
    assert answer(page, "När") == when
    return when


def book(page: Page, unit: str, *, kind: str = "") -> str:
    """Find a free time, hold it, check it and book it; gives when it is."""
    when = hold(page, unit, kind=kind)
    press(page, "Boka tiden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tiden är bokad")
    assert answer(page, "När") == when
    return when


def cancel(page: Page, when: str) -> str:
    """Cancel the coming time that begins then, so that the next who is sent here has room for another; its address."""
    open_service(page, "Bokade tider")
    press(page, when[:1].upper() + when[1:])
    address = page.url
    press(page, "Avboka tiden")
    press(page, "Avboka tiden")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Avbokad tid")
    assert answer(page, "När") == when
    check_page(page)
    return address


def answer(page: Page, question: str) -> str:
    """What a summary list says about a question."""
    row = page.locator("dl > div").filter(has=page.locator("dt", has_text=re.compile(f"^\\s*{question}\\s*$")))
    return row.locator("dd").first.inner_text().strip()


def wait_for_unread(page: Page, words: str) -> Locator:
    """Load the inbox anew until the worker has delivered an unread message with these words; gives its link."""
    page.goto("/min/inkorg/")
    until = time.monotonic() + PATIENCE_SECONDS
    while not unread(page, words).count() and time.monotonic() < until:
        page.reload()
    check_page(page)
    return unread(page, words).first.get_by_role("link")


def unread(page: Page, words: str) -> Locator:
    """The unread messages in the inbox that hold some words."""
    return page.get_by_role("main").get_by_role("listitem").filter(has_text=words).filter(has_text="Oläst")


def walk_to(page: Page, words: str, *, press: str = "") -> None:
    """Press Tab until the focus, which must be visible, stands on what says these words; then perhaps a key."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if words in page.evaluate(IN_FOCUS):
            assert page.evaluate(VISIBLE_FOCUS), f"the focus on {words} is not visible on {page.url}"
            break
    else:
        raise AssertionError(f"{words} is not reached by Tab on {page.url}")
    if press:
        before = page.url
        page.keyboard.press(press)
        page.wait_for_url(lambda now: now != before)
