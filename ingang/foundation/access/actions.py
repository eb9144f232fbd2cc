"""Opening: weigh, write the audit row, commit it, and only then make the grant (architecture section 5)."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Protocol
from uuid import UUID

from ingang.foundation.access.errors import AccessRefused, AssignmentNeeded
from ingang.foundation.access.rules import Weighed
from ingang.foundation.access.weighing import weigh_at_unit, weigh_person
from ingang.foundation.audit.actions import DONE, REFUSED, record, record_for_good
from ingang.foundation.audit.queries import HIDDEN_MARK
from ingang.foundation.people.queries import linked_identities
from ingang.kernel.actor import OPERATIONS, Actor, Job, Representative, Resident, Staff
from ingang.kernel.grant import OPERATION, Grant, GrantKind, Ground, Purpose

UNIT_LIST_PURPOSES = frozenset({Purpose.CARE, Purpose.ADMINISTRATION})


def open_subject(*, actor: Resident | Representative, kinds: Iterable[str], now: datetime) -> Grant:
    """Open the data that the actor's pages are about: her own, or the one's she acts for."""
    person = actor.acting_for if isinstance(actor, Representative) else actor.person
    return open_person(actor=actor, person=person, kinds=kinds, purpose=Purpose.OWN_ACCESS, now=now)


def open_person(
    *,
    actor: Actor,
    person: UUID,
    kinds: Iterable[str],
    purpose: Purpose,
    now: datetime,
    hidden_from_guardian: bool = False,
) -> Grant:
    """Open the person's data of these kinds. Commits access.person_opened, also when it refuses, before it returns.

    Refuses with the AccessRefused that tells why. The grant holds the person's former identities too. For staff it
    reaches what their own care giver holds, past inner blocks; for others see `across`.

    `hidden_from_guardian` is for what may yet be hidden, as a message that is not written: no guardian is told of the
    opening (corrections 3.2), and what comes of it is told by its own line.
    """
    kinds = frozenset(kinds)
    return open_weighed(
        event="access.person_opened",
        actor=actor,
        person=person,
        kinds=kinds,
        purpose=purpose,
        weighing=partial(weigh_person, actor=actor, person=person, kinds=kinds, purpose=purpose, now=now),
        now=now,
        hidden_from_guardian=hidden_from_guardian,
    )


def open_at_unit(*, actor: Staff, person: UUID, kinds: Iterable[str], now: datetime) -> Grant:
    """Open what the actor's own unit holds on the person, and nothing that any other unit does.

    For staff who act at a person's wish, as on the telephone: they must not see what she has elsewhere (e-services 3.7
    and 8.12). Takes a current patient relation. Commits access.person_opened, also when it refuses.

    What it leads to may be hidden from guardians, so none is told of the opening (corrections 3.2): what staff then do
    or are shown is told by its own line.
    """
    return open_weighed(
        event="access.person_opened",
        actor=actor,
        person=person,
        kinds=frozenset(kinds),
        purpose=actor.purpose,
        weighing=partial(weigh_at_unit, actor=actor, person=person, now=now),
        now=now,
        hidden_from_guardian=True,
    )


def open_weighed(
    *,
    event: str,
    actor: Actor,
    person: UUID,
    kinds: frozenset[str],
    purpose: str,
    weighing: Callable[[], Weighed],
    now: datetime,
    reason: str = "",
    hidden_from_guardian: bool = False,
    is_recorded: bool = False,
) -> Grant:
    """The one order in which a person's data is opened: weigh, commit the audit row, and only then the grant.

    A refusal is recorded too, with its code as the ground, and raised again. `is_recorded`: the row is committed
    already, by the same actor in the same sitting, and says all that this opening would.
    """
    record_it = partial(
        _record_opening,
        event=event,
        actor=actor,
        person=person,
        kinds=kinds,
        purpose=purpose,
        details=({"reason": reason} if reason else {}) | _mark(hidden_from_guardian),
        now=now,
    )
    try:
        weighed = weighing()
    except AccessRefused as refusal:
        record_it(ground=refusal.code, outcome=REFUSED)
        raise
    if not is_recorded:
        record_it(ground=weighed.ground)
    return _person_grant(actor=actor, person=person, kinds=kinds, purpose=Purpose(purpose), weighed=weighed, now=now)


def open_unit(*, actor: Staff, kinds: Iterable[str], now: datetime) -> Grant:
    """Open the lists of the actor's own unit. Commits access.unit_list_opened; who was shown is recorded by `shown`.

    Refuses an assignment for another purpose than care or administration (PDL 4:1, inner secrecy).
    """
    allowed = actor.purpose in UNIT_LIST_PURPOSES
    return _open_list(actor, frozenset(kinds), actor.unit, actor.purpose, allowed, now)


def open_operation(*, actor: Staff, kinds: Iterable[str], now: datetime) -> Grant:
    """Open the work of the portal's own operation: deliveries given up, posts that are vacant. No unit's rows.

    Commits access.unit_list_opened. Refuses an assignment without the role of operations.
    """
    allowed = OPERATIONS in actor.roles
    return _open_list(actor, frozenset(kinds), OPERATION, Purpose.OPERATION, allowed, now)


def shown(*, grant: Grant, persons: Iterable[UUID], now: datetime, hidden_from_guardian: bool = False) -> None:
    """Record which persons a unit's list is about to show. Call it before the list leaves the query.

    What is shown and hidden from guardians leaves no line in a guardian's view of the log (corrections 3.2).
    """
    persons = frozenset(persons)
    if persons:
        record(
            event="access.list_shown",
            actor=grant.actor,
            persons=persons,
            kinds=grant.kinds,
            purpose=grant.purpose,
            ground=grant.ground,
            details=_mark(hidden_from_guardian),
            now=now,
        )


class Listed(Protocol):
    """A row of a personal table that can be hidden from guardians."""

    person: UUID
    hidden_from_guardian: bool


def shown_rows(*, grant: Grant, rows: Iterable[Listed], now: datetime) -> None:
    """Record whom a unit's list is about to show, by its rows. Call it before the list leaves the query.

    A person of whom the list shows nothing but what is hidden from guardians is recorded apart, so that no line of it
    stands in a guardian's view of the log (corrections 3.2).
    """
    rows = list(rows)
    told = frozenset(row.person for row in rows if not row.hidden_from_guardian)
    shown(grant=grant, persons=told, now=now)
    shown(grant=grant, persons=frozenset(row.person for row in rows) - told, hidden_from_guardian=True, now=now)


def open_job(*, name: str, kinds: Iterable[str], now: datetime, persons: Iterable[UUID] = ()) -> Grant:
    """Open what a named job or subscriber needs: those persons, or every row of the kinds when none is named.

    The kinds come from the manifest that names the job. Commits access.job_opened; a grant without kinds reaches
    no personal data and is not recorded.
    """
    kinds, persons, actor = frozenset(kinds), frozenset(persons), Job(name=name)
    linked = frozenset(identity for person in persons for identity in linked_identities(person=person))
    subject = min(persons) if len(persons) == 1 else None
    if kinds:
        _record_job(actor, subject, persons, kinds, now)
    return Grant(
        kind=GrantKind.JOB,
        actor=actor,
        persons=linked,
        subject=subject,
        kinds=kinds,
        purpose=Purpose.OPERATION,
        ground=Ground.MANIFEST,
        opened_at=now,
    )


def _open_list(actor: Staff, kinds: frozenset[str], unit: str, purpose: str, allowed: bool, now: datetime) -> Grant:
    """Commit the audit row of opening a unit's list, or of its refusal, and only then give the grant."""
    record_for_good(
        event="access.unit_list_opened",
        actor=actor,
        kinds=kinds,
        purpose=purpose,
        ground=Ground.ASSIGNMENT,
        outcome=DONE if allowed else REFUSED,
        now=now,
    )
    if not allowed:
        raise AssignmentNeeded()
    return Grant(
        kind=GrantKind.UNIT_LIST,
        actor=actor,
        persons=frozenset(),
        kinds=kinds,
        purpose=Purpose(purpose),
        ground=Ground.ASSIGNMENT,
        opened_at=now,
        unit=unit,
        care_givers=frozenset({actor.care_giver}),
    )


