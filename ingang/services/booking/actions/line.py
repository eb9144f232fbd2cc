"""What the line learns when a time is given back or a wish ends. Called inside the transaction of an action."""

from datetime import datetime, timedelta
from uuid import UUID

from ingang.kernel.grant import Grant
from ingang.services.booking.models import Answer, FreedTime, LinePlace, Offer, Slot, SlotStatus, Wish

KEPT = timedelta(minutes=10)
"""How long a freed time waits for the one who passes it on; should nobody come, it is everybody's."""


def free_time(*, unit: str, slot: UUID, now: datetime) -> None:
    """Give the booked time back: to everybody, or where people wait for its kind, to be offered along their line."""
    booked = Slot.objects.filter(unit=unit, id=slot, status=SlotStatus.BOOKED)
    time = booked.first()
    if time is None:
        return
    line = LinePlace.objects.filter(unit=unit, time_type=time.time_type, left_at=None)
    if time.starts_at <= now or not line.exists():
        booked.update(status=SlotStatus.FREE)
        return
    freed = FreedTime.objects.create(unit=unit, slot=slot, time_type=time.time_type, freed_at=now)
    booked.update(status=SlotStatus.HELD, hold=freed.id, held_until=now + KEPT)


def end_wishes(*, grant: Grant, unit: str, time_type: UUID, now: datetime) -> list[Wish]:
    """The person waits no longer for the kind; what is offered to her goes on along the line. Gives what ended."""
    wishes = list(Wish.under(grant).filter(unit=unit, time_type=time_type, ended_at=None))
    ids = [wish.id for wish in wishes]
    for offer in Offer.under(grant).filter(wish__in=ids, answer=Answer.WAITING):
        close_offer(grant=grant, offer=offer, answer=Answer.DECLINED, now=now)
    Wish.under(grant).filter(id__in=ids).update(ended_at=now)
    LinePlace.objects.filter(unit=unit, id__in=ids).update(left_at=now)
    return wishes


def close_offer(*, grant: Grant, offer: Offer, answer: Answer, now: datetime) -> bool:
    """The offer is answered without being taken, and its time waits for the next in line. False when it was before."""
    waiting = Offer.under(grant).filter(id=offer.id, answer=Answer.WAITING)
    if waiting.update(answer=answer, answered_at=now) != 1:
        return False
    kept = Slot.objects.filter(unit=offer.unit, id=offer.slot, status=SlotStatus.HELD, hold=offer.id)
    kept.update(hold=offer.freed, held_until=now + KEPT)
    return True
