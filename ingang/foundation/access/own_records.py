"""A care giver's own outside system opens that care giver's own records, of one person at a time (PDL 2:6)."""

from datetime import datetime
from functools import cache, partial
from uuid import UUID, uuid5

from ingang.foundation.access.actions import open_weighed
from ingang.foundation.access.errors import NoAgreement
from ingang.foundation.access.rules import Weighed
from ingang.foundation.audit.actions import record_for_good
from ingang.foundation.people.queries import person as known_person
from ingang.foundation.people.queries import present_identity
from ingang.kernel.actor import System
from ingang.kernel.grant import Grant, GrantKind, Ground, Purpose

_SHELVES = UUID("8d3d4a5e-51f5-5f0c-9a5b-6a8c43d0b6a1")


@cache
def shelf(*, care_giver: str) -> UUID:
    """Whose rows a care giver's own units, places and staff stand under: nobody's, by an id of the care giver's own.

    They are about no patient, yet stand in the tables of those who are, which are spread by person.
    """
    return uuid5(_SHELVES, care_giver)


def open_own_records(*, actor: System, person: UUID, kinds: frozenset[str], now: datetime) -> Grant:
    """Open what the system's own care giver holds on the person, and its shelf. For care documentation (PDL 2:4, 1-2).

    Inner blocks do not close it: the system keeps the very records, and keeps the blocks of its own users (PDL 4:4).
    Refuses a system that is no care giver's own, and an unknown person (NoAgreement). Commits access.person_opened,
    also when it refuses.
    """
    present = present_identity(person=person)
    return open_weighed(
        event="access.person_opened",
        actor=actor,
        person=present,
        kinds=kinds,
        purpose=Purpose.CARE,
        weighing=partial(_weigh, actor, present),
        now=now,
    )


def open_shelf(*, actor: System, kinds: frozenset[str], now: datetime) -> Grant:
    """Open the shelf of the system's own care giver, with what is about no patient. Commits access.shelf_opened."""
    if not actor.care_giver:
        raise NoAgreement()
    record_for_good(
        event="access.shelf_opened",
        actor=actor,
        kinds=kinds,
        purpose=Purpose.CARE,
        ground=Ground.AGREEMENT,
        now=now,
    )
    return Grant(
        kind=GrantKind.PERSON,
        actor=actor,
        persons=frozenset({shelf(care_giver=actor.care_giver)}),
        kinds=kinds,
        purpose=Purpose.CARE,
        ground=Ground.AGREEMENT,
        opened_at=now,
        care_givers=frozenset({actor.care_giver}),
    )


def _weigh(actor: System, person: UUID) -> Weighed:
    if not actor.care_giver or known_person(id=person) is None:
        raise NoAgreement()
    own = frozenset({actor.care_giver})
    return Weighed(ground=Ground.AGREEMENT, shelf=frozenset({shelf(care_giver=actor.care_giver)}), care_givers=own)
