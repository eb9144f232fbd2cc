"""The line for an earlier time: a person's own place and offers, and what the unit's staff see of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from ingang.foundation.access.actions import shown_rows
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.people.queries import names
from ingang.foundation.personal.scope import query
from ingang.foundation.regions.queries import is_on, limit
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.access import check_entitled, kinds_for_her
from ingang.services.booking.errors import BookingError, LineClosed, OfferUnknown
from ingang.services.booking.models import (
    Answer,
    Appointment,
    AppointmentStatus,
    FreedTime,
    LinePlace,
    Offer,
    Slot,
    TimeType,
    Wish,
)
from ingang.services.booking.queries.calendar import Wanted, has_free
from ingang.services.booking.queries.kinds import kinds_as_told, type_of_unit
from ingang.services.booking.queries.moving import movable_time, time_to_move_to
from ingang.services.booking.queries.offer import OfferedTime, offered_time, open_unit
from ingang.services.booking.queries.room import check_has_room
from ingang.services.booking.rules.changing import can_move
from ingang.services.booking.rules.waiting import answer_until, is_suited

SWITCH, MINUTES = "booking.line", "booking.answer_minutes"
OFFERS_SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class Line:
    """The line of a kind of time as one person sees it: her wish and number if she stands in it, and her booked time.

    `can_join` decides the button: she has a time that may move, or none is free.
    """

    unit: CareUnit
    time_type: TimeType
    wish: Wish | None
    number: int | None
    booked: Appointment | None
    can_join: bool


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Who stands in line, and at which number."""

    wish: Wish
    number: int


@dataclass(frozen=True, kw_only=True)
class Fitting:
    """That a freed time fits somebody: which booked time moves to it, and until when she answers."""

    moves: UUID | None
    answer_until: datetime


@dataclass(frozen=True, kw_only=True)
class OwnOffer:
    """A time that is kept for the person, with words; `booked` is the one she has."""

    offer: Offer
    offered: OfferedTime
    booked: Appointment | None


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One who waits, by name, for the unit's staff."""

    wish: Wish
    time_type: TimeType
    number: int
    name: str


@dataclass(frozen=True, kw_only=True)
class MadeOffer:
    """An offer that was made, by name, for the unit's staff."""

    offer: Offer
    starts_at: datetime
    name: str


def is_line_open(*, region: str, now: datetime) -> bool:
    """Whether the region lets residents wait in line here."""
    return is_on(region=region, code=SWITCH, on=local_date(now))


@query
def line_for_her(*, grant: Grant, unit: str, time_type: UUID, now: datetime) -> Line:
    """The line of the kind as the grant's person sees it. Refuses where there is none, and a kind not for her."""
    place = open_unit(unit=unit, now=now)
    kind = type_of_unit(unit=place.hsa_id, time_type=time_type)
    if kind.closed_at is not None or not is_line_open(region=place.region, now=now):
        raise LineClosed()
    booked = _booked(grant, place.hsa_id, time_type, now)
    offer = kinds_for_her(grant=grant, kinds=[kind], now=now, moves=booked)
    if not offer.kinds or (booked is None and (kind.is_hidden or not kind.is_open_to_residents)):
        raise offer.refused[0][1] if offer.refused else LineClosed()
    wish = Wish.under(grant).filter(unit=place.hsa_id, time_type=time_type, ended_at=None).first()
    wanted = Wanted(unit=place.hsa_id, kinds=frozenset({time_type}), ages=offer.ages)
    return Line(
        unit=place,
        time_type=kind,
        wish=wish,
        number=_number(wish) if wish else None,
        booked=booked,
        can_join=_may_move(grant, booked, now) if booked else wish is not None or not has_free(wanted=wanted, now=now),
    )


@query
def own_offers(*, grant: Grant, now: datetime) -> list[OwnOffer]:
    """What is offered to the person and waits for her answer, the most urgent first. As many questions for many."""
    rows = list(Offer.under(grant).filter(answer=Answer.WAITING, answer_until__gt=now).order_by("answer_until", "id"))
    return _with_words(grant, rows)


@query
def own_offer(*, grant: Grant, offer: UUID) -> OwnOffer:
    """One offer, answered or not. Refuses what is not the person's, or hidden from the guardian who asks."""
    return _with_words(grant, [offer_row(grant=grant, offer=offer)])[0]


@query
def offer_row(*, grant: Grant, offer: UUID) -> Offer:
    """The offer. Refuses what is not the person's, or hidden from the guardian who asks."""
    row = Offer.under(grant).filter(id=offer).first()
    if row is None:
        raise OfferUnknown()
    return row


@query
def waiting_offer(*, grant: Grant, freed: UUID) -> Offer | None:
    """To whom the freed time is offered now, for the job that passes it on."""
    return Offer.under(grant).filter(freed=freed, answer=Answer.WAITING).first()


@query
def line_of(*, grant: Grant, freed: FreedTime) -> list[Candidate]:
    """Everybody in line for the freed time's kind, the first first, less those who have been asked already.

    Whoever has another offer to answer is left out until she has answered it.
    """
    rows = Wish.under(grant).filter(unit=freed.unit, time_type=freed.time_type, ended_at=None)
    wishes = list(rows.order_by("asked_at", "id"))
    asked = Q(freed=freed.id) | Q(answer=Answer.WAITING)
    out = set(Offer.under(grant).filter(asked, wish__in=[wish.id for wish in wishes]).values_list("wish", flat=True))
    numbered = (Candidate(wish=wish, number=number) for number, wish in enumerate(wishes, start=1))
    return [one for one in numbered if one.wish.id not in out]


