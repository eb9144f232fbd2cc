"""A nurse and her week: it is seen at a glance, a Saturday is opened in it, and the Saturday is closed again."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.accessibility import check_page
from tests.journeys.conftest import DESKTOP
from tests.journeys.inside import Inside
from tests.journeys.steps import press

SATURDAY = "Lördag 5 december"


@pytest.fixture
def nurse(inside: Inside) -> Page:
    """Sara at her desk, at Björkbacken, with the week in which she is."""
    page = inside.open("sara", "/personal/tider/vecka/", viewport=DESKTOP)
    expect(page.get_by_role("heading", level=1)).to_have_text("Vecka 48")
    return page


def test_a_saturday_is_opened_in_the_week_and_closed_again(nurse: Page) -> None:
    to_the_week_after(nurse)
    check_page(nurse)
    expect(day_of(nurse, SATURDAY)).to_contain_text("Inga tider")

    when_she_publishes_on(nurse, SATURDAY)
    then_the_week_shows(nurse, "Ledig")

    when_she_closes(nurse, SATURDAY)
    then_the_week_shows(nurse, "Tillbakadragen")


def to_the_week_after(nurse: Page) -> None:
    nurse.keyboard.press("n")
    expect(nurse.get_by_role("heading", level=1)).to_have_text("Vecka 49")


def day_of(nurse: Page, day: str) -> Locator:
    """What the week shows of a day."""
    return nurse.get_by_role("main").get_by_role("listitem").filter(has=nurse.get_by_role("heading", name=day))


def when_she_publishes_on(nurse: Page, day: str) -> None:
    press(nurse, day)
    press(nurse, "Publicera tider")
    nurse.get_by_label("Vad tiden gäller").select_option(label="Provtagning")
    nurse.get_by_label("Första tiden börjar").fill("10.00")
    nurse.get_by_label("Sista tiden slutar senast").fill("10.30")
    nurse.get_by_label("Längd i minuter").fill("15")
    press(nurse, "Publicera tiderna")
    expect(nurse.get_by_role("status").first).to_contain_text("Antal tider: 2.")


def when_she_closes(nurse: Page, day: str) -> None:
    press(nurse, day)
    press(nurse, "Stäng en dag")
    press(nurse, "Visa vilka det gäller")
    expect(nurse.get_by_role("main")).to_contain_text("Det gäller 0 bokade tider")
    press(nurse, "Stäng och meddela dem")
    expect(nurse.get_by_role("status").first).to_contain_text("får välja en ny tid: 0.")


def then_the_week_shows(nurse: Page, standing: str) -> None:
    nurse.goto("/personal/tider/vecka/")
    to_the_week_after(nurse)
    for times in ("10.00–10.15", "10.15–10.30"):
        time = day_of(nurse, SATURDAY).get_by_role("listitem").filter(has_text=times)
        expect(time).to_contain_text(standing)
        expect(time).to_contain_text("Provtagning")
    check_page(nurse)
