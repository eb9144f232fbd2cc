"""When a delivery that failed is tried again, and when it is given up."""

from datetime import timedelta

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
# With doubled pauses the last attempt comes about three quarters of an hour after the first.
MOST_ATTEMPTS = 10


def pause_after(*, attempts: int) -> timedelta | None:
    """How long to wait after this many failed attempts; None when there have been enough."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return min(FIRST_PAUSE * (1 << attempts - 1), LONGEST_PAUSE)
