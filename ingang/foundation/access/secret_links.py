"""Secret links: one thing of a person's for a while, for somebody to whom its owner shows a link and tells a code.

As a secret address (see docs/decisions/0014) a link is a way in of its own, narrower than the log-in, and it is weighed
anew at each opening. It ends at a time, and for good after a few wrong codes: docs/decisions/0034.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hmac import compare_digest
from uuid import UUID

from django.db import transaction
from django.db.models import F

from ingang.foundation.access.actions import open_weighed
from ingang.foundation.access.errors import AccessRefused, SwitchedOff, WrongCode
from ingang.foundation.access.models import SecretLink
from ingang.foundation.access.queries import subject_facts
from ingang.foundation.access.rules import Weighed
from ingang.foundation.access.secret_addresses import SECRET_BYTES, check_safe, owner_of, resident_of
from ingang.foundation.access.weighing import weigh_person
from ingang.foundation.audit.actions import REFUSED, record, record_under
from ingang.foundation.identity.rules import digest
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import action, query
from ingang.foundation.regions.queries import is_on
from ingang.kernel.actor import Actor, Job, Origin, Representative, Resident, subject_of
from ingang.kernel.errors import NotFound
from ingang.kernel.grant import Grant, Purpose
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current

WAY = "secret_link"
CODES = 10**6
MOST_TRIES = 5
"""So many wrong codes in all: who has the link guesses the code once in two hundred thousand times."""
LONGEST = timedelta(hours=24)
TICKET = timedelta(minutes=5)
EVENT = "access.opened_by_link"


class Why(StrEnum):
    """What ended a link before its time."""

    OWNER = "owner"
    CODES = "codes"  # too many wrong ones
    REFUSED = "refused"  # its owner could not open it any more
    CHANGED = "changed"  # the service: what it showed has changed


@dataclass(frozen=True, kw_only=True)
class Given:
    """A new link's secret and its code, told now and never again, and when it ends."""

    until: datetime
    secret: str = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class OwnLink:
    """A link as its owner sees it. `why` is empty where nothing ended it before its time."""

    thing: UUID
    given_at: datetime
    until: datetime
    ended_at: datetime | None
    why: Why | None
    tries: int

    def is_open(self, *, now: datetime) -> bool:
        """Whether somebody could still open it."""
        return self.ended_at is None and now < self.until


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What a link opened: which thing, under which grant. `ticket` opens the same once more for some minutes."""

    thing: UUID
    grant: Grant
    ticket: str = field(default="", repr=False)
    ticket_until: datetime | None = None


@action
def give_link(*, grant: Grant, use: str, thing: UUID, until: datetime, now: datetime) -> Given:
    """A link to the thing until then, at most a day. The secret and the code are told only now.

    Refuses whoever could not show it: a protected person, a locked log-in, and where the use is a switch that the
    person's region has off. Records access.link_given.
    """
    actor = resident_of(grant=grant)
    _check_offered(use, grant.person, now)
    check_safe(actor=actor, now=now)
    until = min(until, now + LONGEST)
    given = Given(until=until, secret=secrets.token_urlsafe(SECRET_BYTES), code=f"{secrets.randbelow(CODES):06}")
    SecretLink(
        person=grant.person,
        owner=actor.person,
        use=use,
        thing=thing,
        digest=digest(given.secret),
        code=_bound(given.secret, given.code),
        tries=MOST_TRIES,
        given_at=now,
        until=until,
    ).save(force_insert=True)
    record_under(event="access.link_given", grant=grant, now=now, details={"use": use, "thing": str(thing)})
    return given


@action
def end_link(*, grant: Grant, use: str, thing: UUID, now: datetime) -> None:
    """End the actor's own link to the thing at once. Records access.link_ended; ending nothing does not."""
    owner = resident_of(grant=grant).person
    for row in SecretLink.unguarded.filter(person=grant.person, owner=owner, use=use, thing=thing):
        _end(row, Why.OWNER, grant.actor, now)


@query
def links(*, grant: Grant, use: str) -> dict[UUID, OwnLink]:
    """The actor's own links for this use of the person's data, by their things."""
    rows = SecretLink.unguarded.filter(person=grant.person, owner=resident_of(grant=grant).person, use=use)
    return {row.thing: _as_own(row) for row in rows}


def is_offered(*, use: str, actor: Resident | Representative, now: datetime) -> bool:
    """Whether the region of the person whom the actor's pages are about has this use."""
    person = subject_of(actor)
    try:
        _check_offered(use, person or actor.person, now)
    except SwitchedOff:
        return False
    return True


def can_have_link(*, grant: Grant, now: datetime) -> bool:
    """Whether a link may be given; decides the button."""
    try:
        check_safe(actor=resident_of(grant=grant), now=now)
    except AccessRefused:
        return False
    return True


def open_by_link(*, secret: str, code: str, use: str, kinds: Iterable[str], origin: Origin, now: datetime) -> Opened:
    """The grant for whoever shows the link and says the code. Commits access.opened_by_link, also when it refuses.

    Refuses with WrongCode, after the last one with NotFound. It is weighed as at a log-in of its owner; what that
    would refuse ends the link, which then looks as if it never was.
    """
    row = _in_force(secret, use, now)
    ticket = _checked(row, secret, code, origin, kinds, now)
    return _opened(row, kinds, origin, now, ticket)


def open_by_ticket(
    *, secret: str, ticket: str, use: str, kinds: Iterable[str], origin: Origin, now: datetime
) -> Opened:
    """The same once more, for whoever has opened it with the code some minutes ago. Each ticket is worth one opening.

    Commits access.opened_by_link, also when it refuses.
    """
    row = _in_force(secret, use, now)
    mine = SecretLink.unguarded.filter(id=row.id, ticket=digest(ticket), ticket_until__gt=now)
    if not mine.update(ticket="", ticket_until=None):
        raise NotFound()
    return _opened(row, kinds, origin, now)


