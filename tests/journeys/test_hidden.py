"""What care hides from guardians leaves no trace in a guardian's browser, and is there when the child turns 13."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from playwright.sync_api import Page, expect

from conftest import number_of
from ingang.kernel.periods import start_of_day
from tests.journeys.accessibility import check_page
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.inside import Inside
from tests.journeys.steps import act_for, answer, open_service, press, unread

LOG = "/min/vem-har-last/"
MIDNIGHT = start_of_day(date(2026, 11, 27))


@pytest.fixture
def bo(inside: Inside) -> Page:
    """Bo's phone, where he acts for Noah, who turns 13 at midnight."""
    phone = inside.open("bo", "/min/", viewport=PHONE)
    act_for(phone, "Noah Ekström")
    return phone


def test_a_hidden_time_its_notice_and_its_lines_in_the_log_leave_no_trace(
    bo: Page, inside: Inside, deliver: Callable[..., int], at: Callable[[datetime], None]
) -> None:
    deliver()
    calendar = given_a_calendar_follows(bo)
    menu = pages_of_the_menu(bo)
    before = {path: words_of(bo, path) for path in (*menu, f"{LOG}?vem=personal", f"{LOG}?vem=automatik")}

    nurse = inside.open("sara", "/personal/tider/boka/", viewport=DESKTOP, assignment=1)
    when = when_she_books_for_noah_and_hides_it(nurse)
    deliver()

    assert {path: words_of(bo, path) for path in before} == before
    secrets = (when[1:], nurse.url.split("/")[-2], "bokade en tid", "BEGIN:VEVENT")
    sources = {path: source_of(bo, path) for path in (*menu, LOG, f"{LOG}fil/", calendar)}
    assert [path for path, source in sources.items() if any(one in source for one in secrets)] == []
    at(MIDNIGHT)
    then_noah_has_it(inside.open("noah", "/min/", viewport=PHONE), secrets)


def given_a_calendar_follows(bo: Page) -> str:
    """A secret address of the times that Bo sees for Noah."""
    bo.goto("/min/tider/kalender/")
    press(bo, "Skapa en hemlig adress")
    address = bo.get_by_label("Adressen, att kopiera").input_value()
    return f"/kalender/{address.split('/')[-1]}"


def pages_of_the_menu(bo: Page) -> list[str]:
    """The addresses that the menu leads to, and those that stand beside it."""
    bo.goto("/min/ovriga-tjanster/")
    links = bo.locator("#menu a[href^='/min/'], main a[href^='/min/']")
    found = links.evaluate_all("links => links.map(one => one.getAttribute('href'))")
    return sorted(set(found) - {LOG})


def words_of(page: Page, path: str) -> str:
    """What a page says."""
    page.goto(path)
    return page.get_by_role("main").inner_text()


def source_of(page: Page, path: str) -> str:
    """What comes from an address, as it is sent: a page, a file or a calendar."""
    return str(page.evaluate("path => fetch(path).then(one => one.ok ? one.text() : Promise.reject(path))", path))


def when_she_books_for_noah_and_hides_it(nurse: Page) -> str:
    nurse.get_by_label("Personnummer").fill(number_of("noah").value)
    press(nurse, "Gå vidare")
    nurse.locator("button.slot").last.click()
    nurse.get_by_label("Visa det inte för vårdnadshavare").check()
    check_page(nurse)
    press(nurse, "Boka tiden")
    expect(nurse.get_by_role("main")).to_contain_text("Visas inte för vårdnadshavare")
    return answer(nurse, "När")


def then_noah_has_it(noah: Page, secrets: tuple[str, ...]) -> None:
    """He finds in his own pages, log and calendar every trace of which there was none in his father's."""
    when, appointment, *_ = secrets
    open_service(noah, "Bokade tider")
    expect(noah.get_by_role("main")).to_contain_text(when)
    own = ("/min/tider/", LOG, f"/min/tider/{appointment}/kalender.ics")
    found = "".join(source_of(noah, path) for path in own)
    assert [one for one in secrets if one not in found] == []
    open_service(noah, "Inkorg")
    unread(noah, "Din tid är bokad").get_by_role("link").click()
    expect(noah.get_by_role("main")).to_contain_text(when)
    check_page(noah)
