"""The furnished world: the demonstration's people and its data at every service, written once and never changed."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.test import TestCase
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


def written_once(world: type[TestCase], blocker: DjangoDbBlocker) -> Iterator[None]:
    """A world is written once: each test runs in a transaction of its own within, and leaves it as it was."""
    with blocker.unblock():
        world.setUpClass()
    yield
    with blocker.unblock():
        world.tearDownClass()
        world.doClassCleanups()


@pytest.fixture(scope="package")
def furnished(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The furnished world, once for all who walk it."""
    yield from written_once(World, django_db_blocker)


@pytest.fixture
def cast(furnished: None, db: None, time_machine: TimeMachineFixture) -> Callable[[str], UUID]:
    """The cast lives in the furnished world, and the clock stands at `NOON`; gives the id of a person by name."""
    time_machine.move_to(NOON, tick=False)
    return person_id
