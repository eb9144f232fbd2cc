"""Reading the population register anew: at log-in, at the switch to another person, and every night.

The register is asked outside any transaction; what it tells is written in one of its own for each person.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from ingang.foundation.people.actions.register import Registrar, change_identity, register_person
from ingang.foundation.people.errors import NumberTaken, RegisterDown
from ingang.foundation.people.models import Person, PersonNumber
from ingang.foundation.people.population_register import PopulationRegister, RegisteredPerson
from ingang.foundation.people.queries import identifiers_of, in_force, person_by_identifier
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier
from ingang.kernel.periods import local_date, start_of_day

T = TypeVar("T")
log = logging.getLogger(__name__)

AT_ONCE = 100
"""How many persons are asked for in one question of the night: a right answer stays below the largest we take."""
IN_A_RUN = 10_000
IN_THE_REGISTER = (IdentifierKind.PERSONNUMMER, IdentifierKind.SAMORDNINGSNUMMER)


def read_with_children(
    *, register: PopulationRegister, actor: Registrar, identifier: PersonIdentifier, now: datetime
) -> UUID | None:
    """Read the one with this number and every child in her custody, and return her id; None where nobody has it.

    Raises RegisterDown when the register does not answer; what was written before that stays.
    """
    told = _read(register, actor, [identifier], now).get(identifier)
    if told is None:
        return None
    for some in _parts(told.children):
        _read(register, actor, some, now)
    found = person_by_identifier(identifier=told.identifier, on=local_date(now))
    return found.id if found else None


def read_person(*, register: PopulationRegister, actor: Registrar, person: UUID, now: datetime) -> None:
    """Read one person whom we know. Raises RegisterDown. A person with a reserve number alone is in no register."""
    numbers = _in_the_register(identifiers_of(person=person, on=local_date(now)))
    if numbers:
        _read(register, actor, numbers[:1], now)


def read_those_due(*, register: PopulationRegister, actor: Registrar, now: datetime) -> int:
    """Read those who were not read today, the longest ago first, and tell how many; the next run goes on.

    Stops, without an error, where the register does not answer.
    """
    due = Person.objects.filter(deceased_on=None).exclude(read_at__gte=start_of_day(local_date(now)))
    waiting = list(due.order_by("read_at", "id").values_list("id", flat=True)[:IN_A_RUN])
    done = 0
    for some in _parts(waiting):
        try:
            _read(register, actor, _numbers_of(some, now), now)
        except RegisterDown:
            log.warning("the population register does not answer; %s were read", done)
            return done
        # Those without a number in the register, and those whom it does not know, are not asked for again today.
        done += Person.objects.filter(id__in=some).update(read_at=now)
    return done


def _read(
    register: PopulationRegister, actor: Registrar, identifiers: list[PersonIdentifier], now: datetime
) -> Mapping[PersonIdentifier, RegisteredPerson]:
    if not identifiers:
        return {}
    found = register.find(identifiers=identifiers, on=local_date(now))
    for asked, told in found.items():
        try:
            _follow_change(actor, asked, told, now)
            register_person(actor=actor, told=told, now=now)
        except NumberTaken:
            # Two persons here are one in the register, or one is two: for a human to look at, never to guess.
            log.error("the register leads to a number that somebody else holds here")
    return found


def _follow_change(actor: Registrar, asked: PersonIdentifier, told: RegisteredPerson, now: datetime) -> None:
    """A number that led to another one has been replaced: everything she had goes along (corrections 3.11)."""
    on = local_date(now)
    for former in dict.fromkeys((asked, *told.formers)):
        if former != told.identifier and person_by_identifier(identifier=former, on=on):
            change_identity(actor=actor, former=former, current=told.identifier, is_fictitious=False, now=now)


def _numbers_of(persons: list[UUID], now: datetime) -> list[PersonIdentifier]:
    rows = PersonNumber.objects.filter(in_force(on=local_date(now)), person__in=persons).order_by("value")
    return _in_the_register(PersonIdentifier(IdentifierKind(row.kind), row.value) for row in rows)


def _in_the_register(identifiers: Iterable[PersonIdentifier]) -> list[PersonIdentifier]:
    return [one for one in identifiers if one.kind in IN_THE_REGISTER]


def _parts(things: Iterable[T]) -> Iterator[list[T]]:
    all_of_them = list(things)
    for start in range(0, len(all_of_them), AT_ONCE):
        yield all_of_them[start : start + AT_ONCE]
