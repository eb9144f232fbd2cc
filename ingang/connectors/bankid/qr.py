"""The moving QR: a new content each second, so that a picture of it is soon worthless (spec 7.2)."""

import hmac
from datetime import datetime
from hashlib import sha256

from ingang.connectors.bankid.orders import Order


def qr_content(*, order: Order, now: datetime) -> str:
    """What the QR shows at this moment; never earlier than the order's first second."""
    return content_at(
        token=order.qr_start_token,
        secret=order.qr_start_secret,
        seconds=seconds_since_start(order=order, now=now),
    )


def seconds_since_start(*, order: Order, now: datetime) -> int:
    """Whole seconds since the order's answer arrived; zero when a clock was set back."""
    return max(0, int((now - order.started_at).total_seconds()))


def content_at(*, token: str, secret: str, seconds: int) -> str:
    """The content for a given second."""
    code = hmac.new(secret.encode("ascii"), str(seconds).encode("ascii"), sha256).hexdigest()
    return f"bankid.{token}.{seconds}.{code}"
