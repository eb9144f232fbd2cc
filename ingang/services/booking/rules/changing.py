"""Until when a booked time may be changed here: cancelled, or moved to another time."""

from datetime import datetime, timedelta

from ingang.services.booking.errors import (
    BookingError,
    CancellingNotOffered,
    MovingNotOffered,
    TooLateToCancel,
    TooLateToMove,
)


def last_moment(*, starts_at: datetime, hours_before: int | None) -> datetime | None:
    """Until when a change is allowed; None when the unit has not allowed it (absent is no, e-services 8.2)."""
    return None if hours_before is None else starts_at - timedelta(hours=hours_before)


def can_cancel(*, starts_at: datetime, hours_before: int | None, now: datetime) -> bool:
    """Whether the time may be cancelled now; decides the button."""
    return _in_time(starts_at, hours_before, now)


def check_may_cancel(*, starts_at: datetime, hours_before: int | None, now: datetime) -> None:
    """Refuse to cancel where the unit does not allow it, from its last moment on, and once the time has begun."""
    _check(starts_at, hours_before, now, CancellingNotOffered(), TooLateToCancel())


def can_move(*, starts_at: datetime, hours_before: int | None, now: datetime) -> bool:
    """Whether the time may be moved now; decides the button."""
    return _in_time(starts_at, hours_before, now)


def check_may_move(*, starts_at: datetime, hours_before: int | None, now: datetime) -> None:
    """Refuse to move where the unit does not allow it, from its last moment on, and once the time has begun.

    Rebooking has a limit of its own (updateAppointmentAllowed, e-services 3.4).
    """
    _check(starts_at, hours_before, now, MovingNotOffered(), TooLateToMove())


def _in_time(starts_at: datetime, hours_before: int | None, now: datetime) -> bool:
    last = last_moment(starts_at=starts_at, hours_before=hours_before)
    return last is not None and now < min(last, starts_at)


def _check(
    starts_at: datetime, hours_before: int | None, now: datetime, absent: BookingError, late: BookingError
) -> None:
    if hours_before is None:
        raise absent
    if not _in_time(starts_at, hours_before, now):
        raise late
