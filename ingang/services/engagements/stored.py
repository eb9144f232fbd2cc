"""Tells the index what was stored before it was there: person by person, in pieces that are told before the next."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ingang.foundation.people.queries import identifiers_of
from ingang.foundation.personal.scope import action, query
from ingang.foundation.records.queries import holders, persons_with_records
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.engagements.models import Untold, Walk
from ingang.services.engagements.rules import WORDS
from ingang.services.engagements.telling import due, tell

STORED = "stored"

Key = tuple[UUID, str, str]
"""A person, a care giver and one of the index's words."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """The next persons with records: what the index shall know of them, and how many it can not know."""

    last: UUID
    persons: int
    nameless: int
    keys: tuple[Key, ...]


@query
def piece_after(*, grant: Grant, after: UUID | None, size: int, now: datetime) -> Piece | None:
    """The next piece, or None when there is none. Whom the index can not know is counted (records 1, R3)."""
    persons = persons_with_records(grant=grant, after=after, size=size)
    if not persons:
        return None
    known = [one for one in persons if _has_number(one, now)]
    keys = [
        (person, care_giver, word.code)
        for word in WORDS.values()
        for person, care_giver in holders(grant=grant, persons=known, types=word.types, categories=word.categories)
    ]
    return Piece(last=persons[-1], persons=len(persons), nameless=len(persons) - len(known), keys=tuple(sorted(keys)))


@action
def begin(*, grant: Grant, anew: bool) -> Walk:
    """The walk that goes on, or a new one where there is none, it has ended, or all shall be told `anew`."""
    walk = Walk.objects.filter(name=STORED, ended_at=None).first()
    if walk is None or anew:
        walk = Walk(name=STORED)
        walk.save()
    return walk


@action
def mark(*, grant: Grant, walk: Walk, piece: Piece, now: datetime) -> None:
    """Mark the piece as untold, and note that the walk has come so far. What is untold already stays as it is."""
    rows = [Untold(person=person, care_giver=by, word=word, changed_at=now) for person, by, word in piece.keys]
    Untold.under(grant).bulk_create(rows, ignore_conflicts=True)
    pass_by(walk=walk, piece=piece)
    walk.save()


@action
def end(*, grant: Grant, walk: Walk, now: datetime) -> None:
    """All is told."""
    walk.ended_at = now
    walk.save(update_fields=["ended_at"])


def pass_by(*, walk: Walk, piece: Piece) -> None:
    """The walk has come past the piece. Not saved."""
    walk.after = piece.last
    walk.persons += piece.persons
    walk.engagements += len(piece.keys)
    walk.nameless += piece.nameless


def tell_all_due(*, grant: Grant, now: datetime) -> bool:
    """Tell what is due until nothing is; whether the index took it. What it did not take the job tries again."""
    while due(grant=grant, now=now):
        tell(grant=grant, now=now)
    return not is_anything_refused(grant=grant)


@query
def is_anything_refused(*, grant: Grant) -> bool:
    """Whether something waits that the index has not taken."""
    return Untold.under(grant).filter(attempts__gt=0).exists()


def _has_number(person: UUID, now: datetime) -> bool:
    return any(not one.kind.is_reserve for one in identifiers_of(person=person, on=local_date(now)))
