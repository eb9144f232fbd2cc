"""The pages in a real browser: accessibility, small screens, and what the scripts add."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.slow]

ADDRESSES = ["/ui/komponenter/", "/sida/alva/", "/sida/bo/?wrong", "/sida/nurse/", "/finns-inte/"]
OpenPage = Callable[..., Any]
# WCAG 1.4.12: the reader's own spacing.
TEXT_SPACING = """
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
"""
SMALL_TARGETS = """
    [...document.querySelectorAll("button, input:not([type=hidden]), select, nav a, .slot, .button")]
        .map(each => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.height < 28 || box.width < 28))
        .map(([html]) => html)
"""


def faults(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:90]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_has_an_accessibility_fault_or_scrolls_sideways(
    open_page: OpenPage, address: str, theme: str, width: int
) -> None:
    page = open_page(address, color_scheme=theme, viewport={"width": width, "height": 800}, locale="sv")

    sideways = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert (faults(page), sideways) == ([], False)


def test_the_english_pages_are_as_accessible(open_page: OpenPage) -> None:
    assert faults(open_page("/ui/komponenter/", locale="en")) == []


def test_the_menu_opens_and_closes_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/sida/alva/", viewport={"width": 320, "height": 700}, java_script_enabled=False, locale="sv")

    page.get_by_role("button", name="Meny", exact=True).click()
    opened = page.get_by_role("link", name="Journalen").is_visible()
    page.get_by_role("button", name="Stäng menyn").click()

    assert opened
    assert not page.get_by_role("link", name="Journalen").is_visible()


def test_the_open_menu_has_no_accessibility_fault(open_page: OpenPage) -> None:
    page = open_page("/sida/alva/", viewport={"width": 320, "height": 700}, locale="sv")

    page.get_by_role("button", name="Meny", exact=True).click()

    assert faults(page) == []


def test_leaving_quickly_takes_the_page_out_of_the_history(open_page: OpenPage) -> None:
    page = open_page("/finns-inte/", locale="sv")
    page.goto("/sida/alva/")
    page.get_by_role("link", name="Lämna sidan snabbt").click()
    page.wait_for_url("https://www.smhi.se/")

    page.go_back()

    assert page.url.endswith("/finns-inte/")


def test_leaving_quickly_works_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/sida/alva/", java_script_enabled=False, locale="sv")

    page.get_by_role("link", name="Lämna sidan snabbt").click()

    page.wait_for_url("https://www.smhi.se/")
    assert page.title() == "outside"


def test_escape_three_times_leaves_and_twice_does_not(open_page: OpenPage) -> None:
    page = open_page("/sida/alva/", locale="sv")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    stayed = page.url.endswith("/sida/alva/")

    page.keyboard.press("Escape")

    page.wait_for_url("https://www.smhi.se/")
    assert stayed


def test_staff_do_not_leave_by_escape(open_page: OpenPage) -> None:
    page = open_page("/sida/nurse/", locale="sv")

    for _ in range(3):
        page.keyboard.press("Escape")

    assert page.url.endswith("/sida/nurse/")


def test_the_error_summary_has_focus_and_leads_to_the_field(open_page: OpenPage) -> None:
    page = open_page("/sida/alva/?wrong", locale="sv")
    first = page.evaluate("document.activeElement.className")

    page.get_by_role("link", name="Datumet finns inte").click()

    assert first == "error-summary"
    assert page.evaluate("document.activeElement.id") == "id_born_0"


def test_a_form_is_sent_once_however_often_the_button_is_pressed(open_page: OpenPage) -> None:
    page = open_page("/sida/alva/", locale="sv")
    page.evaluate(
        "addEventListener('submit', event => { globalThis.sent ??= []; sent.push(event.defaultPrevented);"
        " event.preventDefault(); })"
    )

    page.get_by_role("button", name="Boka tiden").dblclick()

    assert page.evaluate("sent") == [False, True]


def test_a_countdown_says_what_is_left(open_page: OpenPage) -> None:
    page = open_page("/ui/komponenter/countdown/", locale="sv")

    assert page.locator("[data-countdown-left]").inner_text() == "5 minuter kvar"


def test_the_reader_can_choose_dark_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/sida/alva/", java_script_enabled=False, color_scheme="light", locale="sv")

    page.get_by_role("button", name="Mörkt").click()

    assert page.locator("html").get_attribute("data-theme") == "dark"


@pytest.mark.parametrize("colours", ["active", "none"])
def test_forced_colours_and_text_spacing_push_nothing_sideways(open_page: OpenPage, colours: str) -> None:
    small = {"width": 320, "height": 800}
    page = open_page("/ui/komponenter/", forced_colors=colours, viewport=small, bypass_csp=True, locale="sv")

    page.add_style_tag(content=TEXT_SPACING)

    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("address", ["/sida/alva/", "/ui/komponenter/"])
def test_every_target_is_large_enough_for_a_thumb(open_page: OpenPage, address: str) -> None:
    page = open_page(address, viewport={"width": 390, "height": 800}, locale="sv")

    small = page.evaluate(SMALL_TARGETS)
    assert small == []


def test_the_policy_of_the_site_is_broken_by_nothing(open_page: OpenPage) -> None:
    page = open_page("/finns-inte/", locale="sv")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    page.goto("/ui/komponenter/")
    page.wait_for_load_state("networkidle")

    assert complaints == []
