"""Kill -9 in the middle: between a booking and its delivery, with the data on the same disk afterwards."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PHONE
from tests.journeys.running import Demo, running
from tests.journeys.steps import book, log_in_quietly, open_service, wait_for_unread

UNIT = "Björkbackens vårdcentral"
WORKER = "project.command worker"


@pytest.fixture(scope="module")
def var(new_data: Callable[[str], Path]) -> Path:
    """The data of one demonstration: what is killed is its processes."""
    return new_data("killed")


@pytest.mark.parametrize("program", [WORKER, "wsgi"], ids=["worker", "pages"])
def test_what_was_booked_survives_a_kill_and_is_confirmed_once(browser: Browser, var: Path, program: str) -> None:
    with running(var=var) as demo:
        page = phone(browser, demo)
        log_in_quietly(page, "Imran Rahimi")
        demo.signal(WORKER, signal.SIGSTOP)
        when = book(page, UNIT)

        demo.signal(program, signal.SIGKILL)
        demo.signal(WORKER, signal.SIGKILL)
        assert demo.process.wait(timeout=30) == 1

    with running(var=var) as demo:
        page = phone(browser, demo)
        log_in_quietly(page, "Imran Rahimi")
        then_the_time_is_there(page, when)
        then_the_confirmation_is_there_once(page, when)


def phone(browser: Browser, demo: Demo) -> Page:
    """A phone that knows nothing of what was before."""
    return browser.new_context(viewport=PHONE, locale="sv-SE", base_url=demo.pages).new_page()


def then_the_time_is_there(page: Page, when: str) -> None:
    open_service(page, "Bokade tider")
    expect(page.get_by_role("link", name=when[:1].upper() + when[1:])).to_have_count(1)


def then_the_confirmation_is_there_once(page: Page, when: str) -> None:
    wait_for_unread(page, UNIT)
    links = page.get_by_role("main").get_by_role("listitem").filter(has_text="Din tid är bokad").get_by_role("link")
    told = [text_of(page, address) for address in links.evaluate_all("links => links.map(one => one.href)")]
    assert sum(when in text for text in told) == 1


def text_of(page: Page, address: str) -> str:
    page.goto(address)
    return page.get_by_role("main").inner_text()
