"""Who may do what with times, beyond the grant: the same answer decides the button and the action."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from ingang.foundation.access.across import find_person
from ingang.foundation.access.actions import open_at_unit
from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.entitlement.rules import Standing
from ingang.foundation.entitlement.standing import Asks, standings
from ingang.kernel.actor import Actor, Staff
from ingang.kernel.grant import Grant
from ingang.kernel.identifiers import PersonIdentifier
from ingang.kernel.periods import local_date
from ingang.services.booking.errors import (
    BookingForOthersNotAllowed,
    CallerUnknown,
    NotEntitled,
    NotShownToHer,
    PublishingNotAllowed,
    TimeNotOffered,
)
from ingang.services.booking.models import KIND, Appointment, TimeType
from ingang.services.booking.queries.offer import OfferedTime
from ingang.services.booking.rules.entitlement import Ages, Terms, right_ages, why_not, why_not_within
from ingang.services.booking.rules.publishing import FURTHEST_AHEAD

PUBLISHER = "booking_admin"
BOOKER = "booking_staff"
BOOKERS = (BOOKER, PUBLISHER)
"""The roles of which an assignment must carry one to book for those who telephone, and to call people."""


def can_publish(*, actor: Actor) -> bool:
    """Whether the actor's assignment lets her publish and withdraw the unit's times."""
    return isinstance(actor, Staff) and PUBLISHER in actor.roles


def check_can_publish(*, actor: Actor) -> Staff:
    """The actor as staff who may publish. Refuses everybody else."""
    if not isinstance(actor, Staff) or not can_publish(actor=actor):
        raise PublishingNotAllowed()
    return actor


def can_book_for_others(*, actor: Actor) -> bool:
    """Whether the actor's assignment lets her book, move and cancel for those who telephone, and call people."""
    return isinstance(actor, Staff) and bool({*BOOKERS} & {*actor.roles})


def open_caller(*, actor: Staff, person: UUID, now: datetime) -> Grant:
    """Open what the unit has booked for the person, and nothing that she has elsewhere (e-services 8.12).

    Refuses whoever may not book for others, and a person without a current contact with the unit: she looks missing.
    """
    if not can_book_for_others(actor=actor):
        raise BookingForOthersNotAllowed()
    try:
        return open_at_unit(actor=actor, person=person, kinds=(KIND,), now=now)
    except AccessRefused as refusal:
        raise CallerUnknown() from refusal


def find_caller(*, actor: Staff, number: PersonIdentifier, reason: str, now: datetime) -> Grant:
    """Open the times at the unit of whoever holds the number. With a reason, staff attest first that she is the unit's.

    A number that nobody holds is refused like one without contact: the answer does not tell which.
    """
    found = find_person(actor=actor, number=number, reason=reason, now=now)
    if found is None:
        raise CallerUnknown()
    return open_caller(actor=actor, person=found, now=now)


@dataclass(frozen=True, kw_only=True)
class KindsForHer:
    """Kinds of time sorted by whether they are for the grant's person, and on which days each is for her.

    What she is not shown is in neither.
    """

    kinds: list[TimeType]
    ages: dict[UUID, Ages]
    refused: list[tuple[TimeType, NotEntitled]]


def kinds_for_her(
    *, grant: Grant, kinds: Iterable[TimeType], now: datetime, moves: Appointment | None = None
) -> KindsForHer:
    """Which of the kinds the grant's person may book, or move `moves` within, on some day from today.

    The person is the one whom the times are about: the child, when a guardian books. As many questions for one kind
    as for all.
    """
    terms = {kind: terms_of(kind, moves) for kind in kinds}
    at = _standings(grant, terms.items(), now)
    why = {kind: _why_not_soon(one, at[kind.unit], now) for kind, one in terms.items()}
    mine = [kind for kind, error in why.items() if error is None]
    refused = [(kind, error) for kind, error in why.items() if error and not isinstance(error, NotShownToHer)]
    ages = {
        kind.id: right_ages(terms=terms[kind], birth_date=born) for kind in mine if (born := at[kind.unit].birth_date)
    }
    return KindsForHer(kinds=mine, ages=ages, refused=refused)


def check_entitled(*, grant: Grant, offered: OfferedTime, now: datetime, moves: Appointment | None = None) -> None:
    """Refuse a time of a kind that is not for the grant's person on the day of the time; what she is not shown looks
    missing. An appointment that the unit called her to may move: the unit has let her in. Staff of the unit book
    also for those to whom its e-services are not shown (corrections 1.12).
    """
    kind = offered.time_type
    terms = replace(terms_of(kind, moves), is_by_unit=isinstance(grant.actor, Staff))
    standing = _standings(grant, [(kind, terms)], now)[kind.unit]
    error = why_not(terms=terms, standing=standing, on=local_date(offered.slot.starts_at))
    if error:
        raise TimeNotOffered() if isinstance(error, NotShownToHer) else error


def movable_for_her(*, grant: Grant, booked: Iterable[tuple[Appointment, TimeType]], now: datetime) -> frozenset[UUID]:
    """The appointments whose kinds are for the grant's person on some day from today, so that they may move.

    As many questions for one appointment as for all.
    """
    rows = list(booked)
    terms = {row.id: (kind, terms_of(kind, row)) for row, kind in rows}
    at = _standings(grant, terms.values(), now)
    return frozenset(row for row, (kind, one) in terms.items() if _why_not_soon(one, at[kind.unit], now) is None)


def units_for_her(*, grant: Grant, units: Iterable[str], now: datetime) -> frozenset[str]:
    """Those of the units whose e-services she is shown: open for her, or with something given to her by name."""
    at = standings(grant=grant, units=frozenset(units), asks=Asks(allotment=True), on=local_date(now))
    return frozenset(unit for unit, standing in at.items() if standing.is_let_in or standing.allotted)


def terms_of(kind: TimeType, moves: Appointment | None = None, /) -> Terms:
    """Whom the unit says that the kind is for; who was called by it asks no more."""
    if moves and moves.summons:
        return Terms(is_called=True)
    return Terms(
        age_from=kind.age_from,
        age_until=kind.age_until,
        requires_approval=kind.requires_approval,
        requires_listing=kind.requires_listing,
        need=kind.need,
        given_as=kind.id if kind.is_restricted else None,
    )


def _standings(grant: Grant, kinds: Collection[tuple[TimeType, Terms]], now: datetime) -> dict[str, Standing]:
    """What she is at the units of the kinds, as far as their terms ask."""
    asks = Asks(
        approval=any(terms.requires_approval for _, terms in kinds),
        listing=any(terms.requires_listing for _, terms in kinds),
        need=any(terms.need for _, terms in kinds),
        allotment=any(terms.given_as for _, terms in kinds),
    )
    return standings(grant=grant, units={kind.unit for kind, _ in kinds}, asks=asks, on=local_date(now))


def _why_not_soon(terms: Terms, standing: Standing, now: datetime) -> NotEntitled | None:
    return why_not_within(terms=terms, standing=standing, first=local_date(now), last=local_date(now + FURTHEST_AHEAD))
