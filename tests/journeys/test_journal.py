"""The journal from every care giver: what is here at once, what comes, who failed; with scripts and without."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.accessibility import check_page
from tests.journeys.steps import log_in_quietly, open_service

FROM_UPPSALA = "Ögonmottagningen Ekeby, Region Uppsala"
ANSWERED = (
    "Region Uppsala: Har svarat.",
    "Region Skåne: Har svarat.",
    "Region Dalarna: Har inget att visa.",
)
FROM_THE_HOUSE = "Björkbackens vårdcentral, Björkbackens Vård AB"


def test_answers_come_to_the_open_page_and_an_entry_is_read(page: Page) -> None:
    log_in_quietly(page, "Alva Lindqvist")
    open_service(page, "Journalen")
    main = page.get_by_role("main")

    expect(main).to_contain_text(FROM_THE_HOUSE)
    expect(main.get_by_role("status")).to_contain_text("Alla vårdgivare som har frågats", timeout=30_000)
    expect(main).to_contain_text(FROM_UPPSALA)
    check_page(page)
    main.get_by_text("Vilka som har svarat", exact=True).click()
    answered = main.get_by_role("group").filter(has_text="Vilka som har svarat")
    for name in (
        "Region Uppsala: Har svarat.",
        "Region Dalarna: Har inget att visa.",
        "Region Skåne: Har svarat.",
    ):
        expect(answered).to_contain_text(name)

    page.goto("/min/journalen/?typ=matvarden")
    main.get_by_role("link", name="Mätvärde: Ögontryck höger").click()
    expect(main).to_contain_text("15 mmHg")
    expect(main).to_contain_text(FROM_UPPSALA)
    check_page(page)
    page.goto("/min/journalen/kommer/")
    check_page(page)


def test_without_scripts_the_page_grows_and_leads_to_the_whole(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    log_in_quietly(page, "Alva Lindqvist")
    page.goto("/min/journalen/", wait_until="load")
    main = page.get_by_role("main")

    expect(page).to_have_url(re.compile("/min/journalen/kommer/"))
    expect(main.get_by_role("heading", name="Region Uppsala")).to_be_visible()
    expect(main).to_contain_text("Nu har allt kommit som gick att hämta.", timeout=30_000)
    main.get_by_role("link", name="Läs allt i en lista").click()
    expect(main).to_contain_text(FROM_UPPSALA)
    expect(page).to_have_url(re.compile("/min/journalen/$"))
