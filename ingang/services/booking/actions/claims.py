"""A time passes to an appointment, and back: the unit's rows alone. Called inside the transaction of an action."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from ingang.foundation.personal.prepared import PreparedChange, insert
from ingang.services.booking.actions.line import free_time
from ingang.services.booking.errors import TimeAlreadyTaken
from ingang.services.booking.models import Claim, Slot, SlotStatus, takeable

_NOW_BOOKED = {"status": SlotStatus.BOOKED, "hold": None, "held_until": None}
_BOOK_FREE = PreparedChange(
    lambda unit, slot, now: Slot.objects.filter(takeable(now=now), unit=unit, id=slot), **_NOW_BOOKED
)
_BOOK_HELD = PreparedChange(
    lambda unit, slot, hold, now: Slot.objects.filter(takeable(now=now, holds=(hold,)), unit=unit, id=slot),
    **_NOW_BOOKED,
)


def claim(*, unit: str, slot: UUID, appointment: UUID, now: datetime, hold: UUID | None = None) -> bool:
    """Take the time for the appointment; False when it is gone. The conditional change decides, and the unique claim
    stands behind it should any other code ever forget to ask. `hold` is the one that the appointment comes from.
    """
    which = {"unit": unit, "slot": slot, "now": now}
    if (_BOOK_HELD.run(hold=hold, **which) if hold else _BOOK_FREE.run(**which)) != 1:
        return False
    try:
        insert(Claim(unit=unit, slot=slot, appointment=appointment, claimed_at=now))
    except IntegrityError as claimed:
        raise TimeAlreadyTaken() from claimed
    return True


def release(*, unit: str, slot: UUID, appointment: UUID, now: datetime) -> None:
    """Give the time back at once, to the line or to everybody, if the appointment still has it: never another's."""
    in_force = Claim.objects.filter(unit=unit, slot=slot, appointment=appointment, released_at=None)
    if in_force.update(released_at=now) == 1:
        free_time(unit=unit, slot=slot, now=now)
