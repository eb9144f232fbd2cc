"""Twenty clients at once try codes, and ask for codes: the limits hold."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TypeVar

import pytest
from django.db import connection

from conftest import opened, resident
from demo.cast import person_id
from demo.nation import write_cast
from ingang.foundation.people.actions.contact_codes import issue_code, try_code
from ingang.foundation.people.contact import CODES_AN_HOUR, TRIES, CodeOutcome
from ingang.foundation.people.errors import TooManyCodes
from ingang.foundation.people.models import ContactCode, ContactWay
from tests.live.databases import OwnDatabase

pytestmark = pytest.mark.live
NOW = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)
CLIENTS = 20
R = TypeVar("R")


def at_once(work: Callable[[int], R]) -> list[R]:
    """The work of twenty clients, each with a connection of its own."""

    def one(number: int) -> R:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=CLIENTS) as clients:
        return list(clients.map(one, range(CLIENTS)))


def test_twenty_clients_get_no_more_tries_than_one(database: OwnDatabase) -> None:
    write_cast(now=NOW)
    grant = opened(resident("alva"), "people.person", now=NOW)
    code = issue_code(grant=grant, channel="sms", address="+46701740610", now=NOW)
    wrong = [f"{(int(code.code) + number + 1) % 1_000_000:06}" for number in range(CLIENTS)]

    outcomes = at_once(lambda number: try_code(grant=grant, channel="sms", code=wrong[number], now=NOW))

    assert Counter(outcomes) == {CodeOutcome.WRONG: TRIES, CodeOutcome.GONE: CLIENTS - TRIES}
    assert ContactCode.unguarded.get().tries_left == 0


def test_the_right_code_from_twenty_clients_confirms_once(database: OwnDatabase) -> None:
    write_cast(now=NOW)
    grant = opened(resident("alva"), "people.person", now=NOW)
    code = issue_code(grant=grant, channel="sms", address="+46701740610", now=NOW)

    outcomes = at_once(lambda _: try_code(grant=grant, channel="sms", code=code.code, now=NOW))

    assert Counter(outcomes)[CodeOutcome.CONFIRMED] == 1
    assert ContactWay.unguarded.filter(person=person_id("alva"), channel="sms").count() == 1


def test_twenty_clients_get_no_more_codes_than_one(database: OwnDatabase) -> None:
    write_cast(now=NOW)
    grant = opened(resident("alva"), "people.person", now=NOW)

    def ask(_: int) -> bool:
        try:
            issue_code(grant=grant, channel="sms", address="+46701740610", now=NOW)
        except TooManyCodes:
            return False
        return True

    assert sum(at_once(ask)) == CODES_AN_HOUR
    assert ContactCode.unguarded.filter(ended_at=None).count() == 1
