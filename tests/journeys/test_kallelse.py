"""A kallelse lets the resident choose a time once; whoever tries again is told what it has become."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from conftest import number_of
from tests.journeys.accessibility import check_page
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.inside import Inside
from tests.journeys.steps import answer, press, unread

TEXT = "Vi vill följa upp ditt blodtryck. Ta med dina läkemedel."


def test_a_time_is_chosen_from_a_kallelse_once(inside: Inside, deliver: Callable[..., int]) -> None:
    nurse = inside.open("sara", "/personal/tider/kallelser/", viewport=DESKTOP)
    given_bo_is_called(nurse)
    deliver()
    bo = inside.open("bo", "/min/inkorg/", viewport=PHONE)
    unread(bo, "Du är kallad till ett besök").get_by_role("link").click()
    press(bo, "Boka en tid")
    expect(bo.get_by_role("main")).to_contain_text(TEXT)
    in_another_tab = bo.context.new_page()
    in_another_tab.goto(bo.url)

    choose(bo, number=0)
    choose(in_another_tab, number=1)
    press(bo, "Boka tiden")
    when = answer(bo, "När")
    press(in_another_tab, "Boka tiden")

    expect(in_another_tab.get_by_role("alert")).to_contain_text("En tid är redan bokad genom den här kallelsen.")
    assert answer(in_another_tab, "När") == when
    expect(in_another_tab.locator("a.slot")).to_have_count(0)
    then_the_nurse_sees_the_one_time(nurse, when)


def given_bo_is_called(nurse: Page) -> None:
    press(nurse, "Kalla någon")
    nurse.get_by_label("Personnummer").fill(number_of("bo").value)
    press(nurse, "Gå vidare")
    nurse.get_by_label("Vad tiden gäller").select_option(label="Blodtryckskontroll")
    nurse.get_by_label("Text på svenska").fill(TEXT)
    press(nurse, "Titta på den")
    expect(nurse.locator("dl")).to_contain_text(TEXT)
    press(nurse, "Skicka kallelsen")
    expect(nurse.get_by_role("main")).to_contain_text("Bo Ekström")


def choose(page: Page, *, number: int) -> None:
    """Look at one of the times to choose from."""
    page.locator("a.slot").nth(number).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Är det här tiden du vill ha?")
    check_page(page)


def then_the_nurse_sees_the_one_time(nurse: Page, when: str) -> None:
    nurse.goto("/personal/tider/kallelser/?lage=booked")
    row = nurse.get_by_role("row").filter(has_text="Bo Ekström")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(when)
    check_page(nurse)
