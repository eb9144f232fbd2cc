"""What the population register tells: new and known persons, custody, a new identity, a death."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest

from conftest import TODAY, number_of
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.outbox.models import OutboxEvent
from ingang.foundation.people.actions.register import change_identity, register_death, register_person
from ingang.foundation.people.errors import FictitiousIdentity, NumberTaken, PersonUnknown
from ingang.foundation.people.models import FormerIdentity, Guardianship, Mandate, Person, PersonNumber
from ingang.foundation.people.population_register import RegisteredPerson
from ingang.foundation.people.queries import (
    children_of,
    guardians_of,
    identifiers_of,
    linked_identities,
    person_by_identifier,
)
from ingang.kernel.actor import Job
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier

Cast = Callable[[str], UUID]

REGISTER = Job(name="people.register")
NEWBORN = PersonIdentifier(IdentifierKind.PERSONNUMMER, "202611012388")
BIRTH = date(2026, 11, 1)


def told(identifier: PersonIdentifier = NEWBORN, **values: object) -> RegisteredPerson:
    return RegisteredPerson(
        identifier=identifier,
        **{"given_name": "", "family_name": "Ekström", "birth_date": BIRTH, "municipality": "0184", **values},  # type: ignore[arg-type]
    )


def test_a_child_without_a_name_yet_is_registered_with_her_guardians(cast: Cast, now: datetime) -> None:
    child = register_person(actor=REGISTER, told=told(guardians=(number_of("bo"),)), now=now)

    found = person_by_identifier(identifier=NEWBORN, on=TODAY)
    assert found is not None
    assert (found.id, found.birth_date) == (child, BIRTH)
    assert [one.id for one in guardians_of(child=child, on=TODAY)] == [cast("bo")]
    assert AuditEvent.objects.filter(event="people.registered", person=child, actor="people.register").count() == 1


def test_reading_a_person_again_changes_her_and_makes_no_second(cast: Cast, now: datetime) -> None:
    first = register_person(actor=REGISTER, told=told(), now=now)

    second = register_person(actor=REGISTER, told=told(given_name="Siri"), now=now)

    assert first == second
    assert Person.objects.get(id=first).given_name == "Siri"
    assert PersonNumber.objects.filter(person=first).count() == 1


def test_custody_that_the_register_no_longer_names_ends_today(cast: Cast, now: datetime) -> None:
    child = register_person(actor=REGISTER, told=told(guardians=(number_of("bo"),)), now=now - timedelta(days=5))

    register_person(actor=REGISTER, told=told(guardians=(number_of("alva"),)), now=now)

    assert [one.id for one in guardians_of(child=child, on=TODAY)] == [cast("alva")]
    assert child not in {one.id for one in children_of(guardian=cast("bo"), on=TODAY)}
    assert [one.id for one in guardians_of(child=child, on=TODAY - timedelta(days=1))] == [cast("bo")]


def test_a_protected_persons_municipality_is_not_kept(cast: Cast, now: datetime) -> None:
    person = register_person(actor=REGISTER, told=told(protection="protected_registration"), now=now)

    assert Person.objects.get(id=person).municipality == ""


def test_a_death_ends_mandates_and_custody_and_is_told_to_the_services(cast: Cast, now: datetime) -> None:
    Mandate.unguarded.create(
        person=cast("erik"), ombud=cast("alva"), kinds=["a"], valid_from=TODAY, valid_until=TODAY + timedelta(days=9)
    )

    register_death(actor=REGISTER, person=cast("erik"), on=TODAY, now=now)
    register_death(actor=REGISTER, person=cast("bo"), on=TODAY, now=now)

    assert not Mandate.unguarded.filter(revoked_at=None).exists()
    assert children_of(guardian=cast("bo"), on=TODAY) == []
    assert Person.objects.get(id=cast("erik")).deceased_on == TODAY
    assert OutboxEvent.objects.filter(name="people.died", person=cast("erik")).count() == 1
    assert AuditEvent.objects.filter(event="people.death_registered", person=cast("erik")).count() == 1


def test_a_death_told_twice_is_told_on_once(cast: Cast, now: datetime) -> None:
    for on in (TODAY, TODAY - timedelta(days=1)):
        register_death(actor=REGISTER, person=cast("erik"), on=on, now=now)

    assert Person.objects.get(id=cast("erik")).deceased_on == TODAY
    assert OutboxEvent.objects.filter(name="people.died").count() == 1


def test_the_death_of_an_unknown_person_is_refused(db: None, now: datetime) -> None:
    with pytest.raises(PersonUnknown):
        register_death(actor=REGISTER, person=UUID(int=1), on=TODAY, now=now)


def test_a_new_number_is_given_to_the_same_person(cast: Cast, now: datetime) -> None:
    former, current = number_of("imran"), PersonIdentifier(IdentifierKind.PERSONNUMMER, "200001012384")

    person = change_identity(actor=REGISTER, former=former, current=current, is_fictitious=False, now=now)

    assert person == cast("imran")
    assert identifiers_of(person=person, on=TODAY) == [current]
    assert person_by_identifier(identifier=former, on=TODAY) is None
    assert person_by_identifier(identifier=former, on=TODAY - timedelta(days=1)) is not None
    assert AuditEvent.objects.filter(event="people.identity_changed", person=person).count() == 1


def test_a_person_who_was_registered_twice_is_linked_through_every_change(cast: Cast, now: datetime) -> None:
    chain = (number_of("imran"), number_of("cleo"), number_of("alva"))

    for former, current in pairwise(chain):
        change_identity(actor=REGISTER, former=former, current=current, is_fictitious=False, now=now)

    assert linked_identities(person=cast("alva")) == {cast("alva"), cast("cleo"), cast("imran")}
    assert linked_identities(person=cast("imran")) == {cast("imran")}


def test_one_former_identity_can_not_become_two_persons_nor_a_circle(cast: Cast, now: datetime) -> None:
    change_identity(actor=REGISTER, former=number_of("imran"), current=number_of("alva"), is_fictitious=False, now=now)
    PersonNumber.objects.filter(person=cast("imran")).update(valid_until=None)

    for former, current in (("imran", "cleo"), ("alva", "imran")):
        with pytest.raises(NumberTaken):
            change_identity(
                actor=REGISTER, former=number_of(former), current=number_of(current), is_fictitious=False, now=now
            )


def test_a_fictitious_identity_is_never_linked_and_leaves_no_row_with_both(cast: Cast, now: datetime) -> None:
    before = AuditEvent.objects.count()

    with pytest.raises(FictitiousIdentity):
        change_identity(
            actor=REGISTER, former=number_of("freja"), current=number_of("cleo"), is_fictitious=True, now=now
        )

    assert not FormerIdentity.unguarded.exists()
    assert AuditEvent.objects.count() == before
    assert OutboxEvent.objects.count() == 0


def test_a_number_that_nobody_has_can_not_change(cast: Cast, now: datetime) -> None:
    with pytest.raises(PersonUnknown):
        change_identity(actor=REGISTER, former=NEWBORN, current=number_of("bo"), is_fictitious=False, now=now)


def test_an_ended_number_is_never_given_to_another(cast: Cast, now: datetime) -> None:
    current = PersonIdentifier(IdentifierKind.PERSONNUMMER, "200001012384")
    change_identity(actor=REGISTER, former=number_of("imran"), current=current, is_fictitious=False, now=now)

    with pytest.raises(NumberTaken):
        register_person(actor=REGISTER, told=told(number_of("imran")), now=now)

    assert Guardianship.unguarded.filter(guardian=cast("bo")).count() == 3
