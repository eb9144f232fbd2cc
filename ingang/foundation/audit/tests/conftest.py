"""Events, a list that showed two persons, and a seal."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest

from ingang.foundation.audit.actions import record
from ingang.foundation.audit.models import Seal
from ingang.kernel.actor import Job

ALVA, BO, CLEO = (UUID(f"00000000-0000-7000-8000-00000000000{number}") for number in (1, 2, 3))


@pytest.fixture
def written(db: None, now: datetime) -> None:
    """One row in each table."""
    record(event="access.list_shown", actor=Job(name="test"), persons=[ALVA, BO], now=now)
    names = ("window_from", "window_until", "count")
    Seal.objects.create(
        number=1, at=now, root="", previous_root="", key="", signature=str(uuid4()), **dict.fromkeys(names, 0)
    )
