"""A freed time goes along the line: offered to one at a time, never to two, until somebody takes it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid5

from django.db.models import Q

from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.actions import record_under
from ingang.foundation.notifications.actions import notify
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.services.booking.actions.booking import book
from ingang.services.booking.actions.holding import booked_from
from ingang.services.booking.actions.line import KEPT, close_offer
from ingang.services.booking.actions.moving import move_appointment
from ingang.services.booking.errors import OfferClosed
from ingang.services.booking.models import (
    KIND,
    Answer,
    Appointment,
    FreedTime,
    Hold,
    LinePlace,
    Offer,
    Slot,
    SlotStatus,
    Wish,
)
from ingang.services.booking.queries.waiting import Candidate, fitting_time, line_of, offer_row, waiting_offer

JOB = "booking.pass_on_times"
NOTICE = "booking.earlier_time"


def pass_on_times(*, grant: Grant, now: datetime) -> int:
    """The job that offers every freed time to the next in line, and gives back how many offers it made.

    An offer that nobody answered in time goes on. Each step is a transaction of its own under a grant for its own
    person: a job that is killed goes on where it was, and a time is never kept for two.
    """
    unsettled = FreedTime.objects.filter(settled_at=None).order_by("freed_at", "id")
    return sum(_pass_on(grant, freed, now) for freed in unsettled)


def _pass_on(grant: Grant, freed: FreedTime, now: datetime) -> bool:
    waiting = waiting_offer(grant=grant, freed=freed.id)
    if waiting and now < waiting.answer_until:
        return False
    if waiting:
        lapse_offer(grant=_for(waiting.person, now), offer=waiting.id, now=now)
    for candidate in line_of(grant=grant, freed=freed):
        asked = make_offer(grant=_for(candidate.wish.person, now), freed=freed, candidate=candidate, now=now)
        if asked is Asked.OFFERED:
            return True
        if asked is Asked.GONE:
            break
    open_to_everybody(grant=grant, freed=freed, now=now)
    return False


class Asked(StrEnum):
    """What came of asking one in line: she has the offer, the next is asked, or the time is no longer the line's."""

    OFFERED = "offered"
    NOT_HERS = "not_hers"
    GONE = "gone"


@action
def make_offer(*, grant: Grant, freed: FreedTime, candidate: Candidate, now: datetime) -> Asked:
    """Keep the freed time for the person until her answer, and tell her neutrally that something waits.

    Records booking.time_offered with where she stood. The next is asked where the time does not suit her, is not for
    her, or begins too soon for an answer, and where she has left the line.
    """
    if not _is_unsettled(freed.unit, freed.id):
        return Asked.GONE
    fitting = fitting_time(grant=grant, freed=freed, wish=candidate.wish, now=now)
    if fitting is None or _was_asked(grant, freed, candidate.wish):
        return Asked.NOT_HERS
    offer = Offer(
        person=grant.person,
        unit=freed.unit,
        wish=candidate.wish.id,
        freed=freed.id,
        slot=freed.slot,
        moves=fitting.moves,
        number=candidate.number,
        hidden_from_guardian=candidate.wish.hidden_from_guardian,
        offered_at=now,
        answer_until=fitting.answer_until,
    )
    if not _keep(freed, offer):
        return Asked.GONE
    record_under(event="booking.time_offered", grant=grant, now=now, details=_details(offer))
    notify(
        person=offer.person,
        code=NOTICE,
        about=uuid5(offer.id, NOTICE),
        kind=KIND,
        grant=grant,
        now=now,
        hidden_from_guardian=offer.hidden_from_guardian,
    )
    return Asked.OFFERED


