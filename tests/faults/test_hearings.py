"""Every event that a manifest hears: twice, in any order, malformed, about somebody who is out of reach, interrupted.

Nothing is lost, nothing is doubled, and what can not be delivered becomes work.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from pytest_django.plugin import DjangoDbBlocker
from time_machine import TimeMachineFixture
from uuid6 import uuid7

from demo.cast import person_id
from ingang.foundation.identity.models import LockReason, LogInLock
from ingang.foundation.outbox import delivery
from ingang.foundation.outbox.models import Handled, OutboxEvent
from ingang.foundation.outbox.rules import LONGEST_PAUSE, MOST_ATTEMPTS
from ingang.foundation.people.models import Person, Protection
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.work_items.models import WorkItem
from ingang.kernel.registry import current, resolve
from ingang.project.work import deliver_events, run_job
from tests.faults import busy
from tests.faults.failing import failing_at, thrown_away
from tests.faults.world import differences, world
from tests.furnished import written_once

TYPES = {event.name: event for event in busy.heard()}
EVENTS = list(TYPES)
# Where the order shows: browsers that are gone get no notices, and a child is written to about the times she has then.
ORDER_MATTERS = {"notifications.Notice", "work_items.WorkItem", "audit.AuditEvent"}
HEARINGS = [(name, subscriber) for name in EVENTS for subscriber, _ in current().hearings(name)]


@pytest.fixture(scope="module")
def telling(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The world of these tests, written once."""
    yield from written_once(busy.TellingWorld, django_db_blocker)


@pytest.fixture
def told(telling: None, db: None, now: datetime, time_machine: TimeMachineFixture) -> frozenset[str]:
    """A world in which every event that somebody hears waits; gives the names of all its things."""
    time_machine.move_to(now, tick=False)
    return busy.TellingWorld.known


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_that_comes_twice_has_come_once(name: str, told: frozenset[str], now: datetime) -> None:
    row = _alone(name, now)
    deliver_events(now=now)
    once = world(known=told)

    OutboxEvent.objects.filter(number=row.number).update(delivered_at=None)
    again = deliver_events(now=now)

    assert again == 1
    assert differences(once, world(known=told)) == {}


def test_events_that_come_backwards_reach_everybody_once(told: frozenset[str], now: datetime) -> None:
    waiting = list(OutboxEvent.objects.filter(delivered_at=None).order_by("-number"))
    assert {row.name for row in waiting} >= set(EVENTS)
    with thrown_away():
        deliver_events(now=now)
        forwards = _tables()

    OutboxEvent.objects.update(delivered_at=now)
    for row in waiting:
        OutboxEvent.objects.filter(number=row.number).update(delivered_at=None)
        deliver_events(now=now)

    assert not OutboxEvent.objects.exclude(dead_at=None, next_attempt_at=None).exists()
    assert {table: number for table, number in _tables().items() if number != forwards[table]}.keys() <= ORDER_MATTERS


@pytest.mark.parametrize(("name", "subscriber"), HEARINGS)
def test_a_hearing_that_fails_once_ends_as_if_it_had_not(
    name: str, subscriber: str, told: frozenset[str], now: datetime
) -> None:
    row = _alone(name, now)
    expected = _undisturbed(told, now)
    handler = next(hearing.handler for hearer, hearing in current().hearings(name) if hearer == subscriber)

    with patch.object(delivery, "resolve", lambda dotted: _stumbling(dotted) if dotted == handler else resolve(dotted)):
        settled = deliver_events(now=now)
    handled = set(Handled.objects.filter(event_id=row.event_id).values_list("subscriber", flat=True))
    _try_again(row, now)

    assert settled == 0
    assert subscriber not in handled
    assert differences(expected, world(known=told)) == {}


@pytest.mark.parametrize("name", EVENTS)
def test_a_delivery_that_failed_at_any_statement_ends_as_if_it_had_not(
    name: str, told: frozenset[str], now: datetime
) -> None:
    row = _alone(name, now)
    expected = _undisturbed(told, now)
    statement, failed = 0, True

    while failed:
        statement += 1
        with thrown_away():
            with failing_at(statement) as seen:
                _deliver_as_a_worker_does(now)
            failed = seen[0] >= statement
            _try_again(row, now)
            assert differences(expected, world(known=told)) == {}, statement

    assert statement > 10


def _fields(name: str, change: str) -> dict[str, str]:
    """The event's fields as somebody who follows another manifest would write them."""
    fields = dict(OutboxEvent.objects.filter(name=name).latest("number").fields)
    if change == "none":
        return {}
    if change == "nonsense":
        return dict.fromkeys(fields, "💉")
    if change == "unknown things":
        return {field: str(uuid7()) if _is_id(text) else text for field, text in fields.items()}
    return fields | {"unknown": "x"}


