"""Who may do what with times, beyond the grant: the same answer decides the button and the action."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ingang.foundation.access.across import RelationReason, attest_care_relation
from ingang.foundation.access.actions import open_at_unit
from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.people.queries import person, person_by_identifier
from ingang.kernel.actor import Actor, Staff
from ingang.kernel.grant import Grant
from ingang.kernel.identifiers import PersonIdentifier
from ingang.kernel.periods import local_date
from ingang.services.booking.errors import (
    BookingForOthersNotAllowed,
    CallerUnknown,
    NotEntitled,
    PublishingNotAllowed,
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
    found = person_by_identifier(identifier=number, on=local_date(now))
    if found is None:
        raise CallerUnknown()
    if reason:
        attest_care_relation(actor=actor, person=found.id, reason=RelationReason(reason), now=now)
    return open_caller(actor=actor, person=found.id, now=now)


@dataclass(frozen=True, kw_only=True)
class KindsForHer:
    """Kinds of time sorted by whether they are for the grant's person, and on which days each is for her."""

    kinds: list[TimeType]
    ages: dict[UUID, Ages]
    refused: list[tuple[TimeType, NotEntitled]]


def kinds_for_her(
    *, grant: Grant, kinds: Iterable[TimeType], now: datetime, moves: Appointment | None = None
) -> KindsForHer:
    """Which of the kinds the grant's person may book, or move `moves` within, on some day from today.

    The person is the one whom the times are about: the child, when a guardian books. At most one question.
    """
    terms = {kind: _terms(kind, moves) for kind in kinds}
    born = _birth_date(grant, terms.values())
    first, last = local_date(now), local_date(now + FURTHEST_AHEAD)
    why = {kind: why_not_within(terms=one, birth_date=born, first=first, last=last) for kind, one in terms.items()}
    mine = [kind for kind, error in why.items() if error is None]
    return KindsForHer(
        kinds=mine,
        ages={kind.id: right_ages(terms=terms[kind], birth_date=born) for kind in mine if born},
        refused=[(kind, error) for kind, error in why.items() if error],
    )


def check_entitled(*, grant: Grant, offered: OfferedTime, moves: Appointment | None = None) -> None:
    """Refuse a time of a kind that is not for the grant's person on the day of the time. At most one question.

    An appointment that the unit called her to may move: the unit has let her in.
    """
    terms = _terms(offered.time_type, moves)
    born = _birth_date(grant, [terms])
    if error := why_not(terms=terms, birth_date=born, on=local_date(offered.slot.starts_at)):
        raise error


def _terms(kind: TimeType, moves: Appointment | None) -> Terms:
    if moves and moves.summons:
        return Terms()
    return Terms(
        age_from=kind.age_from,
        age_until=kind.age_until,
        requires_approval=kind.requires_approval,
        requires_listing=kind.requires_listing,
        need=kind.need,
    )


def _birth_date(grant: Grant, terms: Iterable[Terms]) -> date | None:
    """Read only where an age is asked for: most kinds have none."""
    subject = person(id=grant.person) if any(one.asks_age for one in terms) else None
    return subject.birth_date if subject else None