@query
def fitting_time(*, grant: Grant, freed: FreedTime, wish: Wish, now: datetime) -> Fitting | None:
    """Whether the freed time fits the grant's person now; the same questions as when anybody books or moves."""
    if not Wish.under(grant).filter(id=wish.id, ended_at=None).exists():
        return None
    try:
        offered = offered_time_in_line(grant=grant, freed=freed, now=now)
        booked = _booked(grant, freed.unit, freed.time_type, now)
        if booked:
            movable = movable_time(grant=grant, appointment=booked.id, now=now)
            time_to_move_to(grant=grant, movable=movable, slot=freed.slot, now=now)
        else:
            check_entitled(grant=grant, offered=offered, now=now)
        check_has_room(grant=grant, offered=offered, now=now, apart_from=booked.id if booked else None)
    except BookingError:
        return None
    is_known = booked is None or wish.hidden_from_guardian or not booked.hidden_from_guardian
    if not is_known or not is_suited(
        suits=wish.suits, wanted=offered.slot.span, booked=booked.span if booked else None
    ):
        return None
    until = answer_until(now=now, minutes=_minutes(offered, now), starts_at=offered.slot.starts_at)
    return Fitting(moves=booked.id if booked else None, answer_until=until) if until else None


def offered_time_in_line(*, grant: Grant, freed: FreedTime, now: datetime) -> OfferedTime:
    """The freed time as residents may book it. Refuses what can not be booked, and where the region has no line."""
    offered = offered_time(unit=freed.unit, slot=freed.slot, now=now)
    if not is_line_open(region=offered.unit.region, now=now):
        raise LineClosed()
    return offered


@query
def line_of_unit(*, grant: Grant, now: datetime) -> tuple[list[Waiting], list[MadeOffer]]:
    """Everybody who waits at the unit, by kind and order, and the latest offers. Records whom it shows."""
    wishes = list(Wish.under(grant).filter(ended_at=None).order_by("time_type", "asked_at", "id"))
    offers = list(Offer.under(grant).order_by("-offered_at", "-id")[:OFFERS_SHOWN])
    persons = frozenset(row.person for row in (*wishes, *offers))
    called = names(persons=persons)
    shown_rows(grant=grant, rows=(*wishes, *offers), now=now)
    kinds = TimeType.objects.in_bulk({wish.time_type for wish in wishes})
    starts = dict(Slot.objects.filter(id__in=[one.slot for one in offers]).values_list("id", "starts_at"))
    numbers: dict[UUID, int] = {}
    waiting = []
    for wish in wishes:
        numbers[wish.time_type] = numbers.get(wish.time_type, 0) + 1
        waiting.append(
            Waiting(
                wish=wish,
                time_type=kinds[wish.time_type],
                number=numbers[wish.time_type],
                name=called.get(wish.person, ""),
            )
        )
    made = [MadeOffer(offer=one, starts_at=starts[one.slot], name=called.get(one.person, "")) for one in offers]
    return waiting, made


def _booked(grant: Grant, unit: str, time_type: UUID, now: datetime) -> Appointment | None:
    """The person's coming time of the kind: the earliest that may still move, or the earliest where none may."""
    coming = Appointment.under(grant).filter(
        unit=unit, time_type=time_type, status=AppointmentStatus.BOOKED, starts_at__gt=now
    )
    rows = list(coming.order_by("starts_at", "id"))
    told = kinds_as_told(appointments=rows)
    movable = (
        row for row in rows if can_move(starts_at=row.starts_at, hours_before=told[row.id].rebook_until_hours, now=now)
    )
    return next(movable, rows[0] if rows else None)


def _may_move(grant: Grant, booked: Appointment, now: datetime) -> bool:
    try:
        movable_time(grant=grant, appointment=booked.id, now=now)
    except BookingError:
        return False
    return True


def _number(wish: Wish) -> int:
    before = Q(asked_at__lt=wish.asked_at) | Q(asked_at=wish.asked_at, id__lt=wish.id)
    return LinePlace.objects.filter(before, unit=wish.unit, time_type=wish.time_type, left_at=None).count() + 1


def _minutes(offered: OfferedTime, now: datetime) -> int:
    """How long an answer may take: the unit's number for the kind, or the region's."""
    region = limit(region=offered.unit.region, code=MINUTES, on=local_date(now))
    return offered.time_type.answer_minutes or region


def _with_words(grant: Grant, rows: list[Offer]) -> list[OwnOffer]:
    units = CareUnit.objects.in_bulk({row.unit for row in rows})
    slots = Slot.objects.in_bulk([row.slot for row in rows])
    kinds = TimeType.objects.in_bulk({slot.time_type for slot in slots.values()})
    booked = {one.id: one for one in Appointment.under(grant).filter(id__in=[row.moves for row in rows if row.moves])}
    return [
        OwnOffer(
            offer=row,
            offered=OfferedTime(unit=units[row.unit], time_type=kinds[slots[row.slot].time_type], slot=slots[row.slot]),
            booked=booked.get(row.moves) if row.moves else None,
        )
        for row in rows
    ]
