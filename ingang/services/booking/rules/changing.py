"""Until when a booked time may be changed here."""

from datetime import datetime, timedelta

from ingang.services.booking.errors import CancellingNotOffered, TooLateToCancel


def last_moment_to_cancel(*, starts_at: datetime, hours_before: int | None) -> datetime | None:
    """Until when the time may be cancelled; None when the unit has not allowed it (absent is no, e-services 8.2)."""
    return None if hours_before is None else starts_at - timedelta(hours=hours_before)


def can_cancel(*, starts_at: datetime, hours_before: int | None, now: datetime) -> bool:
    """Whether the time may be cancelled now; decides the button."""
    try:
        check_may_cancel(starts_at=starts_at, hours_before=hours_before, now=now)
    except (CancellingNotOffered, TooLateToCancel):
        return False
    return True


def check_may_cancel(*, starts_at: datetime, hours_before: int | None, now: datetime) -> None:
    """Refuse to cancel where the unit does not allow it, from its last moment on, and once the time has begun."""
    last = last_moment_to_cancel(starts_at=starts_at, hours_before=hours_before)
    if last is None:
        raise CancellingNotOffered()
    if now >= min(last, starts_at):
        raise TooLateToCancel()
