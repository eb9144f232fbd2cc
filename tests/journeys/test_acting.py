"""Acting for others: a parent at night, an ombud who is asked, a teenager, and a guardian who is blocked."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import BrowserContext, Page, expect

from demo.cast import RESIDENTS
from ingang.kernel.periods import local_date
from tests.journeys.accessibility import check_page
from tests.journeys.steps import act_for, banner, log_in_as_staff, log_in_quietly, press

NewContext = Callable[..., BrowserContext]


def test_a_parent_at_night_reads_until_when_and_gets_back(page: Page) -> None:
    log_in_quietly(page, "Bo Ekström")
    page.goto("/min/ombud/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Agera ombud")
    expect(page.get_by_text("fram till födelsedagen").first).to_be_visible()
    assert page.get_by_text("Maja").count() == 0

    act_for(page, "Ella Ekström")
    page.goto("/min/inkorg/")
    expect(banner(page)).to_contain_text("Ella Ekström")
    page.goto("/min/ombud/")
    check_page(page)
    press(page, "Gå tillbaka till mina egna uppgifter")
    expect(banner(page)).to_have_count(0)


def test_somebody_is_asked_to_be_ombud_and_says_yes(page: Page, new_context: NewContext) -> None:
    log_in_quietly(page, "Cleo Åkerman")
    page.goto("/min/ombud/mina/")
    press(page, "Be någon bli ditt ombud")
    page.get_by_label("Personnummer").fill(number_of("imran"))
    page.get_by_label("Personens efternamn").fill("Rahimi")
    page.get_by_label("Bokade tider").check()
    for box, value in zip(("Dag", "Månad", "År"), in_half_a_year(), strict=True):
        page.get_by_label(box, exact=True).fill(value)
    press(page, "Fortsätt")
    press(page, "Fråga nu")
    expect(page.get_by_text("Väntar på svar")).to_be_visible()

    imran = new_context().new_page()
    log_in_quietly(imran, "Imran Rahimi")
    imran.goto("/min/ombud/")
    press(imran, "Cleo Åkerman ber dig bli ombud")
    press(imran, "Ja, jag blir ombud")
    act_for(imran, "Cleo Åkerman")

    page.goto("/min/ombud/handelser/")
    expect(page.get_by_text("Imran Rahimi").first).to_be_visible()
    check_page(page)


def test_a_teenager_is_represented_by_nobody(page: Page) -> None:
    log_in_quietly(page, "Maja Ekström")
    page.goto("/min/ombud/mina/")

    expect(page.get_by_text("Ingen agerar för dig här")).to_be_visible()
    check_page(page)


def test_a_guardian_is_blocked_while_acting(page: Page, new_context: NewContext) -> None:
    log_in_quietly(page, "Bo Ekström")
    act_for(page, "Noah Ekström")
    sara = new_context(viewport={"width": 1280, "height": 800}).new_page()
    log_in_as_staff(sara, "Sara Nyström", assignment="Eklundens barnavårdscentral")
    sara.goto("/personal/vardnadshavare/")
    sara.get_by_label("Personnummer").fill(number_of("noah"))
    press(sara, "Visa barnets vårdnadshavare")
    press(sara, "Blockera vårdnadshavare")
    press(sara, "Blockera nu")
    expect(sara.get_by_text("av er mottagning sedan")).to_be_visible()

    answer = page.goto("/min/inkorg/")

    assert answer
    assert answer.status == 404
    page.goto("/min/ombud/")
    assert page.get_by_text("Noah").count() == 0
    check_page(page)
    press(page, "Gå tillbaka till mina egna uppgifter")
    expect(page).to_have_url(re.compile("/min/$"))


def number_of(key: str) -> str:
    """The number of one of the cast, in a demonstration that was made today."""
    return next(one for one in RESIDENTS if one.key == key).number(local_date(datetime.now(UTC)))


def in_half_a_year() -> tuple[str, str, str]:
    """Day, month and year, as they are filled in."""
    day = local_date(datetime.now(UTC)) + timedelta(days=180)
    return str(day.day), str(day.month), str(day.year)
