"""The local administrator's list of her unit, and a person's own standing there."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest

from conftest import BJORKBACKEN, representative, resident, staff
from ingang.foundation.access.actions import open_subject, open_unit
from ingang.foundation.entitlement.part import STANDING
from ingang.foundation.entitlement.rules import Standing
from ingang.foundation.entitlement.standing import standings
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date

Cast = Callable[[str], UUID]
BOOKING = "booking.appointment"
LYKTAN = "SE0000000010-U003"


@pytest.fixture
def sara(cast: Cast, now: datetime) -> Grant:
    """Björkbackens vårdcentral, in the hands of its local administrator."""
    return open_unit(actor=staff("sara"), kinds=[STANDING], now=now)


@pytest.fixture
def ulla(cast: Cast, now: datetime) -> Grant:
    """Another unit of another care giver."""
    return open_unit(actor=staff("ulla"), kinds=[STANDING], now=now)


def standing(key: str, now: datetime, *, unit: str = BJORKBACKEN, by: str | None = None) -> Standing:
    """What she is at the unit, read as booking reads it: under a grant for her booked times."""
    actor = representative(by, acting_for=key) if by else resident(key)
    grant = open_subject(actor=actor, kinds=[BOOKING], now=now)
    return standings(grant=grant, units=[unit], on=local_date(now))[unit]
