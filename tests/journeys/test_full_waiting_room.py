"""A nurse with a full waiting room: the desk by keyboard, who came, a day that is closed, two at one schedule."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import check_page
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.inside import Inside
from tests.journeys.steps import press, unread, walk_to

At = Callable[[datetime], None]
# In the day that the seeds fill, the nurse sees Dagny at one o'clock; and again on the Monday of the week after next.
BEGUN = datetime(2026, 11, 26, 12, 5, tzinfo=UTC)
THE_DAY, ANOTHER_DAY = "/personal/tider/?dag=2026-11-26", "/personal/tider/stang/?dag=2026-12-07"


@pytest.fixture
def nurse(inside: Inside) -> Page:
    """Sara at her desk, at Björkbacken."""
    return inside.open("sara", "/personal/", viewport=DESKTOP)


def test_by_the_keyboard_alone_work_is_found_taken_opened_and_done(nurse: Page) -> None:
    nurse.keyboard.press("j")
    title = nurse.evaluate("document.activeElement.textContent").strip()
    nurse.keyboard.press("t")
    expect(nurse.locator("[data-work]").first).to_contain_text("Ditt")
    check_page(nurse)

    nurse.keyboard.press("Enter")
    expect(nurse.get_by_role("heading", level=1)).to_contain_text(title)
    walk_to(nurse, "Vad blev det av det?")
    nurse.keyboard.type("Ringde, skickar brev i dag.")
    walk_to(nurse, "Markera som klart", press="Enter")

    expect(nurse.get_by_role("main")).to_contain_text("Det är klart.")
    check_page(nurse)


def test_who_came_is_noted_and_the_note_taken_back(nurse: Page, at: At) -> None:
    at(BEGUN)
    nurse.goto(THE_DAY)
    row = nurse.get_by_role("row").filter(has_text="Dagny Wallin")

    row.get_by_role("button", name="Ankommen").click()
    expect(row.get_by_role("button", name="Ångra noteringen")).to_be_visible()
    check_page(nurse)
    row.get_by_role("button", name="Ångra noteringen").click()
    row.get_by_role("button", name="Uteblev").click()
    expect(row.get_by_role("button", name="Ångra noteringen")).to_be_visible()
    expect(row).to_contain_text("Uteblev")
    check_page(nurse)


def test_a_closed_day_reaches_each_booked_person_who_chooses_another_time(
    nurse: Page, inside: Inside, deliver: Callable[..., int]
) -> None:
    nurse.goto(ANOTHER_DAY)
    press(nurse, "Visa vilka det gäller")
    reached = nurse.get_by_role("main").get_by_role("listitem").filter(has_text="7 december")
    names = reached.all_inner_texts()
    assert any("Dagny Wallin" in name for name in names)
    press(nurse, "Stäng och meddela dem")
    expect(nurse.get_by_role("status")).to_contain_text(f"{len(names)}.")
    deliver()

    dagny = inside.open("dagny", "/min/inkorg/", viewport=PHONE)
    expect(unread(dagny, "Din tid är avbokad")).to_have_count(1)
    unread(dagny, "Du är kallad till ett besök").get_by_role("link").click()
    press(dagny, "Boka en tid")
    expect(dagny.get_by_role("main")).to_contain_text("Du betalar inget för det")
    dagny.locator("a.slot").first.click()
    check_page(dagny)
    press(dagny, "Boka tiden")
    expect(dagny.get_by_role("heading", level=1)).to_have_text("Tiden är bokad")
    check_page(dagny)


def test_a_schedule_is_seen_before_it_is_published_and_two_who_change_it_meet(nurse: Page, inside: Inside) -> None:
    nurse.goto("/personal/tider/scheman/nytt/")
    check_page(nurse)
    nurse.get_by_label("Första tiden börjar").fill("07.00")
    nurse.get_by_label("Sista tiden slutar senast").fill("08.00")
    first_day(nurse, "4", "1", "2027")
    press(nurse, "Spara och se vad som skulle publiceras")
    first_day(nurse, "15", "1", "2027")
    press(nurse, "Visa vad som skulle publiceras")
    main = nurse.get_by_role("main")
    expect(main).to_contain_text("Trettondedag jul")
    press(nurse, "Publicera tiderna")
    expect(nurse.get_by_role("status").first).to_contain_text("Antal nya tider: 18.")

    press(nurse, "Ändra schemat")
    colleague = inside.open("sara", nurse.url.removeprefix("http://ingang.test"), viewport=DESKTOP)
    colleague.get_by_label("Plats").fill("Rum 5")
    press(colleague, "Spara och se vad som skulle publiceras")
    nurse.get_by_label("Plats").fill("Rum 7")
    press(nurse, "Spara och se vad som skulle publiceras")

    expect(nurse.get_by_role("alert").first).to_be_visible()
    expect(main).to_contain_text("Det din kollega sparade")
    expect(main).to_contain_text("Rum 5")
    expect(nurse.get_by_label("Plats")).to_have_value("Rum 7")


def first_day(page: Page, *date: str) -> None:
    """Fill in the first date of the page."""
    for box, value in zip(("Dag", "Månad", "År"), date, strict=True):
        page.get_by_label(box, exact=True).first.fill(value)
