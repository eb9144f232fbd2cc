"""What is measured of the portal itself, and when it is late."""

from datetime import timedelta

DELIVERY = "delivery"
LATE = timedelta(minutes=15)
"""What care sends is delivered within seconds; where it waits longer than this, something is wrong."""
OLD = timedelta(minutes=5)
"""What is older than this is no longer how it is, but how it was."""


def code_of(part: str, /) -> str:
    """What a part of the portal is called among the systems whose health is measured."""
    return f"part:{part}"
