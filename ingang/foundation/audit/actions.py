"""Writing to the audit log: one function, called inside the transaction that it describes."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from ingang.foundation.audit.errors import UnknownAuditEvent
from ingang.foundation.audit.models import AuditEvent, ShownPerson
from ingang.foundation.personal.cursors import database
from ingang.foundation.personal.prepared import insert, unconstructed
from ingang.kernel.actor import Actor, Representative, Staff, System
from ingang.kernel.grant import Grant
from ingang.kernel.registry import current

DONE = "done"
REFUSED = "refused"


def record(
    *,
    event: str,
    actor: Actor,
    now: datetime,
    person: UUID | None = None,
    persons: Iterable[UUID] = (),
    kinds: Iterable[str] = (),
    purpose: str = "",
    ground: str = "",
    outcome: str = DONE,
    details: Mapping[str, str] | None = None,
) -> int:
    """Append one event and return its number. `details` holds ids and codes only, never content.

    `person` is the one it concerns; `persons` those that a list showed. Refuses a code that no manifest gives
    words to.
    """
    if event not in current().audit_words:
        raise UnknownAuditEvent(event)
    shown = sorted(str(one) for one in persons)
    # One row alone is whole by itself.
    with transaction.atomic(savepoint=False) if shown else nullcontext():
        told = {
            "id": None,
            "at": now,
            "event": event,
            "outcome": outcome,
            "person": person,
            "persons": shown,
            "kinds": sorted(kinds),
            "purpose": purpose,
            "ground": ground,
            "details": dict(details or {}),
            **_actor_fields(actor),
        }
        row = unconstructed(AuditEvent, told)
        insert(row)
        if shown:
            ShownPerson.objects.bulk_create(ShownPerson(person=UUID(one), at=now, event_id=row.id) for one in shown)
    return row.id


def record_for_good(*, event: str, actor: Actor, now: datetime, **more: Any) -> int:
    """As `record`, and committed when it returns.

    Refuses, with RuntimeError, to stand in a transaction, which could take it back.
    """
    with transaction.atomic(durable=True) if database().in_atomic_block else nullcontext():
        return record(event=event, actor=actor, now=now, **more)


def record_under(
    *, event: str, grant: Grant, now: datetime, details: Mapping[str, str] | None = None, person: UUID | None = None
) -> int:
    """Append an event of an action under a grant: kinds, purpose and ground are the grant's, and so is the person.

    Under a grant for a list or a job, `person` names the one whom the event concerns.
    """
    if person is None and (grant.subject or len(grant.persons) == 1):
        person = grant.person
    return record(
        event=event,
        actor=grant.actor,
        now=now,
        person=person,
        persons=() if person else grant.persons,
        kinds=grant.kinds,
        purpose=grant.purpose,
        ground=grant.ground,
        details=details,
    )


def record_each(*, event: str, grant: Grant, about: Sequence[tuple[UUID, Mapping[str, str]]], now: datetime) -> None:
    """Append one event for each person with its details, under a job's grant, with one statement for all of them.

    Refuses a code that no manifest gives words to.
    """
    if event not in current().audit_words:
        raise UnknownAuditEvent(event)
    same = {
        "at": now,
        "event": event,
        "outcome": DONE,
        "kinds": sorted(grant.kinds),
        "purpose": grant.purpose,
        "ground": grant.ground,
        **_actor_fields(grant.actor),
    }
    AuditEvent.objects.bulk_create(
        AuditEvent(person=person, details=dict(details), **same) for person, details in about
    )


NOBODY_ELSE: dict[str, object] = {
    "actor_name": "",
    "actor_role": "",
    "acting_for": None,
    "assignment": "",
    "unit": "",
    "care_giver": "",
}
"""What only some actors have."""


def _actor_fields(actor: Actor) -> dict[str, object]:
    fields: dict[str, object] = NOBODY_ELSE | {
        "actor_kind": actor.kind,
        "actor": actor.identity,
        "way": actor.origin.way,
        "address": actor.origin.address,
        "request_id": actor.origin.request_id,
    }
    if isinstance(actor, Representative):
        fields["acting_for"] = actor.acting_for
    if isinstance(actor, System):
        fields["care_giver"] = actor.care_giver
    if isinstance(actor, Staff):
        fields |= {
            "actor_name": actor.name,
            "actor_role": actor.role,
            "assignment": actor.assignment,
            "unit": actor.unit,
            "care_giver": actor.care_giver,
        }
    return fields
