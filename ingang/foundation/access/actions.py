"""Opening: weigh, write the audit row, commit it, and only then make the grant (architecture section 5)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from uuid6 import uuid7

from ingang.foundation.access.errors import AccessRefused, AssignmentNeeded, NoCareRelation, NoMandate, NotYours
from ingang.foundation.access.queries import has_care_relation, relation_facts, subject_facts
from ingang.foundation.access.rules import weigh
from ingang.foundation.audit.actions import DONE, REFUSED, record
from ingang.foundation.people.queries import linked_identities
from ingang.kernel.actor import Actor, Job, Representative, Resident, Staff, subject_of
from ingang.kernel.grant import Grant, GrantKind, Ground, Purpose
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current

UNIT_LIST_PURPOSES = frozenset({Purpose.CARE, Purpose.ADMINISTRATION})


def open_subject(*, actor: Resident | Representative, kinds: Iterable[str], now: datetime) -> Grant:
    """Open the data that the actor's pages are about: her own, or the one's she acts for."""
    person = subject_of(actor)
    assert person is not None
    return open_person(actor=actor, person=person, kinds=kinds, purpose=Purpose.OWN_ACCESS, now=now)


def open_person(*, actor: Actor, person: UUID, kinds: Iterable[str], purpose: Purpose, now: datetime) -> Grant:
    """Open the person's data of these kinds. Commits access.person_opened, also when it refuses, before it returns.

    Refuses with the AccessRefused that tells why. The grant holds the person's former identities too.
    """
    kinds = frozenset(kinds)
    try:
        ground = _weigh_person(actor, person, kinds, purpose, now)
    except AccessRefused as refusal:
        _record_opening(actor, person, kinds, purpose, refusal.code, REFUSED, now)
        raise
    _record_opening(actor, person, kinds, purpose, ground, DONE, now)
    return Grant(
        id=uuid7(),
        kind=GrantKind.PERSON,
        actor=actor,
        persons=linked_identities(person=person),
        kinds=kinds,
        purpose=purpose,
        ground=ground,
        opened_at=now,
        care_givers=frozenset({actor.care_giver}) if isinstance(actor, Staff) else None,
    )


def open_unit(*, actor: Staff, kinds: Iterable[str], now: datetime) -> Grant:
    """Open the lists of the actor's own unit. Commits access.unit_list_opened; who was shown is recorded by `shown`.

    Refuses an assignment for another purpose than care or administration (PDL 4:1, inner secrecy).
    """
    kinds = frozenset(kinds)
    allowed = actor.purpose in UNIT_LIST_PURPOSES
    with transaction.atomic(durable=True):
        record(
            event="access.unit_list_opened",
            actor=actor,
            kinds=kinds,
            purpose=actor.purpose,
            ground=Ground.ASSIGNMENT,
            outcome=DONE if allowed else REFUSED,
            now=now,
        )
    if not allowed:
        raise AssignmentNeeded()
    return Grant(
        id=uuid7(),
        kind=GrantKind.UNIT_LIST,
        actor=actor,
        persons=frozenset(),
        kinds=kinds,
        purpose=Purpose(actor.purpose),
        ground=Ground.ASSIGNMENT,
        opened_at=now,
        unit=actor.unit,
        care_givers=frozenset({actor.care_giver}),
    )


def shown(*, grant: Grant, persons: Iterable[UUID], now: datetime) -> None:
    """Record which persons a unit's list is about to show. Call it before the list leaves the query."""
    persons = frozenset(persons)
    if persons:
        record(
            event="access.list_shown",
            actor=grant.actor,
            persons=persons,
            kinds=grant.kinds,
            purpose=grant.purpose,
            ground=grant.ground,
            now=now,
        )


def open_job(*, name: str, kinds: Iterable[str], now: datetime, persons: Iterable[UUID] = ()) -> Grant:
    """Open what a named job or subscriber needs: those persons, or every row of the kinds when none is named.

    The kinds come from the manifest that names the job. Commits access.job_opened; a grant without kinds reaches
    no personal data and is not recorded.
    """
    kinds, persons, actor = frozenset(kinds), frozenset(persons), Job(name=name)
    linked = frozenset(identity for person in persons for identity in linked_identities(person=person))
    if kinds:
        _record_job(actor, persons, kinds, now)
    return Grant(
        id=uuid7(),
        kind=GrantKind.JOB,
        actor=actor,
        persons=linked,
        kinds=kinds,
        purpose=Purpose.OPERATION,
        ground=Ground.MANIFEST,
        opened_at=now,
    )


def _record_job(actor: Job, persons: frozenset[UUID], kinds: frozenset[str], now: datetime) -> None:
    with transaction.atomic(durable=True):
        record(
            event="access.job_opened",
            actor=actor,
            person=min(persons) if len(persons) == 1 else None,
            persons=persons if len(persons) > 1 else (),
            kinds=kinds,
            purpose=Purpose.OPERATION,
            ground=Ground.MANIFEST,
            now=now,
        )


def _weigh_person(actor: Actor, person: UUID, kinds: frozenset[str], purpose: Purpose, now: datetime) -> Ground:
    if isinstance(actor, Staff):
        return _weigh_staff(actor, person, purpose, now)
    if not isinstance(actor, Resident | Representative) or subject_of(actor) != person:
        raise NotYours()
    on = local_date(now)
    subject = subject_facts(person=person, on=on)
    if subject is None:
        raise NotYours()
    relation = relation_facts(acting=actor.person, person=person, on=on)
    ground = weigh(subject=subject, relation=relation, kinds=kinds, age_rules=current().age_rules, on=on)
    if ground is Ground.OMBUD and not all(current().data_kinds[kind].ombud_allowed for kind in kinds):
        # The journal can not be handed to another adult (PDL 5:5; HFD 2017).
        raise NoMandate()
    return ground


def _weigh_staff(actor: Staff, person: UUID, purpose: Purpose, now: datetime) -> Ground:
    if actor.purpose != purpose:
        raise AssignmentNeeded()
    if subject_facts(person=person, on=local_date(now)) is None:
        raise NotYours()
    if not has_care_relation(person=person, unit=actor.unit, now=now):
        raise NoCareRelation()
    return Ground.ASSIGNMENT


def _record_opening(
    actor: Actor, person: UUID, kinds: frozenset[str], purpose: Purpose, ground: str, outcome: str, now: datetime
) -> None:
    with transaction.atomic(durable=True):
        record(
            event="access.person_opened",
            actor=actor,
            person=person,
            kinds=kinds,
            purpose=purpose,
            ground=ground,
            outcome=outcome,
            now=now,
        )
