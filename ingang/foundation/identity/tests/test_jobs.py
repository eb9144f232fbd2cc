"""Orders are forgotten after a day."""

from datetime import datetime, timedelta

import pytest

from ingang.foundation.access.actions import open_job
from ingang.foundation.identity.jobs import forget_orders
from ingang.foundation.identity.models import Order


@pytest.mark.parametrize(("hours", "is_left"), [(23, True), (25, False)])
@pytest.mark.django_db
def test_an_order_is_forgotten_after_a_day(now: datetime, hours: int, is_left: bool) -> None:
    Order.objects.create(
        issuer="bankid", way="other_device", browser="b", nonce="n", started_at=now - timedelta(hours=hours)
    )
    grant = open_job(name="identity.forget_orders", kinds=(), now=now)

    forget_orders(grant=grant, now=now)

    assert Order.objects.exists() is is_left
