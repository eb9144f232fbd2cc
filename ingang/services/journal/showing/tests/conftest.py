"""Alva's records, no other system, and a region that has turned it on."""

from collections.abc import Callable
from datetime import datetime

import pytest

from demo.cast import REGION
from ingang.foundation.regions.models import RegionDecision
from ingang.services.journal.showing.models import SHOWING
from ingang.services.journal.taking.tests.conftest import Connect, _lives, connect

__all__ = ["_lives", "connect"]

Decide = Callable[[bool], None]


@pytest.fixture
def decide(now: datetime) -> Decide:
    """The region decides, from today on."""

    def decided(value: bool) -> None:
        RegionDecision.objects.create(
            region=REGION,
            code=SHOWING,
            number=RegionDecision.objects.filter(code=SHOWING).count() + 1,
            value=value,
            valid_from=now.date(),
            decided_by="SE0000000010-P001",
            decided_at=now,
        )

    return decided


@pytest.fixture(autouse=True)
def _on(decide: Decide, connect: Connect) -> None:
    connect()
    decide(True)
