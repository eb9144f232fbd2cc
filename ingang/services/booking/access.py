"""Who may do what with times, beyond the grant: the same answer decides the button and the action."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ingang.foundation.people.queries import person
from ingang.kernel.actor import Actor, Staff
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.errors import NotEntitled, PublishingNotAllowed
from ingang.services.booking.models import Appointment, TimeType
from ingang.services.booking.queries.offer import OfferedTime
from ingang.services.booking.rules.entitlement import Ages, Terms, right_ages, why_not, why_not_within
from ingang.services.booking.rules.publishing import FURTHEST_AHEAD

PUBLISHER = "booking_admin"


def can_publish(*, actor: Actor) -> bool:
    """Whether the actor's assignment lets her publish and withdraw the unit's times."""
    return isinstance(actor, Staff) and PUBLISHER in actor.roles


def check_can_publish(*, actor: Actor) -> Staff:
    """The actor as staff who may publish. Refuses everybody else."""
    if not isinstance(actor, Staff) or not can_publish(actor=actor):
        raise PublishingNotAllowed()
    return actor


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