def close_link(*, use: str, thing: UUID, why: Why, now: datetime) -> None:
    """End a link by itself. Records access.link_ended and announces access.link_closed."""
    for row in SecretLink.unguarded.filter(use=use, thing=thing):
        _close(row, why, now)


def close_what_opens_no_more(*, use: str, kinds: Iterable[str], now: datetime) -> frozenset[UUID]:
    """End every link that its owner could not open any more; gives the things of those that still open."""
    standing = set[UUID]()
    for row in SecretLink.unguarded.filter(use=use, ended_at=None, until__gt=now).order_by("id"):
        try:
            _weigh(use, owner_of(row=row, origin=Origin()), row.person, frozenset(kinds), now)
        except AccessRefused:
            _close(row, Why.REFUSED, now)
        else:
            standing.add(row.thing)
    return frozenset(standing)


def forget_links(*, use: str, things: Iterable[UUID]) -> None:
    """Forget these links, which have ended: the audit log keeps that they were."""
    SecretLink.unguarded.filter(use=use, thing__in=list(things)).delete()


def _in_force(secret: str, use: str, now: datetime) -> SecretLink:
    rows = SecretLink.unguarded.filter(digest=digest(secret), use=use, ended_at=None, until__gt=now)
    row: SecretLink | None = rows.first()
    if row is None:
        raise NotFound()
    return row


def _checked(row: SecretLink, secret: str, code: str, origin: Origin, kinds: Iterable[str], now: datetime) -> str:
    """A ticket for whoever said the right code."""
    if not code:
        raise WrongCode(left=row.tries)
    ticket = secrets.token_urlsafe(SECRET_BYTES)
    with transaction.atomic():
        mine = SecretLink.unguarded.filter(id=row.id)
        # The try is paid for before the code is looked at: of many that come at once none is free.
        if not mine.filter(ended_at=None, tries__gt=0).update(tries=F("tries") - 1):
            raise NotFound()
        if compare_digest(row.code, _bound(secret, code)):
            mine.update(tries=F("tries") + 1, ticket=digest(ticket), ticket_until=now + TICKET)
            return ticket
        left = mine.values_list("tries", flat=True).get()
        _record_wrong(row, origin, kinds, now)
        if not left:
            _close(row, Why.CODES, now)
    raise WrongCode(left=left)


def _opened(row: SecretLink, kinds: Iterable[str], origin: Origin, now: datetime, ticket: str = "") -> Opened:
    actor, asked = _owner(row, origin), frozenset(kinds)
    try:
        grant = open_weighed(
            event=EVENT,
            actor=actor,
            person=row.person,
            kinds=asked,
            purpose=Purpose.OWN_ACCESS,
            weighing=lambda: _weigh(row.use, actor, row.person, asked, now),
            now=now,
        )
    except AccessRefused as refused:
        _close(row, Why.REFUSED, now)
        raise NotFound() from refused
    return Opened(thing=row.thing, grant=grant, ticket=ticket, ticket_until=now + TICKET if ticket else None)


def _weigh(use: str, actor: Resident | Representative, person: UUID, kinds: frozenset[str], now: datetime) -> Weighed:
    _check_offered(use, person, now)
    check_safe(actor=actor, now=now)
    return weigh_person(actor=actor, person=person, kinds=kinds, purpose=Purpose.OWN_ACCESS, now=now)


def _check_offered(use: str, person: UUID, now: datetime) -> None:
    """Refuse a use that is a switch and that the person's region does not have on."""
    facts, on = subject_facts(person=person, on=local_date(now)), local_date(now)
    if use in current().switches and not is_on(region=facts.region if facts else "", code=use, on=on):
        raise SwitchedOff()


def _record_wrong(row: SecretLink, origin: Origin, kinds: Iterable[str], now: datetime) -> None:
    record(
        event=EVENT,
        actor=_owner(row, origin),
        person=row.person,
        kinds=kinds,
        purpose=Purpose.OWN_ACCESS,
        ground=WrongCode.code,
        outcome=REFUSED,
        details={"use": row.use, "thing": str(row.thing)},
        now=now,
    )


def _close(row: SecretLink, why: Why, now: datetime) -> None:
    with transaction.atomic():
        if _end(row, why, Job(name="access.links"), now):
            fields = {"use": row.use, "thing": str(row.thing), "why": str(why)}
            announce(name="access.link_closed", person=row.person, fields=fields, now=now)


def _end(row: SecretLink, why: Why, actor: Actor, now: datetime) -> bool:
    standing = SecretLink.unguarded.filter(id=row.id, ended_at=None, until__gt=now)
    if not standing.update(ended_at=now, why=why, ticket="", ticket_until=None):
        return False
    details = {"use": row.use, "thing": str(row.thing), "why": str(why)}
    record(event="access.link_ended", actor=actor, person=row.person, details=details, now=now)
    return True


def _owner(row: SecretLink, origin: Origin) -> Resident | Representative:
    return owner_of(row=row, origin=Origin(request_id=origin.request_id, address=origin.address, way=WAY))


def _bound(secret: str, code: str) -> str:
    """Six digits are soon tried through; with the secret, which is not kept, nobody can try."""
    return digest(f"{secret} {code}")


def _as_own(row: SecretLink) -> OwnLink:
    return OwnLink(
        thing=row.thing,
        given_at=row.given_at,
        until=row.until,
        ended_at=row.ended_at,
        why=Why(row.why) if row.why else None,
        tries=row.tries,
    )
