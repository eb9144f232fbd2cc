"""Sara and a colleague at the same unit, and work that they are given."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from conftest import staff
from ingang.foundation.access.actions import open_unit
from ingang.foundation.people.models import Assignment, StaffMember
from ingang.foundation.work_items.actions import create_work
from ingang.foundation.work_items.models import KIND
from ingang.foundation.work_items.part import RECEIVER_LOCKED
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date

Cast = Callable[[str], UUID]
BJORKBACKEN = "SE0000000020-U001"
COLLEAGUE = "SE0000000020-S777"
HOUR = timedelta(hours=1)


@pytest.fixture
def sara(cast: Cast, now: datetime) -> Grant:
    return open_unit(actor=staff("sara"), kinds=[KIND], now=now)


@pytest.fixture
def colleague(cast: Cast, now: datetime) -> Grant:
    """Another member of staff in an assignment at the same unit."""
    StaffMember.objects.create(hsa_id=COLLEAGUE, given_name="Karin", family_name="Alm", title="Sjuksköterska")
    Assignment.objects.create(
        hsa_id="SE0000000020-A777", staff=COLLEAGUE, name="Vård", unit=BJORKBACKEN, care_giver="SE0000000020-G001",
        purpose="care", valid_from=local_date(now) - timedelta(days=1),
    )  # fmt: skip
    return open_unit(actor=replace(staff("sara"), hsa_id=COLLEAGUE), kinds=[KIND], now=now)


def give(
    grant: Grant,
    now: datetime,
    *,
    subject: str = "a summons",
    kind: str = RECEIVER_LOCKED,
    person: UUID | None = None,
    due_at: datetime | None = None,
) -> bool:
    return create_work(
        grant=grant,
        unit=BJORKBACKEN,
        kind=kind,
        subject=subject,
        person=person,
        due_at=due_at or now + HOUR,
        now=now,
    )
