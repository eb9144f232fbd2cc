"""Twenty clients at once try codes at one link, and fetch by one ticket: the limits hold."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from uuid6 import uuid7

from conftest import opened, resident
from demo.nation import write_cast
from ingang.foundation.access.errors import WrongCode
from ingang.foundation.access.models import SecretLink
from ingang.foundation.access.secret_links import MOST_TRIES, Given, give_link, open_by_link, open_by_ticket
from ingang.foundation.audit.models import AuditEvent
from ingang.kernel.actor import Origin
from ingang.kernel.errors import NotFound
from tests.live.databases import OwnDatabase
from tests.live.test_contact_codes import CLIENTS, at_once

pytestmark = pytest.mark.live
NOW = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)
USE, KIND = "test", "people.person"
HOW: dict[str, Any] = {"use": USE, "kinds": (KIND,), "origin": Origin(), "now": NOW}


def given() -> Given:
    """Alva shows something for an hour."""
    write_cast(now=NOW)
    grant = opened(resident("alva"), KIND, now=NOW)
    return give_link(grant=grant, use=USE, thing=uuid7(), until=NOW + timedelta(hours=1), now=NOW)


def outcome(opening: Callable[[], Any]) -> str:
    """What came of it, as a word."""
    try:
        opening()
    except WrongCode:
        return "wrong"
    except NotFound:
        return "missing"
    return "opened"


def test_twenty_clients_get_no_more_tries_than_one(database: OwnDatabase) -> None:
    link = given()
    wrong = [f"{(int(link.code) + number + 1) % 1_000_000:06}" for number in range(CLIENTS)]

    outcomes = at_once(lambda one: outcome(lambda: open_by_link(secret=link.secret, code=wrong[one], **HOW)))

    assert Counter(outcomes) == {"wrong": MOST_TRIES, "missing": CLIENTS - MOST_TRIES}
    assert outcome(lambda: open_by_link(secret=link.secret, code=link.code, **HOW)) == "missing"
    assert SecretLink.unguarded.get().tries == 0
    assert AuditEvent.objects.filter(event="access.opened_by_link", outcome="refused").count() == MOST_TRIES
    assert AuditEvent.objects.filter(event="access.link_ended").count() == 1


def test_a_right_code_among_wrong_ones_costs_no_try(database: OwnDatabase) -> None:
    link = given()

    outcomes = at_once(lambda _: outcome(lambda: open_by_link(secret=link.secret, code=link.code, **HOW)))

    assert Counter(outcomes) == {"opened": CLIENTS}
    assert SecretLink.unguarded.get().tries == MOST_TRIES


def test_a_ticket_is_worth_one_opening(database: OwnDatabase) -> None:
    link = given()
    ticket = open_by_link(secret=link.secret, code=link.code, **HOW).ticket

    outcomes = at_once(lambda _: outcome(lambda: open_by_ticket(secret=link.secret, ticket=ticket, **HOW)))

    assert Counter(outcomes) == {"opened": 1, "missing": CLIENTS - 1}