def _person_grant(
    *, actor: Actor, person: UUID, kinds: frozenset[str], purpose: Purpose, weighed: Weighed, now: datetime
) -> Grant:
    """The grant on one person within the limits that were weighed. Only after its audit row is committed."""
    return Grant(
        kind=GrantKind.PERSON,
        actor=actor,
        persons=linked_identities(person=person) | weighed.shelf,
        subject=person,
        kinds=kinds,
        purpose=purpose,
        ground=weighed.ground,
        opened_at=now,
        care_givers=weighed.care_givers,
        units=weighed.units,
        blocked_care_givers=weighed.blocked_care_givers,
        blocked_units=weighed.blocked_units,
        partly_blocked=weighed.partly_blocked,
        beyond=weighed.beyond,
    )


def _record_opening(
    *,
    event: str,
    actor: Actor,
    person: UUID,
    kinds: frozenset[str],
    purpose: str,
    ground: str,
    details: dict[str, str],
    now: datetime,
    outcome: str = DONE,
) -> None:
    """Commit the audit row of an opening or of its refusal; in a refusal the ground is the refusal's code."""
    record_for_good(
        event=event,
        actor=actor,
        person=person,
        kinds=kinds,
        purpose=purpose,
        ground=ground,
        outcome=outcome,
        details=details,
        now=now,
    )


def _record_job(
    actor: Job, subject: UUID | None, persons: frozenset[UUID], kinds: frozenset[str], now: datetime
) -> None:
    record_for_good(
        event="access.job_opened",
        actor=actor,
        person=subject,
        persons=() if subject else persons,
        kinds=kinds,
        purpose=Purpose.OPERATION,
        ground=Ground.MANIFEST,
        now=now,
    )


def _mark(hidden_from_guardian: bool) -> dict[str, str]:
    return {HIDDEN_MARK: "1"} if hidden_from_guardian else {}
