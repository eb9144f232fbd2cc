"""Taking the journal along: asked for, waited for while it is made by the worker, fetched; with scripts and without."""

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.accessibility import check_page
from tests.journeys.steps import log_in_quietly, open_service

READY = "Filen är klar."


def test_a_document_is_made_while_the_page_waits_and_is_fetched(page: Page, tmp_path: Path) -> None:
    log_in_quietly(page, "Alva Lindqvist")
    open_service(page, "Journalen")
    page.get_by_role("link", name="Ta med journalen").click()
    check_page(page)
    page.get_by_text("Ta bara med en del").click()
    check_page(page)

    page.get_by_role("button", name="Gör filen").click()
    main = page.get_by_role("main")
    expect(main.get_by_role("progressbar").or_(main.get_by_text(READY))).to_be_visible()
    check_page(page)
    expect(main).to_contain_text(READY, timeout=60_000)
    check_page(page)

    with page.expect_download() as coming:
        main.get_by_role("link", name="Hämta filen").click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    with pikepdf.open(file) as found:
        assert str(found.docinfo["/Title"]) == "Journalen för Alva Lindqvist"


def test_without_scripts_the_page_waits_too(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    log_in_quietly(page, "Alva Lindqvist")
    page.goto("/min/journalen/ta-med/")
    page.get_by_label("En patientöversikt").check()

    page.get_by_role("button", name="Gör filen").click()

    expect(page.get_by_role("main")).to_contain_text(READY, timeout=60_000)
    expect(page).to_have_url(re.compile("/min/journalen/ta-med/[0-9a-f-]+/(vantar/)?$"))
    page.get_by_role("button", name="Kasta filen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ta med journalen")
