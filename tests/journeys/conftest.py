"""A running demonstration and a real Chromium for every journey."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from time_machine import TimeMachineFixture

from tests.furnished import cast, furnished
from tests.journeys.inside import Inside, keep_logged_in
from tests.journeys.running import Demo, prepared, running

__all__ = ["cast", "furnished"]

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/journeys" in str(item.fspath):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def new_data(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Gives a folder of this name with the data of a demonstration that nobody has used yet."""
    own = tmp_path_factory.getbasetemp()
    # Those who run side by side have folders beside each other.
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return lambda name: prepared(shared=shared, var=tmp_path_factory.mktemp(name))


@pytest.fixture(scope="session")
def demo(new_data: Callable[[str], Path]) -> Iterator[Demo]:
    """`make demo` with the SQLite database that a new user gets, shared by all journeys."""
    with running(var=new_data("var")) as started:
        yield started


@pytest.fixture
def new_context(browser: Browser, demo: Demo) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a browser context of its own: phone size unless told otherwise; closes it at the end."""
    made: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        settings = {"viewport": PHONE, "locale": "sv-SE", "base_url": demo.pages} | options
        made.append(browser.new_context(**settings))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context().new_page()


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> None:
    """The browser's driver keeps a loop in this thread, but nothing else runs in it: Django need not refuse."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture
def inside(browser: Browser, log_in_as: Callable[..., Client]) -> Iterator[Inside]:
    """Browsers answered in this process, in a world with the demonstration's data, where the clock can be moved."""
    opened = Inside(browser, log_in_as)
    yield opened
    opened.close()


@pytest.fixture
def at(time_machine: TimeMachineFixture) -> Callable[[datetime], None]:
    """Puts the clock at a moment, where it stands still. Whoever is logged in has logged in just now."""

    def move(moment: datetime) -> None:
        time_machine.move_to(moment, tick=False)
        keep_logged_in()

    return move
