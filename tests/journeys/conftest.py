"""A running demonstration and a real Chromium for every journey."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client, TestCase
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.plugin import DjangoDbBlocker
from time_machine import TimeMachineFixture, travel

from conftest import NOON
from demo.cast import person_id
from demo.nation import write_cast
from demo.places_of_care import places_of_care
from demo.residents import residents
from demo.seed import write_log_ins, write_residents
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current, resolve
from tests.journeys.inside import Inside, keep_logged_in
from tests.journeys.running import Demo, running

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/journeys" in str(item.fspath):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """`make demo` with the SQLite database that a new user gets, shared by all journeys."""
    with running(var=tmp_path_factory.mktemp("var")) as started:
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


class World(TestCase):
    """The demonstration's people and its data at every service, at the units of the cast, as of `NOON`."""

    @classmethod
    def setUpTestData(cls) -> None:
        with travel(NOON, tick=False):
            write_cast(now=NOON)
            people = residents(today=local_date(NOON))
            write_residents(people, places_of_care(), NOON)
            write_log_ins([one.id for one in people], NOON)
            for service in current().services:
                if service.seed:
                    resolve(service.seed)(now=NOON, progress=lambda _: None)


@pytest.fixture(scope="package")
def furnished(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The world is written once: each test runs in a transaction of its own within, and leaves it as it was."""
    with django_db_blocker.unblock():
        World.setUpClass()
    yield
    with django_db_blocker.unblock():
        World.tearDownClass()
        World.doClassCleanups()


@pytest.fixture
def cast(furnished: None, db: None, time_machine: TimeMachineFixture) -> Callable[[str], UUID]:
    """The cast lives in the furnished world, and the clock stands at `NOON`; gives the id of a person by name."""
    time_machine.move_to(NOON, tick=False)
    return person_id


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
