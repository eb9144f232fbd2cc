"""When it can be said that somebody came or stayed away."""

from datetime import datetime

from ingang.kernel.periods import local_date
from ingang.services.booking.errors import TooEarlyToNote

STAYED_AWAY = "stayed_away"


def check_may_note(*, attendance: str, starts_at: datetime, now: datetime) -> None:
    """Refuse a note before the day, and "did not come" before the time has begun. Taking a note back is free."""
    if attendance and local_date(starts_at) > local_date(now):
        raise TooEarlyToNote()
    if attendance == STAYED_AWAY and starts_at > now:
        raise TooEarlyToNote()


def can_note(*, attendance: str, starts_at: datetime, now: datetime) -> bool:
    """Whether the note can be made now; decides the button."""
    try:
        check_may_note(attendance=attendance, starts_at=starts_at, now=now)
    except TooEarlyToNote:
        return False
    return True
