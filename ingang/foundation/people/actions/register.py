"""What the population register tells us: a person, her guardians, a new identity, a death."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.outbox.actions import announce
from ingang.foundation.people.errors import FictitiousIdentity, NumberTaken, PersonUnknown
from ingang.foundation.people.models import FormerIdentity, Guardianship, Mandate, Person, PersonNumber, Protection
from ingang.foundation.people.population_register import RegisteredPerson
from ingang.foundation.people.queries import in_force, linked_identities, person_by_identifier
from ingang.kernel.actor import Job, Staff, System
from ingang.kernel.identifiers import PersonIdentifier
from ingang.kernel.periods import local_date

Registrar = Job | System | Staff
"""Who brings news from the register: the job that fetches them, an outside system, or staff at a desk."""


@transaction.atomic
def register_person(*, actor: Registrar, told: RegisteredPerson, now: datetime) -> UUID:
    """Write what the register tells, for a new or a known person, and return her id. Records people.registered.

    Hearing the same again changes nothing, and an answer that is older than what is known is dropped: answers may
    overtake each other. A protected person's municipality is not kept, and what the register does not tell of her
    stays as it was. Guardians whom the register no longer names lose custody today; guardians we do not know yet are
    linked when they are registered themselves and the child is read again. Who leaves the register without having
    died is announced as people.deregistered.
    """
    on = local_date(now)
    known = person_by_identifier(identifier=told.identifier, on=on)
    person = known or Person()
    if known and known.told_at and told.told_at and told.told_at < known.told_at:
        return known.id
    had_left, before = person.deregistered_on is not None, _facts(person)
    _write_facts(person, told, now)
    if known is None:
        person.save(force_insert=True)
        _give_number(person.id, told.identifier, on)
    else:
        # Her own words (chosen name, languages) may be changing meanwhile: only the register's facts are written.
        person.save(update_fields=[*FACTS, "told_at", "read_at"])
    custody_changed = not told.is_limited and _set_guardians(person.id, told.guardians, on)
    if known is None or custody_changed or _facts(person) != before:
        record(event="people.registered", actor=actor, person=person.id, now=now)
    if told.deceased_on and person.deceased_on is None:
        register_death(actor=actor, person=person.id, on=told.deceased_on, now=now)
    if told.deregistered_on and not had_left:
        _announce_leaving(actor, person.id, told.deregistered_on, now)
    return person.id


@transaction.atomic
def register_death(*, actor: Registrar, person: UUID, on: date, now: datetime) -> None:
    """Write that the person died. Her mandates, given and held, and her custody end. Records people.death_registered.

    Announces people.died, by which services turn open matters into work at the unit (corrections 3.4). Telling it
    again changes nothing. Refuses an unknown person.
    """
    if not Person.objects.filter(id=person).exists():
        raise PersonUnknown()
    if not Person.objects.filter(id=person, deceased_on=None).update(deceased_on=on):
        return
    everybody = linked_identities(person=person)
    for role in ("person__in", "ombud__in"):
        Mandate.unguarded.filter(revoked_at=None, **{role: everybody}).update(revoked_at=now)
    today = local_date(now)
    Guardianship.unguarded.filter(in_force(on=today), guardian__in=everybody).update(valid_until=today)
    record(event="people.death_registered", actor=actor, person=person, now=now, details={"on": on.isoformat()})
    announce(name="people.died", person=person, fields={"on": on.isoformat()}, now=now)


@transaction.atomic
def change_identity(
    *, actor: Registrar, former: PersonIdentifier, current: PersonIdentifier, is_fictitious: bool, now: datetime
) -> UUID:
    """The person who had `former` has `current` from today; return her id. Records people.identity_changed.

    Everything she had goes along: a new number is given to the same person, and a person who was registered
    under it already is linked, so that grants, blocks and consents reach both (corrections 3.11). Refuses a
    fictitious identity before anything is written, the audit included: a row with both would be the link.
    """
    if is_fictitious:
        raise FictitiousIdentity()
    on = local_date(now)
    before = person_by_identifier(identifier=former, on=on)
    if before is None:
        raise PersonUnknown()
    after = person_by_identifier(identifier=current, on=on)
    if after is None:
        _give_number(before.id, current, on)
    elif after.id != before.id:
        _link(after.id, before.id, on)
        # What protects her comes along (corrections 3.11).
        if before.journal_sealed_at:
            Person.objects.filter(id=after.id).update(journal_sealed_at=before.journal_sealed_at)
    PersonNumber.objects.filter(kind=former.kind, value=former.value).update(valid_until=on)
    person = after.id if after else before.id
    record(event="people.identity_changed", actor=actor, person=person, now=now)
    announce(name="people.identity_changed", person=person, fields={"former": str(before.id)}, now=now)
    return person


def _give_number(person: UUID, identifier: PersonIdentifier, on: date) -> None:
    number = {"kind": identifier.kind, "value": identifier.value}
    if PersonNumber.objects.filter(**number).exists():
        raise NumberTaken()
    PersonNumber.objects.create(**number, person=person, valid_from=on)


def _link(person: UUID, former: UUID, on: date) -> None:
    if person in linked_identities(person=former) or FormerIdentity.unguarded.filter(former=former).exists():
        raise NumberTaken()
    for each in linked_identities(person=former):
        FormerIdentity.unguarded.create(person=person, former=each, since=on)


FACTS = (
    *("given_name", "family_name", "birth_date", "sex", "protection", "municipality"),
    *("identity_level", "is_dormant", "deregistration", "deregistered_on"),
)
"""What the register tells of a person and nobody else may change."""
UNTOLD = frozenset({"birth_date", "sex", "deregistration", "deregistered_on"})
"""What is not told of a protected person."""


def _facts(person: Person) -> list[object]:
    return [getattr(person, name) for name in FACTS]


def _write_facts(person: Person, told: RegisteredPerson, now: datetime) -> None:
    for name in FACTS:
        # Of a protected person little is told, which is not the same as unknown: her age must not be lost.
        if not (told.is_limited and name in UNTOLD and not getattr(told, name)):
            setattr(person, name, getattr(told, name))
    if told.protection != Protection.NONE:
        person.municipality = ""
    person.told_at, person.read_at = told.told_at or person.told_at, now


def _announce_leaving(actor: Registrar, person: UUID, on: date, now: datetime) -> None:
    details = {"on": on.isoformat()}
    record(event="people.deregistered", actor=actor, person=person, now=now, details=details)
    announce(name="people.deregistered", person=person, fields=details, now=now)


def _set_guardians(child: UUID, identifiers: tuple[PersonIdentifier, ...], on: date) -> bool:
    """Let exactly these have custody from today, and tell whether that was a change."""
    found = (person_by_identifier(identifier=identifier, on=on) for identifier in identifiers)
    told = {one.id for one in found if one is not None}
    current = Guardianship.unguarded.filter(in_force(on=on), person=child)
    ended = current.exclude(guardian__in=told).update(valid_until=on)
    begun = told - set(current.values_list("guardian", flat=True))
    for guardian in begun:
        Guardianship.unguarded.update_or_create(
            person=child, guardian=guardian, valid_from=on, defaults={"valid_until": None}
        )
    return bool(ended or begun)
