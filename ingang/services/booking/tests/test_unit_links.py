"""What a unit's contact card says of booking."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from django.urls import reverse

from conftest import BJORKBACKEN, staff
from ingang.foundation.access.actions import open_unit
from ingang.services.booking.actions.publishing import define_time_type
from ingang.services.booking.models import KIND
from ingang.services.booking.unit_links import at_unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("is_open", "count"), [(True, 1), (False, 0)])
def test_a_unit_that_offers_times_to_residents_has_the_way_to_them(
    cast: Callable[[str], UUID], now: datetime, is_open: bool, count: int
) -> None:
    define_time_type(
        grant=open_unit(actor=staff("sara"), kinds=[KIND], now=now),
        code="x", title_sv="Besök", title_en="Visit", minutes=15, is_open_to_residents=is_open, now=now,
    )  # fmt: skip

    links = at_unit(BJORKBACKEN, now)

    assert [link.address for link in links] == [reverse("booking:calendar", args=[BJORKBACKEN])] * count


def test_a_unit_that_is_not_there_offers_nothing(cast: Callable[[str], UUID], now: datetime) -> None:
    assert at_unit("SE0000000020-UXXX", now) == ()
