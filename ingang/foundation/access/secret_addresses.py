"""Secret addresses: one use of a person's data, such as her calendar, for a program that can not log in.

The address holds a secret that nobody can guess. It is a way in of its own, narrower than the log-in: whoever could not
log in, or is at risk, has none, and what opening would refuse, it refuses. See docs/decisions/0014.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from ingang.foundation.access.actions import open_weighed
from ingang.foundation.access.errors import AccessRefused, AskedTooOften, NotYours
from ingang.foundation.access.models import SecretAddress, SecretLink
from ingang.foundation.access.queries import subject_facts
from ingang.foundation.access.rules import Weighed
from ingang.foundation.access.weighing import weigh_person
from ingang.foundation.audit.actions import record_under
from ingang.foundation.identity.queries import locked_persons
from ingang.foundation.identity.rules import digest
from ingang.foundation.personal.scope import action, query
from ingang.kernel.actor import Origin, Representative, Resident
from ingang.kernel.errors import NotFound
from ingang.kernel.grant import Grant, Purpose
from ingang.kernel.periods import local_date

SECRET_BYTES = 32
MOST_READS = 60
WITHIN = timedelta(hours=1)
WAY = "secret_address"


@dataclass(frozen=True, kw_only=True)
class OwnSecretAddress:
    """A secret address as its owner sees it: the secret itself is told once, when it is given."""

    given_at: datetime
    last_used_at: datetime | None


@action
def give_secret_address(*, grant: Grant, use: str, now: datetime) -> str:
    """A new secret for this use of the person's data, told only now; the one before is worth nothing from now on.

    Refuses whoever could not read by it: a protected person, and a locked log-in. Records access.secret_address_given.
    """
    actor = resident_of(grant=grant)
    check_safe(actor=actor, now=now)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    _in_force(grant, use).update(revoked_at=now)
    SecretAddress(
        person=grant.person, owner=actor.person, use=use, digest=digest(secret), given_at=now, counted_from=now
    ).save(force_insert=True)
    record_under(event="access.secret_address_given", grant=grant, now=now, details={"use": use})
    return secret


@action
def revoke_secret_address(*, grant: Grant, use: str, now: datetime) -> None:
    """End the secret address for this use at once. Records access.secret_address_revoked; ending nothing does not."""
    if _in_force(grant, use).update(revoked_at=now):
        record_under(event="access.secret_address_revoked", grant=grant, now=now, details={"use": use})


@query
def secret_address(*, grant: Grant, use: str) -> OwnSecretAddress | None:
    """The actor's own address for this use of the person's data, or None."""
    row = _in_force(grant, use).first()
    return OwnSecretAddress(given_at=row.given_at, last_used_at=row.last_used_at) if row else None


def can_have_secret_address(*, grant: Grant, now: datetime) -> bool:
    """Whether an address may be given; decides the button."""
    try:
        check_safe(actor=resident_of(grant=grant), now=now)
    except AccessRefused:
        return False
    return True


def open_by_secret(*, secret: str, use: str, kinds: tuple[str, ...], origin: Origin, now: datetime) -> Grant:
    """The grant for whoever shows the secret. Commits access.read_by_secret_address, also when it refuses.

    It is weighed as at a log-in of its owner, at every read: the 13th birthday, a block, death and protection end it.
    Refuses with NotFound, as if there never was such an address, and with AskedTooOften beyond sixty reads an hour.
    """
    row = SecretAddress.unguarded.filter(digest=digest(secret), use=use, revoked_at=None).first()
    if row is None:
        raise NotFound()
    _count(row, now)
    actor = owner_of(row=row, origin=Origin(request_id=origin.request_id, address=origin.address, way=WAY))
    kinds_asked = frozenset(kinds)
    try:
        return open_weighed(
            event="access.read_by_secret_address",
            actor=actor,
            person=row.person,
            kinds=kinds_asked,
            purpose=Purpose.OWN_ACCESS,
            weighing=lambda: _weigh(actor, row.person, kinds_asked, now),
            now=now,
        )
    except AccessRefused as refused:
        raise NotFound() from refused


def _weigh(actor: Resident | Representative, person: UUID, kinds: frozenset[str], now: datetime) -> Weighed:
    check_safe(actor=actor, now=now)
    return weigh_person(actor=actor, person=person, kinds=kinds, purpose=Purpose.OWN_ACCESS, now=now)


def check_safe(*, actor: Resident | Representative, now: datetime) -> None:
    """Refuse the protected, and whose log-in is locked: an address can be in hands that she fears.

    Weighing refuses whoever acts for a protected person. Whether a child's log-in is locked is hers to know.
    """
    facts = subject_facts(person=actor.person, on=local_date(now))
    if facts is None or facts.is_protected or locked_persons(persons=[actor.person]):
        raise NotYours()


def _count(row: SecretAddress, now: datetime) -> None:
    with transaction.atomic():
        own = SecretAddress.unguarded.filter(id=row.id)
        own.filter(counted_from__lte=now - WITHIN).update(counted_from=now, reads=0)
        if not own.filter(reads__lt=MOST_READS).update(reads=F("reads") + 1, last_used_at=now):
            raise AskedTooOften()


def owner_of(*, row: SecretAddress | SecretLink, origin: Origin) -> Resident | Representative:
    """The actor whose address or link it is, as she would be at a log-in."""
    if row.owner == row.person:
        return Resident(person=row.person, origin=origin)
    return Representative(person=row.owner, acting_for=row.person, origin=origin)


def resident_of(*, grant: Grant) -> Resident | Representative:
    """Who acts under the grant; refuses everybody who is no resident."""
    if not isinstance(grant.actor, Resident | Representative):
        raise NotYours()
    return grant.actor


def _in_force(grant: Grant, use: str) -> QuerySet[SecretAddress]:
    owner = resident_of(grant=grant).person
    return SecretAddress.unguarded.filter(person=grant.person, owner=owner, use=use, revoked_at=None)
