"""Words suggested while somebody writes: by keys, by finger and by ear; and what goes wrong never disturbs writing."""

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, Route, expect

from ingang.foundation.search.actions import refresh_all
from tests.journeys.accessibility import check_everywhere
from tests.journeys.conftest import PHONE
from tests.journeys.inside import Inside

ASKED = "**/forslag.json*"
FIELD = "Vad behöver du hjälp med?"


@pytest.fixture
def alva(inside: Inside) -> Page:
    """Alva's phone at the one search."""
    refresh_all()
    return inside.open("alva", "/sok/", viewport=PHONE)


def test_a_suggestion_is_chosen_with_the_keys_and_heard(alva: Page) -> None:
    field, options = alva.get_by_role("combobox", name=FIELD), alva.get_by_role("option")
    field.press_sequentially("hud")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(options.first).to_contain_text("Hudmottagning")
    expect(alva.get_by_text(f"{options.count()} förslag. Välj med piltangenterna.")).to_be_attached()

    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
    field.press("Escape")
    expect(alva.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("hud")

    field.press("ArrowDown")
    expect(options.first).to_be_visible()
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    options.first.click()
    expect(alva).to_have_url(re.compile("q=Hudmottagning"))


def test_what_must_never_wait_is_suggested_first_and_leads_to_112(alva: Page) -> None:
    alva.get_by_role("combobox", name=FIELD).press_sequentially("ont i bröstet")
    first = alva.get_by_role("option").first
    expect(first).to_contain_text("ring 112")
    check_everywhere(alva)

    first.click()
    expect(alva.get_by_role("main").get_by_role("link", name="112").first).to_have_attribute("href", "tel:112")


WRONG: dict[str, Callable[[Route], None]] = {
    "no network": lambda route: route.abort(),
    "too often": lambda route: route.fulfill(status=429, headers={"Retry-After": "60"}, body="{}"),
    "no JSON": lambda route: route.fulfill(body="<h1>"),
}


def counting(asked: list[str], answer: Callable[[Route], None]) -> Callable[[Route], None]:
    """The answer, each time noted."""

    def noted(route: Route) -> None:
        asked.append(route.request.url)
        answer(route)

    return noted


def test_an_answer_that_goes_wrong_disturbs_nothing(alva: Page) -> None:
    errors = list[str]()
    alva.on("pageerror", lambda error: errors.append(str(error)))

    for what, answer in WRONG.items():
        asked = list[str]()
        alva.route(ASKED, counting(asked, answer))
        field = alva.get_by_role("combobox", name=FIELD)
        field.fill("")
        with alva.expect_response(ASKED) if what != "no network" else alva.expect_request(ASKED):
            field.press_sequentially("hud")
        field.press_sequentially("mottagning")
        expect(field).to_have_value("hudmottagning")
        expect(alva.get_by_role("listbox", include_hidden=True)).to_be_hidden()
        field.press("Enter")
        expect(alva).to_have_url(re.compile("q=hudmottagning"))
        assert what != "too often" or len(asked) == 1
        alva.unroute(ASKED)

    assert errors == []


def test_an_answer_that_is_late_is_not_shown(alva: Page) -> None:
    late: list[Route] = []

    def keep(route: Route) -> None:
        late.append(route)

    alva.route("**/forslag.json*q=hud", keep)
    field, options = alva.get_by_role("combobox", name=FIELD), alva.get_by_role("option")
    with alva.expect_request("**/forslag.json*q=hud"):
        field.press_sequentially("hud")

    field.fill("tand")
    expect(options.first).to_contain_text("Tand")
    with suppress(Error):  # the script has given it up
        late[0].fulfill(json={"suggestions": [{"words": "sent", "title": "sent", "about": ""}]})

    field.press("ArrowDown")
    expect(options.first).to_contain_text("Tand")
    expect(field).to_have_value("tand")
