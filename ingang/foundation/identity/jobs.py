"""Forgetting what a log-in needed only while it was under way."""

from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings

from ingang.foundation.identity.models import Order
from ingang.kernel.grant import Grant

ORDERS_ARE_KEPT = timedelta(days=1)
"""Long enough for the support to find an order by its code; the audit log keeps the refusal itself."""


def forget_orders(*, grant: Grant, now: datetime) -> None:
    """Delete orders of e-IDs after a day, and browser sessions that have run out (GDPR art. 5.1 e)."""
    Order.objects.filter(started_at__lt=now - ORDERS_ARE_KEPT).delete()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
