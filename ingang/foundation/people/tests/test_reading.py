"""Reading the register anew: families, replaced numbers, the dead and the protected, and answers out of order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from conftest import TODAY, number_of
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.outbox.models import OutboxEvent
from ingang.foundation.people.actions.reading import read_person, read_those_due, read_with_children
from ingang.foundation.people.actions.register import register_person
from ingang.foundation.people.errors import RegisterDown
from ingang.foundation.people.models import FormerIdentity, Guardianship, Person, PersonNumber
from ingang.foundation.people.population_register import RegisteredPerson
from ingang.foundation.people.queries import children_of, guardians_of, person_by_identifier
from ingang.kernel.actor import Job
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier

Cast = Callable[[str], UUID]

JOB = Job(name="people.read_register")
NEWBORN = PersonIdentifier(IdentifierKind.PERSONNUMMER, "202611012388")


class OneRegister:
    """A register that tells what a test has put in it, and may be down."""

    def __init__(self, *people: RegisteredPerson) -> None:
        self.people = {one.identifier: one for one in people}
        self.is_down = False
        self.asked: list[list[PersonIdentifier]] = []

    def find(self, *, identifiers: Iterable[PersonIdentifier], on: date) -> Mapping[PersonIdentifier, RegisteredPerson]:
        self.asked.append(list(identifiers))
        if self.is_down:
            raise RegisterDown()
        leads_to = {former: one for one in self.people.values() for former in one.formers}
        everybody = leads_to | self.people
        return {asked: everybody[asked] for asked in self.asked[-1] if asked in everybody}


def of_cast(key: str, **values: object) -> RegisteredPerson:
    person = person_by_identifier(identifier=number_of(key), on=TODAY)
    assert person
    told = RegisteredPerson(
        identifier=number_of(key),
        given_name=person.given_name,
        family_name=person.family_name,
        birth_date=person.birth_date,
        sex=person.sex,
        municipality=person.municipality,
        protection=person.protection,
    )
    return replace(told, **values)  # type: ignore[arg-type]


@pytest.fixture
def register(cast: Cast) -> OneRegister:
    """Bo and his children, and a newborn whom nobody here has heard of."""
    custody = (number_of("bo"),)
    newborn = RegisteredPerson(
        identifier=NEWBORN, given_name="", family_name="Ekström", birth_date=date(2026, 11, 1), guardians=custody
    )
    children = [of_cast(key, guardians=custody) for key in ("ella", "noah", "maja")]
    return OneRegister(
        of_cast("bo", children=tuple(one.identifier for one in [*children, newborn])), *children, newborn
    )


def test_a_parent_who_logs_in_finds_a_child_who_has_no_name_yet(
    cast: Cast, register: OneRegister, now: datetime
) -> None:
    found = read_with_children(register=register, actor=JOB, identifier=number_of("bo"), now=now)

    assert found == cast("bo")
    assert [one.birth_date for one in children_of(guardian=cast("bo"), on=TODAY)][-1] == date(2026, 11, 1)


def test_a_person_unknown_here_is_registered_and_one_unknown_there_is_not(
    cast: Cast, register: OneRegister, now: datetime
) -> None:
    new = read_with_children(register=register, actor=JOB, identifier=NEWBORN, now=now)
    unknown = read_with_children(register=register, actor=JOB, identifier=number_of("alva"), now=now)

    assert new is not None
    assert unknown is None
    assert person_by_identifier(identifier=number_of("alva"), on=TODAY)


def test_custody_that_has_ended_is_gone_after_the_reading(cast: Cast, register: OneRegister, now: datetime) -> None:
    register.people[number_of("ella")] = of_cast("ella", guardians=(number_of("alva"),))

    read_person(register=register, actor=JOB, person=cast("ella"), now=now)

    assert [one.id for one in guardians_of(child=cast("ella"), on=TODAY)] == [cast("alva")]


def test_reading_the_same_again_changes_and_records_nothing(cast: Cast, register: OneRegister, now: datetime) -> None:
    read_with_children(register=register, actor=JOB, identifier=number_of("bo"), now=now)
    before = AuditEvent.objects.count()

    read_with_children(register=register, actor=JOB, identifier=number_of("bo"), now=now + timedelta(minutes=1))

    assert AuditEvent.objects.count() == before


def test_an_older_answer_never_takes_back_a_newer_one(cast: Cast, now: datetime) -> None:
    newer, older = now - timedelta(hours=1), now - timedelta(hours=2)
    register_person(actor=JOB, told=of_cast("ella", guardians=(), told_at=newer), now=now)

    register_person(actor=JOB, told=of_cast("ella", guardians=(number_of("bo"),), told_at=older), now=now)

    assert guardians_of(child=cast("ella"), on=TODAY) == []


def test_a_limited_answer_keeps_birth_date_and_custody_and_drops_the_place(cast: Cast, now: datetime) -> None:
    born = Person.objects.get(id=cast("ella")).birth_date
    limited = of_cast("ella", birth_date=None, sex="", municipality="", protection="confidentiality", is_limited=True)

    register_person(actor=JOB, told=limited, now=now)

    ella = Person.objects.get(id=cast("ella"))
    assert (ella.birth_date, ella.sex, ella.municipality) == (born, "female", "")
    assert ella.protection == "confidentiality"
    assert Guardianship.unguarded.get(person=cast("ella")).valid_until is None


def test_her_own_words_are_never_overwritten(cast: Cast, now: datetime) -> None:
    Person.objects.filter(id=cast("alva")).update(chosen_name="Alve", language="en", interpreter_language="fi")

    register_person(actor=JOB, told=of_cast("alva", family_name="Ek"), now=now)

    alva = Person.objects.get(id=cast("alva"))
    assert (alva.chosen_name, alva.language, alva.interpreter_language, alva.family_name) == ("Alve", "en", "fi", "Ek")


def test_a_death_is_told_on_once(cast: Cast, now: datetime) -> None:
    register = OneRegister(of_cast("erik", deceased_on=TODAY))

    for _ in range(2):
        read_person(register=register, actor=JOB, person=cast("erik"), now=now)

    assert Person.objects.get(id=cast("erik")).deceased_on == TODAY
    assert OutboxEvent.objects.filter(name="people.died").count() == 1


def test_leaving_the_country_is_told_on_once_and_closes_nothing(cast: Cast, now: datetime) -> None:
    register = OneRegister(of_cast("erik", deregistration="emigrated", deregistered_on=TODAY))

    for _ in range(2):
        read_person(register=register, actor=JOB, person=cast("erik"), now=now)

    erik = Person.objects.get(id=cast("erik"))
    assert (erik.deregistration, erik.deceased_on) == ("emigrated", None)
    assert OutboxEvent.objects.get(name="people.deregistered").fields == {"on": TODAY.isoformat()}
    assert AuditEvent.objects.filter(event="people.deregistered").count() == 1


def test_a_replaced_number_carries_everything_along(cast: Cast, now: datetime) -> None:
    new = PersonIdentifier(IdentifierKind.PERSONNUMMER, "200001012384")
    told = of_cast("imran")
    register = OneRegister(replace(told, identifier=new, formers=(told.identifier,)))

    for _ in range(2):
        read_with_children(register=register, actor=JOB, identifier=told.identifier, now=now)

    found = person_by_identifier(identifier=new, on=TODAY)
    assert found
    assert found.id == cast("imran")
    assert person_by_identifier(identifier=told.identifier, on=TODAY) is None
    assert OutboxEvent.objects.filter(name="people.identity_changed").count() == 1


def test_two_persons_here_who_are_one_there_are_linked(cast: Cast, now: datetime) -> None:
    register = OneRegister(of_cast("alva", formers=(number_of("imran"),)))

    read_with_children(register=register, actor=JOB, identifier=number_of("alva"), now=now)

    assert FormerIdentity.unguarded.get().former == cast("imran")


def test_a_number_that_somebody_else_holds_is_left_for_a_human(
    cast: Cast, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    PersonNumber.objects.filter(person=cast("cleo")).update(valid_until=TODAY)
    register = OneRegister(of_cast("bo"), replace(of_cast("alva"), identifier=number_of("cleo")))

    read_with_children(register=register, actor=JOB, identifier=number_of("cleo"), now=now)

    assert "somebody else holds" in caplog.text
    assert "1234" not in caplog.text


def test_the_night_reads_everybody_once_a_day_and_goes_on_where_it_stopped(
    cast: Cast, register: OneRegister, now: datetime
) -> None:
    register.is_down = True
    nobody = read_those_due(register=register, actor=JOB, now=now)
    register.is_down = False

    first = read_those_due(register=register, actor=JOB, now=now)
    again = read_those_due(register=register, actor=JOB, now=now + timedelta(hours=1))
    tomorrow = read_those_due(register=register, actor=JOB, now=now + timedelta(days=1))

    alive = Person.objects.filter(deceased_on=None).count()
    assert (nobody, again) == (0, 0)
    assert first == tomorrow == alive
    assert Person.objects.get(id=cast("linnea")).read_at is None


def test_reserve_numbers_are_not_asked_for(cast: Cast, register: OneRegister, now: datetime) -> None:
    read_person(register=register, actor=JOB, person=cast("kim"), now=now)

    assert register.asked == []
