"""What a kallelse learns when the person moves or cancels the time that came of it. Within another action."""

from datetime import datetime, timedelta

from ingang.foundation.work_items.actions import create_work
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant
from ingang.services.booking.models import Appointment, Summons, SummonsState

CANCELLED = "booking.summons_cancelled"
WITHIN = timedelta(days=1)
STANDING = (SummonsState.WAITING, SummonsState.CONFIRMED, SummonsState.EXPIRED)
"""Where a timed kallelse stands while its time is an invitation."""


def answered_by_moving(*, grant: Grant, row: Appointment, now: datetime) -> None:
    """A timed kallelse is answered: its time is an ordinary booked one from now on (e-services 3.5)."""
    if row.summons and row.is_invitation:
        waiting = Summons.under(grant).filter(id=row.summons, state__in=STANDING)
        waiting.update(state=SummonsState.MOVED, used_at=now)


def answered_by_cancelling(*, grant: Grant, row: Appointment, now: datetime) -> None:
    """Who was called has cancelled: the kallelse is used, and the unit decides what comes next (e-services 3.5).

    It becomes the unit's work, unless its staff cancelled and know already.
    """
    if row.summons is None:
        return
    answered = Summons.under(grant).filter(id=row.summons, state__in=(*STANDING, SummonsState.BOOKED))
    answered.update(state=SummonsState.CANCELLED, ended_at=now)
    if not isinstance(grant.actor, Staff):
        due = now + WITHIN
        create_work(
            grant=grant, unit=row.unit, kind=CANCELLED, subject=str(row.summons), person=row.person, due_at=due, now=now
        )
