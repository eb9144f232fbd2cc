"""Alva's records, and which other systems are connected."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest

from demo.records import seed
from ingang.services.journal import queries
from ingang.services.journal.sources import Source

Connect = Callable[..., None]


@pytest.fixture(autouse=True)
def _lives(cast: Callable[[str], UUID], now: datetime) -> None:
    seed(now=now, progress=lambda _text: None)


@pytest.fixture
def connect(monkeypatch: pytest.MonkeyPatch) -> Connect:
    """From now on these systems are connected."""
    return lambda *sources: monkeypatch.setattr(queries, "connected_sources", lambda: tuple[Source, ...](sources))
