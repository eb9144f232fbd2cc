"""A resident's settings: how she is reached, what she is told, and a log-in that is locked and opened by staff."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from conftest import number_of
from tests.journeys.accessibility import check_everywhere, check_page
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.inside import Inside
from tests.journeys.steps import act_for, open_service, press

CLOSINGS = ("Låsa inloggning", "Försegla journalen", "Spärra journalen", "Blockera vårdnadshavare")


@pytest.fixture
def alva(inside: Inside) -> Page:
    """Alva's phone, at her settings."""
    return inside.open("alva", "/min/installningar/", viewport=PHONE)


def test_the_four_closings_stand_side_by_side_and_each_says_who_is_stopped(alva: Page) -> None:
    for closing in CLOSINGS:
        expect(alva.get_by_role("listitem").filter(has_text=closing)).to_contain_text("stoppar")
    check_everywhere(alva)


def test_safe_contact_is_chosen_and_the_nurse_sees_it_beside_the_name(alva: Page, inside: Inside) -> None:
    press(alva, "Säker kontakt")
    alva.get_by_label("Ring inte hem").check()
    press(alva, "Spara")

    nurse = inside.open("sara", "/personal/las-upp/", viewport=DESKTOP)
    look_up(nurse)
    expect(nurse.get_by_role("main")).to_contain_text("Ring inte hem")


def test_language_and_notices_are_kept(alva: Page) -> None:
    interpreter = alva.locator("[name=interpreter_language]")
    press(alva, "Språk och behov")
    interpreter.select_option(label="arabiska")
    press(alva, "Spara")
    alva.goto("/min/installningar/sprak/")
    expect(interpreter.locator("option:checked")).to_have_text("arabiska")

    alva.goto("/min/installningar/notiser/")
    box = alva.get_by_role("group", name="Nya meddelanden i inkorgen").get_by_label("Mejl")
    box.uncheck()
    alva.get_by_role("button", name="Spara").last.click()
    alva.goto("/min/installningar/notiser/")
    expect(box).not_to_be_checked()


def test_a_locked_log_in_ends_at_once_and_is_opened_by_staff_after_a_wait(
    alva: Page, inside: Inside, now: datetime, at: Callable[[datetime], None]
) -> None:
    alva.goto("/logga-in/las/")
    press(alva, "Lås inloggningen nu")
    alva.goto("/min/")
    expect(alva.get_by_role("heading", level=1)).to_have_text("Logga in")

    nurse = inside.open("sara", "/personal/las-upp/", viewport=DESKTOP)
    look_up(nurse)
    press(nurse, "Notera önskan att låsa upp")
    expect(nurse.get_by_role("status")).to_contain_text("En önskan är noterad")
    expect(nurse.get_by_role("button", name="Lås upp inloggningen")).to_have_count(0)

    at(now + timedelta(days=2, minutes=1))
    nurse.goto("/personal/las-upp/")
    look_up(nurse)
    press(nurse, "Lås upp inloggningen")
    expect(nurse.get_by_role("status")).to_contain_text("Inloggningen är inte låst")


def look_up(nurse: Page) -> None:
    nurse.get_by_label("Personnummer").fill(number_of("alva").value)
    nurse.get_by_label("Legitimation visad", exact=True).check()
    press(nurse, "Sök")


def test_an_ombud_reaches_less_and_then_nothing_while_logged_in(inside: Inside) -> None:
    erik = inside.open("erik", "/min/", viewport=PHONE)
    act_for(erik, "Dagny Wallin")
    open_service(erik, "Inkorg")
    dagny = inside.open("dagny", "/min/ombud/mina/", viewport=PHONE)

    press(dagny, "Låt den gälla mindre, eller upphöra tidigare")
    dagny.get_by_label("Inkorg").uncheck()
    press(dagny, "Spara ändringen")
    narrowed = erik.goto("/min/inkorg/")
    assert narrowed
    assert narrowed.status in (403, 404)
    check_page(erik)
    kept = erik.goto("/min/tider/")
    assert kept
    assert kept.status == 200

    dagny.goto("/min/ombud/mina/")
    press(dagny, "Avsluta den nu")
    ended = erik.goto("/min/tider/")
    assert ended
    assert ended.status in (403, 404)
    assert "Dagny" not in erik.content()
    check_page(erik)
