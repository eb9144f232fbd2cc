"""A time passes to an appointment, and back: the unit's rows alone. Called inside the transaction of an action."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from ingang.services.booking.actions.line import free_time
from ingang.services.booking.errors import TimeAlreadyTaken
from ingang.services.booking.models import Claim, Slot, SlotStatus, takeable


def claim(*, unit: str, slot: UUID, appointment: UUID, now: datetime, holds: Collection[UUID] = ()) -> bool:
    """Take the time for the appointment; False when it is gone. The conditional change decides, and the unique claim
    stands behind it should any other code ever forget to ask.
    """
    rows = Slot.objects.filter(takeable(now=now, holds=tuple(holds)), unit=unit, id=slot)
    if rows.update(status=SlotStatus.BOOKED, hold=None, held_until=None) != 1:
        return False
    try:
        Claim.objects.create(unit=unit, slot=slot, appointment=appointment, claimed_at=now)
    except IntegrityError as claimed:
        raise TimeAlreadyTaken() from claimed
    return True


def release(*, unit: str, slot: UUID, appointment: UUID, now: datetime) -> None:
    """Give the time back at once, to the line or to everybody, if the appointment still has it: never another's."""
    in_force = Claim.objects.filter(unit=unit, slot=slot, appointment=appointment, released_at=None)
    if in_force.update(released_at=now) == 1:
        free_time(unit=unit, slot=slot, now=now)
