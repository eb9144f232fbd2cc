"""Showing the journal: the region turns it on, Alva shows, and a clinician with a browser only reads with the code."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.accessibility import check_page
from tests.journeys.conftest import DESKTOP
from tests.journeys.steps import log_in_as_staff, log_in_quietly, press

SWITCH = "/personal/region/installning/journal.showing/"
NewContext = Callable[..., BrowserContext]


@pytest.fixture(autouse=True)
def _on(new_context: NewContext) -> None:
    """Yusuf decides that the region has it."""
    page = new_context(viewport=DESKTOP).new_page()
    log_in_as_staff(page, "Yusuf Öberg")
    page.goto(SWITCH)
    if page.get_by_role("main").get_by_text("Nu: På").count():
        return
    page.get_by_label("På", exact=True).check()
    press(page, "Kontrollera beslutet")
    press(page, "Bestäm det här")


def shown(page: Page) -> tuple[str, str]:
    """Alva shows a summary for a quarter of an hour; gives the link and the code."""
    log_in_quietly(page, "Alva Lindqvist")
    page.goto("/min/journalen/")
    page.get_by_role("link", name="Visa journalen för vården en stund").click()
    check_page(page)
    page.get_by_role("button", name="Sätt ihop").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("Det är klart att visas upp.", timeout=60_000)
    check_page(page)
    page.get_by_role("button", name="Visa länken och koden").click()
    expect(main).to_contain_text("Säg koden muntligt")
    check_page(page)
    return page.get_by_label("Eller kopiera länken").input_value(), page.locator(".code-to-tell").inner_text()


def write(page: Page, code: str) -> None:
    """The clinician says who she is and writes the code."""
    page.get_by_label("Ditt namn").fill("Dr. Test")
    page.get_by_label("Din enhet och vårdgivare").fill("Testkliniken")
    page.get_by_label("Koden med sex siffror").fill(code)
    page.get_by_role("button", name="Öppna", exact=True).click()


def test_a_clinician_reads_with_the_code_and_alva_sees_it_and_ends_it(page: Page, new_context: NewContext) -> None:
    link, code = shown(page)
    clinic = new_context(viewport=DESKTOP).new_page()
    asked = list[str]()
    clinic.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))

    clinic.goto(link)
    check_page(clinic)
    write(clinic, "000000" if code != "000000" else "111111")
    expect(clinic.get_by_role("alert")).to_contain_text("Försök kvar: 4")
    check_page(clinic)
    write(clinic, f"{code[:3]} {code[3:]}")
    main = clinic.get_by_role("main")
    expect(main).to_contain_text("Om Alva Lindqvist, född")
    expect(main.get_by_role("heading", name="Diagnoser", exact=True)).to_be_visible()
    expect(main).to_contain_text("B-Hemoglobin 124 g/L")
    expect(main).not_to_contain_text("Could not be asked")
    check_page(clinic)

    clinic.goto(link)
    clinic.get_by_role("button", name="English").click()
    expect(clinic.get_by_label("Your name")).to_be_visible()
    clinic.get_by_role("button", name="Svenska").click()
    expect(clinic.get_by_label("Ditt namn")).to_be_visible()

    assert "#" not in clinic.url
    assert not [one for one in asked if link.partition("#")[2][-60:] in one]
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("av någon som uppgav sig vara: Dr. Test, Testkliniken")
    page.get_by_role("button", name="Avsluta den nu").click()
    expect(page.get_by_role("main")).to_contain_text("Du har avslutat den.")
    check_page(page)
    clinic.goto(link)
    write(clinic, code)
    expect(clinic.get_by_role("alert")).to_contain_text("Länken kan inte öppnas längre")
    page.goto("/min/vem-har-last/")
    expect(page.get_by_role("main")).to_contain_text("Någon med din länk och kod öppnade det du visade upp.")


def test_without_scripts_the_clinician_is_told_what_to_do(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()

    page.goto("/visat/#shlink:/abc")

    expect(page.get_by_role("main")).to_contain_text("Sidan behöver skript")
    expect(page.get_by_label("Ditt namn")).to_be_hidden()


def test_a_link_that_is_not_whole_is_told(new_context: NewContext) -> None:
    page = new_context().new_page()

    page.goto("/visat/#shlink:/abc")

    expect(page.get_by_role("alert")).to_contain_text("Länken är inte hel")
    check_page(page)
