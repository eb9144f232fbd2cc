"""What a unit's contact card says that can be done there: the way to its times, where it offers any."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client

from conftest import BJORKBACKEN, opened, resident, staff
from ingang.foundation.access.actions import open_unit
from ingang.services.booking.actions.publishing import define_time_type
from ingang.services.booking.models import KIND
from ingang.services.booking.unit_links import at_unit

pytestmark = pytest.mark.django_db


def test_the_contact_card_leads_to_the_times_once_the_unit_offers_any(
    cast: Callable[[str], UUID], now: datetime, log_in_as: Callable[..., Client]
) -> None:
    alva, card = log_in_as("alva"), f"/min/mottagningar/{BJORKBACKEN}/"
    before = alva.get(card).content.decode()
    define_time_type(
        grant=open_unit(actor=staff("sara"), kinds=[KIND], now=now),
        code="x",
        title_sv="Besök",
        title_en="Visit",
        minutes=15,
        is_open_to_residents=True,
        now=now,
    )

    (link,) = at_unit(BJORKBACKEN, opened(resident("alva"), KIND, now=now), now)

    assert link.address not in before
    assert link.address in alva.get(card).content.decode()
