"""Something is wrong in the journal: it is reported from the entry, the unit answers, and answered beside it."""

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from ingang.services.journal.tests.test_reports import note
from tests.journeys.accessibility import check_page
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.inside import Inside
from tests.journeys.steps import open_service, press, unread

WRITTEN = "Jag har aldrig rökt. Det måste vara någon annans uppgift."
ANSWER = "Uppgiften är rättad i dag. Tack för att du sade till."


@pytest.fixture
def entry(inside: Inside, now: datetime) -> str:
    return f"/min/journalen/{note('alva', now)}/"


def test_an_error_is_reported_answered_and_read_beside_the_entry(
    inside: Inside, entry: str, deliver: Callable[..., int]
) -> None:
    alva = inside.open("alva", entry, viewport=PHONE)

    when_she_reports_it(alva)
    when_the_unit_answers(inside)
    deliver()

    open_service(alva, "Inkorg")
    expect(unread(alva, "Du har fått svar på din anmälan")).to_have_count(1)
    alva.goto("/min/")
    press(alva, "Läs svaret på din anmälan om journalen")
    expect(alva.get_by_role("main")).to_contain_text(ANSWER)
    check_page(alva)
    press(alva, "Se uppgiften som den är nu")
    expect(alva.get_by_role("main")).to_contain_text(f"Svar: Journalen är rättad. {ANSWER}")
    alva.goto("/min/journalen/fel/")
    expect(alva.get_by_role("main").get_by_role("listitem")).to_have_count(1)
    check_page(alva)


def when_she_reports_it(alva: Page) -> None:
    main = alva.get_by_role("main")
    press(alva, "Något stämmer inte")
    expect(main).to_contain_text("Björkbackens vårdcentral läser din anmälan")
    press(alva, "Kontrollera innan du skickar")
    expect(main.get_by_role("link", name="Välj vad som är fel")).to_be_visible()
    main.get_by_label("Något som står där är fel").check()
    main.get_by_label("Röker tio om dagen").check()
    main.get_by_label("Vad är rätt, med dina egna ord?").fill(WRITTEN)
    press(alva, "Kontrollera innan du skickar")
    expect(main).to_contain_text(WRITTEN)
    press(alva, "Skicka anmälan")
    expect(main).to_contain_text("Din anmälan är skickad")


def when_the_unit_answers(inside: Inside) -> None:
    nurse = inside.open("sara", "/personal/", viewport=DESKTOP)
    work = nurse.locator("[data-work]").filter(has_text="anmäler ett fel i journalen")
    work.get_by_role("link").first.click()
    expect(nurse.get_by_role("main")).to_contain_text(WRITTEN)
    check_page(nurse)
    nurse.get_by_label("Journalen är rättad").check()
    nurse.get_by_label("Ditt svar").fill(ANSWER)
    press(nurse, "Skicka svaret")
    expect(work).to_have_count(0)
