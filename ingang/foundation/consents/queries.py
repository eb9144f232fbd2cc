"""Reading consents, blocks and patient relations: for access, which weighs them, and for the patient's own pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from ingang.foundation.consents.models import Block, CareRelation, Consent, LiftCause, LiftRequest, UnsealRequest
from ingang.foundation.consents.rules import Blocked, BlockFacts, blocked_for
from ingang.foundation.personal.errors import KindNotGranted
from ingang.foundation.personal.scope import query
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant


@dataclass(frozen=True, kw_only=True)
class Contact:
    """That a unit had a person in its care for a time; `is_own_word`: its staff said so, and nothing else shows it."""

    valid_from: datetime
    valid_until: datetime
    is_own_word: bool


def has_care_relation(*, persons: frozenset[UUID], unit: str, now: datetime) -> bool:
    """Whether the unit has a current patient relation with the person, under any of her identities."""
    current = CareRelation.unguarded.filter(person__in=persons, unit=unit, valid_from__lte=now, valid_until__gt=now)
    return current.exists()


def contacts_with(
    *, persons: Iterable[UUID], units: Iterable[str], attested: Iterable[str]
) -> dict[tuple[UUID, str], list[Contact]]:
    """Every patient relation between any of the persons and any of the units, whenever it was, by person and unit.

    `attested` are the causes that the unit's staff themselves write down. For jobs that weigh what has happened.
    """
    own_word = frozenset(attested)
    found: dict[tuple[UUID, str], list[Contact]] = {}
    for row in CareRelation.unguarded.filter(person__in=list(persons), unit__in=list(units)).order_by("id"):
        contact = Contact(valid_from=row.valid_from, valid_until=row.valid_until, is_own_word=row.because in own_word)
        found.setdefault((row.person, row.unit), []).append(contact)
    return found


def has_consent(*, persons: frozenset[UUID], unit: str, employee: str, now: datetime) -> bool:
    """Whether a consent lets this employee of the unit read across care givers now; another unit's does not count."""
    given = Consent.unguarded.filter(Q(employee="") | Q(employee=employee), person__in=persons, unit=unit)
    return given.filter(given_at__lte=now, valid_until__gt=now, revoked_at=None).exists()


def blocked(*, persons: frozenset[UUID], care_giver: str, unit: str, now: datetime) -> Blocked:
    """What the person's blocks take from a reader at this unit, less what an emergency has opened for it."""
    opened = LiftRequest.unguarded.filter(
        person__in=persons, cause=LiftCause.EMERGENCY, for_unit=unit, confirmed_at__lte=now, lifted_until__gt=now
    ).values_list("block", flat=True)
    rows = Block.unguarded.filter(person__in=persons, lifted_at=None).exclude(id__in=opened)
    facts = (BlockFacts(kind=row.kind, care_giver=row.care_giver, unit=row.unit) for row in rows)
    return blocked_for(blocks=facts, care_giver=care_giver, unit=unit)


@query
def consents(*, grant: Grant) -> list[Consent]:
    """Every consent of the person, also ended ones, the latest first."""
    return list(Consent.under(grant).order_by("-given_at", "-id"))


@query
def blocks(*, grant: Grant) -> list[Block]:
    """The person's blocks in force, the latest first."""
    return list(Block.under(grant).filter(lifted_at=None).order_by("-blocked_at", "-id"))


@query
def blocks_held_by(*, grant: Grant, care_giver: str) -> list[Block]:
    """The person's blocks in force on what the care giver holds, the latest first; for its own staff.

    An inner block takes data from staff of other units, but not that it is there: they are to lift it. Gives nothing to
    others than the care giver's staff, and refuses a grant for other kinds.
    """
    if not isinstance(grant.actor, Staff) or grant.actor.care_giver != care_giver:
        return []
    if not grant.covers(Block.data_kind):
        raise KindNotGranted(f"blocks are {Block.data_kind!r}; the grant covers {sorted(grant.kinds)}")
    rows = Block.unguarded.filter(person__in=grant.persons, care_giver=care_giver, lifted_at=None)
    return list(rows.order_by("-blocked_at", "-id"))


@query
def waiting_lifts(*, grant: Grant) -> list[LiftRequest]:
    """The wishes to lift a block that nobody has confirmed or withdrawn, the oldest first."""
    waiting = LiftRequest.under(grant).filter(confirmed_at=None, withdrawn_at=None)
    return list(waiting.order_by("requested_at", "id"))


@query
def waiting_unseal(*, grant: Grant) -> UnsealRequest | None:
    """The wish to open the sealed journal that nobody has confirmed or withdrawn."""
    return UnsealRequest.under(grant).filter(confirmed_at=None, withdrawn_at=None).first()


def latest_unit(*, grant: Grant, now: datetime) -> str:
    """The unit that got the grant's person in its care last, of those that have her now; empty where none has."""
    rows = CareRelation.unguarded.filter(person__in=grant.persons, valid_from__lte=now, valid_until__gt=now)
    return rows.order_by("-valid_from", "-id").values_list("unit", flat=True).first() or ""