@pytest.mark.parametrize("change", ["none", "nonsense", "unknown things", "one more"])
@pytest.mark.parametrize("name", EVENTS)
def test_whatever_an_event_says_it_arrives_or_becomes_work(
    name: str, change: str, told: frozenset[str], now: datetime
) -> None:
    row = _alone(name, now)
    OutboxEvent.objects.filter(number=row.number).update(fields=_fields(name, change))

    arrived = _arrives(row, now)

    assert arrived or change != "one more"
    assert arrived or _work_about(row) == 1


@pytest.mark.parametrize("name", EVENTS)
def test_a_version_that_nobody_hears_becomes_work(name: str, told: frozenset[str], now: datetime) -> None:
    row = _alone(name, now)
    OutboxEvent.objects.filter(number=row.number).update(version=TYPES[name].version + 1)
    before = world(known=told)

    arrived = _arrives(row, now)

    assert not arrived
    assert _work_about(row) == 1
    assert {one[0] for one in world(known=told) - before} <= {
        "outbox.OutboxEvent", "audit.AuditEvent", "work_items.WorkItem", "work_items.WorkStep",
    }  # fmt: skip


def _dies(person: UUID, now: datetime) -> None:
    Person.objects.filter(id=person).update(deceased_on=now.date())


def _locks(person: UUID, now: datetime) -> None:
    with house_scope():
        LogInLock(person=person, locked_at=now, locked_by=str(person), reason=LockReason.OWN_WISH).save(
            force_insert=True
        )


def _is_protected(person: UUID, now: datetime) -> None:
    Person.objects.filter(id=person).update(protection=Protection.CONFIDENTIALITY)


def _is_forgotten(person: UUID, now: datetime) -> None:
    Person.objects.filter(id=person).delete()


OUT_OF_REACH = {"dead": _dies, "locked": _locks, "protected": _is_protected, "unknown": _is_forgotten}


@pytest.mark.parametrize("why", OUT_OF_REACH)
@pytest.mark.parametrize("name", EVENTS)
def test_what_concerns_somebody_out_of_reach_arrives_or_becomes_work(
    name: str, why: str, told: frozenset[str], now: datetime
) -> None:
    row = _alone(name, now)
    OUT_OF_REACH[why](person_id(busy.OWNER), now)

    arrived = _arrives(row, now)

    assert arrived or _work_about(row) == 1
    assert arrived or why == "unknown"


@pytest.mark.parametrize("name", EVENTS)
def test_what_concerns_nobody_arrives_or_becomes_work(name: str, told: frozenset[str], now: datetime) -> None:
    row = _alone(name, now)
    OutboxEvent.objects.filter(number=row.number).update(person=None)

    assert _arrives(row, now) or _work_about(row) == 1


def _alone(name: str, now: datetime) -> OutboxEvent:
    """The latest event of the name, and nothing else, waits."""
    row = OutboxEvent.objects.filter(name=name).latest("number")
    OutboxEvent.objects.exclude(number=row.number).update(delivered_at=now)
    return row


def _undisturbed(known: frozenset[str], now: datetime) -> Any:
    with thrown_away():
        deliver_events(now=now)
        return world(known=known)


def _deliver_as_a_worker_does(now: datetime) -> None:
    """A worker that meets a fault looks again after a while."""
    with suppress(DatabaseError):
        deliver_events(now=now)
    # No transaction stands around a worker outside of tests.
    transaction.set_rollback(False)


def _try_again(row: OutboxEvent, now: datetime) -> None:
    """The pauses are over."""
    OutboxEvent.objects.filter(delivered_at=None).update(next_attempt_at=None)
    deliver_events(now=now)


def _stumbling(dotted: str) -> Callable[..., None]:
    """The handler, which raises when all is done."""

    def stumble(**values: Any) -> None:
        resolve(dotted)(**values)
        raise RuntimeError

    return stumble


def _arrives(row: OutboxEvent, now: datetime) -> bool:
    """Whether the event reaches everybody, however often it is tried; then the job looks for dead ones, twice."""
    for attempt in range(MOST_ATTEMPTS):
        deliver_events(now=now + attempt * LONGEST_PAUSE)
    row.refresh_from_db()
    for _ in range(2):
        run_job("work_items.dead_deliveries")
    assert (row.delivered_at is None) == (row.dead_at is not None)
    assert not OutboxEvent.objects.filter(delivered_at=None, dead_at=None).exists()
    return row.dead_at is None


def _work_about(row: OutboxEvent) -> int:
    with house_scope():
        return WorkItem.unguarded.filter(subject__endswith=str(row.event_id)).count()


def _tables() -> dict[str, int]:
    found: Counter[str] = Counter()
    for row, number in world().items():
        found[row[0]] += number
    return dict(found)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
