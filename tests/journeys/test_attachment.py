"""A file with a message: attached and looked at by staff before it is sent, opened by the resident; or refused."""

import pytest
from playwright.sync_api import Locator, Page, expect

from conftest import number_of
from ingang.connectors.clamd.fake import FakeClamd
from ingang.foundation.documents.tests.made import document
from tests.journeys.accessibility import check_page
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.inside import Inside
from tests.journeys.steps import press, unread

SUBJECT, NAME = "Svar på din röntgen", "röntgen.pdf"


@pytest.fixture
def nurse(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> Page:
    """Sara, who has written to Alva and is about to attach something; a virus scanner answers."""
    monkeypatch.setattr("ingang.services.inbox.views.files.configured_scanner", FakeClamd)
    page = inside.open("sara", "/personal/meddelanden/skriv/", viewport=DESKTOP)
    page.get_by_label("Personnummer").fill(number_of("alva").value)
    page.get_by_role("button", name="Gå vidare").click()
    page.get_by_label("Ämne").fill(SUBJECT)
    page.get_by_label("Meddelande", exact=True).fill("Bilderna visar ingen skada.")
    press(page, "Spara och bifoga filer")
    return page


def test_a_file_is_looked_at_before_it_is_sent_and_opened_by_the_resident(nurse: Page, inside: Inside) -> None:
    attach(nurse, NAME, document(is_tagged=True))
    expect(file_line(nurse)).to_contain_text("Genomsökt efter virus")
    check_page(nurse)
    press(nurse, "Titta på meddelandet")
    expect(file_line(nurse)).to_contain_text("Inte granskad än")
    assert downloaded(nurse).startswith("%PDF-")
    press(nurse, "Visa vilka filer jag har granskat")
    expect(file_line(nurse)).to_contain_text("Granskad")
    press(nurse, "Skicka meddelandet")

    alva = inside.open("alva", "/min/inkorg/", viewport=PHONE)
    unread(alva, SUBJECT).get_by_role("link").click()
    expect(file_line(alva)).to_contain_text("PDF, 1 kB")
    check_page(alva)
    assert downloaded(alva).startswith("%PDF-")


def test_a_program_that_calls_itself_a_pdf_is_refused_in_clear_words(nurse: Page) -> None:
    attach(nurse, NAME, b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff")

    summary = nurse.get_by_role("alert")
    expect(summary).to_contain_text(f"{NAME} är inte en pdf-, png-, jpeg- eller gif-fil.")
    expect(file_line(nurse)).to_have_count(0)
    assert nurse.title().startswith("Fel:")
    check_page(nurse)


def attach(nurse: Page, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "application/pdf", "buffer": content}
    nurse.get_by_label("Välj filer").set_input_files(file)  # type: ignore[arg-type]
    nurse.get_by_role("button", name="Bifoga").first.click()


def file_line(page: Page) -> Locator:
    """What a page says of the file."""
    return page.locator(".files").get_by_role("listitem").filter(has_text=NAME)


def downloaded(page: Page) -> str:
    """What the link to the file gives: a browser whose requests are answered for it keeps no downloads."""
    link = file_line(page).get_by_role("link", name="Ladda ner")
    return str(link.evaluate("one => fetch(one.href).then(file => file.text())"))
