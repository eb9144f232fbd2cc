"""Reading consents, blocks and patient relations: for access, which weighs them, and for the patient's own pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from ingang.foundation.consents.models import (
    Block,
    CareRelation,
    Consent,
    IncapacityNote,
    LiftCause,
    LiftRequest,
    UnsealRequest,
)
from ingang.foundation.consents.rules import EMERGENCY_HOURS, OUTER, Blocked, BlockFacts, blocked_for
from ingang.foundation.personal.errors import KindNotGranted
from ingang.foundation.personal.scope import query
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant, Ground
from ingang.kernel.periods import local_date


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


def has_incapacity_note(*, persons: frozenset[UUID], unit: str, now: datetime) -> bool:
    """Whether the unit has noted that the person lastingly can not consent, and that nothing speaks against reading."""
    noted = IncapacityNote.unguarded.filter(person__in=persons, unit=unit, ended_at=None)
    return noted.filter(noted_at__lte=now, valid_until__gt=now).exists()


@dataclass(frozen=True, kw_only=True)
class OuterBlock:
    """A block between a reader and another care giver; `is_asked`: the reader's unit waits for an answer."""

    id: UUID
    care_giver: str
    unit: str
    is_asked: bool

    @property
    def mark(self) -> str:
        return str(self.id)


def blocked(*, persons: frozenset[UUID], care_giver: str, unit: str, now: datetime) -> Blocked:
    """What the person's blocks take from a reader at this unit, less what an emergency has opened for it."""
    rows = _in_force(persons, unit, now)
    facts = (BlockFacts(kind=row.kind, care_giver=row.care_giver, unit=row.unit) for row in rows)
    return blocked_for(blocks=facts, care_giver=care_giver, unit=unit)


def _in_force(persons: frozenset[UUID], unit: str, now: datetime) -> "QuerySet[Block]":
    opened = LiftRequest.unguarded.filter(
        person__in=persons, cause=LiftCause.EMERGENCY, for_unit=unit, confirmed_at__lte=now, lifted_until__gt=now
    ).values_list("block", flat=True)
    return Block.unguarded.filter(person__in=persons, lifted_at=None).exclude(id__in=opened)


@query
def consents(*, grant: Grant) -> list[Consent]:
    """Every consent of the person, also ended ones, the latest first."""
    return list(Consent.under(grant).order_by("-given_at", "-id"))


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """What lets a unit read across for a time: a consent, to one of its staff alone where `to_one`, or a note that the
    person lastingly can not consent (`is_incapacity`)."""

    care_giver: str
    unit: str
    since: datetime
    until: datetime
    to_one: bool = False
    is_incapacity: bool = False

    @property
    def last_day(self) -> date:
        """The last day on which it applies: it ends as that day does."""
        return local_date(self.until - timedelta.resolution)


@query
def allowances(*, grant: Grant, now: datetime) -> list[Allowance]:
    """What lets units read across care givers now, the latest first; for staff that of their own care giver alone."""
    Consent.check_opens(grant)
    held: dict[str, object] = {"person__in": grant.persons, "valid_until__gt": now}
    if isinstance(grant.actor, Staff):
        held["care_giver"] = grant.actor.care_giver
    consents = (
        Allowance(
            care_giver=row.care_giver,
            unit=row.unit,
            since=row.given_at,
            until=row.valid_until,
            to_one=bool(row.employee),
        )
        for row in Consent.unguarded.filter(revoked_at=None, **held).order_by("id")
    )
    notes = (
        Allowance(
            care_giver=row.care_giver, unit=row.unit, since=row.noted_at, until=row.valid_until, is_incapacity=True
        )
        for row in IncapacityNote.unguarded.filter(ended_at=None, **held).order_by("id")
    )
    return sorted((*consents, *notes), key=lambda one: one.since, reverse=True)


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


def has_outer_block(*, grant: Grant, now: datetime) -> bool:
    """Whether a block stands between the grant's staff and some other care giver; that, and not whose, may be known by
    whoever may know that there is data (SVOD 2:2, corrections 1.4)."""
    return bool(_outer(grant, now))


def outer_blocks(*, grant: Grant, now: datetime) -> list[OuterBlock]:
    """Which other care givers the patient has blocked, in the order of their ids, so that they can be asked to lift.

    In an emergency alone, when the patient can not be asked (SVOD 3:5, corrections 1.4): any other grant gives nothing.
    """
    if grant.ground is not Ground.EMERGENCY or not isinstance(grant.actor, Staff):
        return []
    asked = _emergencies(grant.persons, now).filter(for_unit=grant.actor.unit).values_list("block", flat=True)
    waiting = frozenset(asked)
    return [
        OuterBlock(id=row.id, care_giver=row.care_giver, unit=row.unit, is_asked=row.id in waiting)
        for row in _outer(grant, now)
    ]


def is_asked_to_lift(*, persons: frozenset[UUID], care_giver: str, now: datetime) -> bool:
    """Whether another unit waits for an answer about a block on what the care giver holds, in an emergency."""
    held = Block.unguarded.filter(person__in=persons, care_giver=care_giver, lifted_at=None)
    return _emergencies(persons, now).filter(block__in=held.values_list("id", flat=True)).exists()


def _outer(grant: Grant, now: datetime) -> list[Block]:
    if not isinstance(grant.actor, Staff):
        return []
    rows = _in_force(grant.persons, grant.actor.unit, now).filter(kind=OUTER)
    return list(rows.exclude(care_giver=grant.actor.care_giver).order_by("care_giver", "unit", "id"))


def _emergencies(persons: frozenset[UUID], now: datetime) -> "QuerySet[LiftRequest]":
    """The wishes for an emergency that wait; an old one is no emergency any more."""
    return LiftRequest.unguarded.filter(
        person__in=persons,
        cause=LiftCause.EMERGENCY,
        confirmed_at=None,
        withdrawn_at=None,
        requested_at__gt=now - timedelta(hours=EMERGENCY_HOURS),
    )


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
