"""Finding a unit: by what she needs however she spells it, by place and kind, and 112 before everything else."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.accessibility import check_everywhere
from tests.journeys.conftest import PHONE
from tests.journeys.inside import Inside
from tests.journeys.steps import press

SKIN, TEETH, BVC = "Hudmottagningen Solgläntan", "Folktandvården Eken Solna", "Eklundens barnavårdscentral"


@pytest.fixture
def alva(inside: Inside) -> Page:
    """Alva's phone, where she looks for somewhere to go."""
    return inside.open("alva", "/min/tider/boka/", viewport=PHONE)


def test_a_misspelt_need_says_what_was_meant_and_leads_to_a_free_time(alva: Page) -> None:
    look_for(alva, "hudmotagning")
    meant = alva.get_by_role("main").get_by_role("paragraph").filter(has_text="Menade du")
    expect(meant).to_contain_text("hudmottagning")
    check_everywhere(alva)

    meant.get_by_role("link").click()
    expect(alva.get_by_role("searchbox")).to_have_value("hudmottagning")
    expect(units(alva)).to_have_text([SKIN])
    press(alva, "fredag 27 november kl. 08.00")
    expect(alva.get_by_role("main")).to_contain_text(SKIN)
    expect(alva.locator("a.slot").first).to_be_visible()


def test_a_unit_is_found_by_need_and_place_and_the_choices_narrow_the_answer(alva: Page) -> None:
    look_for(alva, "tandis Solna")
    expect(units(alva).first).to_have_text(TEETH)

    alva.goto("/min/tider/boka/")
    before = units(alva).count()
    alva.get_by_text("Välj ort, sorts mottagning").click()
    alva.get_by_label("Sorts mottagning").select_option(label="Barnavårdscentral (BVC)")
    press(alva, "Sök mottagningar")
    expect(units(alva)).to_have_text([BVC])
    assert before > 1

    alva.get_by_label("Hur ni möts").select_option(label="Videosamtal")
    press(alva, "Sök mottagningar")
    expect(units(alva)).to_have_count(0)
    press(alva, "Sök utan valen")
    expect(units(alva)).to_have_count(before)


def test_words_of_danger_show_112_before_the_search(alva: Page) -> None:
    look_for(alva, "ont i bröstet")

    call = alva.get_by_role("main").get_by_role("link", name="112")
    expect(call).to_have_attribute("href", "tel:112")
    assert top_of(call) < top_of(alva.get_by_role("searchbox"))
    assert top_of(call) < PHONE["height"]
    check_everywhere(alva)


def look_for(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)
    press(page, "Sök mottagningar")


def units(page: Page) -> Locator:
    """The names of the units that are shown."""
    return page.get_by_role("main").get_by_role("heading", level=3)


def top_of(one: Locator) -> float:
    """How far down the page it stands."""
    box = one.bounding_box()
    assert box
    return box["y"]