@action
def accept_offer(*, grant: Grant, offer: UUID, now: datetime) -> Appointment:
    """Take the offered time: her booked one moves to it in one step, or it becomes a new one. She leaves the line.

    Records booking.offer_accepted, beside what any move or booking records. Accepting again gives the same
    appointment. Refuses an offer that has gone on to the next, and what moving or booking refuses.
    """
    row = offer_row(grant=grant, offer=offer)
    if done := booked_from(grant=grant, hold=row.id):
        return done
    # In the order of every step along the line: the offer, the freed time, the time. So no two wait for each other.
    still = Offer.under(grant).select_for_update().filter(id=row.id, answer=Answer.WAITING)
    if still.first() is None or not _is_unsettled(row.unit, row.freed):
        raise OfferClosed()
    held = Hold(id=row.id, person=grant.person, unit=row.unit, slot=row.slot, held_until=now, moves=row.moves)
    booked = (
        move_appointment(grant=grant, held=held, moves=row.moves, now=now)
        if row.moves
        else book(grant=grant, held=held, now=now)
    )
    Offer.under(grant).filter(id=row.id).update(answer=Answer.ACCEPTED, answered_at=now)
    Wish.under(grant).filter(id=row.wish).update(ended_at=now)
    LinePlace.objects.filter(unit=row.unit, id=row.wish).update(left_at=now)
    FreedTime.objects.filter(unit=row.unit, id=row.freed).update(settled_at=now)
    record_under(event="booking.offer_accepted", grant=grant, now=now, details=_details(row))
    return booked


@action
def decline_offer(*, grant: Grant, offer: UUID, now: datetime) -> None:
    """Say no; the time goes to the next, and she keeps her place and the time she has. Records booking.offer_declined.

    Saying it again, or after it went on, changes nothing. Refuses an offer that is not hers.
    """
    row = offer_row(grant=grant, offer=offer)
    if close_offer(grant=grant, offer=row, answer=Answer.DECLINED, now=now):
        record_under(event="booking.offer_declined", grant=grant, now=now, details=_details(row))


@action
def lapse_offer(*, grant: Grant, offer: UUID, now: datetime) -> None:
    """Nobody answered in time: the time goes to the next. Records booking.offer_lapsed."""
    row = offer_row(grant=grant, offer=offer)
    if close_offer(grant=grant, offer=row, answer=Answer.LAPSED, now=now):
        record_under(event="booking.offer_lapsed", grant=grant, now=now, details=_details(row))


@action
def open_to_everybody(*, grant: Grant, freed: FreedTime, now: datetime) -> None:
    """Nobody in line takes the time, so that anybody may. Records booking.line_passed.

    Nothing happens while somebody has it to answer, or when it was settled a moment ago.
    """
    if not _is_unsettled(freed.unit, freed.id) or waiting_offer(grant=grant, freed=freed.id):
        return
    FreedTime.objects.filter(unit=freed.unit, id=freed.id).update(settled_at=now)
    kept = Slot.objects.filter(unit=freed.unit, id=freed.slot, status=SlotStatus.HELD, hold=freed.id)
    kept.update(status=SlotStatus.FREE, hold=None, held_until=None)
    details = {"unit": freed.unit, "slot": str(freed.slot), "freed": str(freed.id)}
    record_under(event="booking.line_passed", grant=grant, now=now, details=details)


def _is_unsettled(unit: str, freed: UUID) -> bool:
    """Whether the time is still the line's; who passes on the same time meanwhile waits for this step."""
    return FreedTime.objects.select_for_update().filter(unit=unit, id=freed, settled_at=None).first() is not None


def _was_asked(grant: Grant, freed: FreedTime, wish: Wish) -> bool:
    """Whether she has been asked about this time, or has another to answer, since the line was read."""
    return Offer.under(grant).filter(Q(freed=freed.id) | Q(wish=wish.id, answer=Answer.WAITING)).exists()


def _keep(freed: FreedTime, offer: Offer) -> bool:
    """Let the offer have the time in the place of a hold: the conditional change decides, so that no two have it."""
    kept = Slot.objects.filter(unit=freed.unit, id=freed.slot, status=SlotStatus.HELD, hold=freed.id)
    if kept.update(hold=offer.id, held_until=offer.answer_until + KEPT) != 1:
        return False
    offer.save(force_insert=True)
    return True


def _for(person: UUID, now: datetime) -> Grant:
    return open_job(name=JOB, kinds=(KIND,), persons=(person,), now=now)


def _details(offer: Offer) -> dict[str, str]:
    details = {"offer": str(offer.id), "unit": offer.unit, "slot": str(offer.slot), "number": str(offer.number)}
    return details | ({"hidden_from_guardian": "1"} if offer.hidden_from_guardian else {})
