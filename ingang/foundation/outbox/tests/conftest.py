"""The small house of the tests, and a moment that can be moved."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

import pytest

from ingang.foundation.outbox.tests.hearers import REGISTRY
from ingang.kernel.actor import Job
from ingang.kernel.grant import Grant, GrantKind, Ground, Purpose
from ingang.kernel.registry import current, install


@pytest.fixture
def house(db: None) -> Iterator[None]:
    """Only the services of hearers.py are installed."""
    before = current()
    install(REGISTRY)
    yield
    install(before)


def job_grant(*, name: str, kinds: Iterable[str], now: datetime, persons: Iterable[UUID] = ()) -> Grant:
    """What access would open for a subscriber."""
    return Grant(
        kind=GrantKind.JOB,
        actor=Job(name=name),
        persons=frozenset(persons),
        kinds=frozenset(kinds),
        purpose=Purpose.OPERATION,
        ground=Ground.MANIFEST,
        opened_at=now,
    )
