"""The synthetic nation: nobody real, the same people each time, every region, and quick to write."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from time_machine import TimeMachineFixture

from demo.cast import RESIDENTS, STAFF
from demo.outside import write_cast_file
from demo.places_of_care import places_of_care
from demo.residents import HOW_MANY, residents
from demo.seed import seed
from demo.simulators.cast import read_cast
from ingang.foundation.care_units.kinds import KINDS
from ingang.foundation.care_units.models import CareUnit, Sector
from ingang.foundation.care_units.queries import opening_states
from ingang.foundation.care_units.rules import Opening
from ingang.foundation.consents.models import CareRelation, Consent
from ingang.foundation.people.models import Guardianship, Person, PersonNumber
from ingang.foundation.regions.rules import regions
from ingang.kernel.identifiers import is_test_number, parse_hsa_id, parse_person_identifier
from ingang.kernel.periods import age_on

TODAY = date(2026, 11, 26)
# The days on which birthdays and leap years make trouble.
DAYS = [TODAY, date(2028, 2, 29), date(2027, 3, 1), date(2026, 12, 31), date(2027, 1, 1)]


def test_the_same_day_gives_the_same_residents() -> None:
    assert residents(today=TODAY) == residents(today=TODAY)


@pytest.mark.parametrize("today", DAYS)
def test_every_number_is_of_the_test_series_and_given_once_also_to_staff(today: date) -> None:
    numbers = [one.number for one in residents(today=today)]
    numbers += [one.number(today) for one in RESIDENTS if not one.reserve_number] + [one.number for one in STAFF]

    assert len(set(numbers)) == len(numbers)
    assert all(is_test_number(parse_person_identifier(number, today=today)) for number in numbers)


@pytest.mark.parametrize("today", DAYS)
def test_there_are_500_of_every_age_in_every_region(today: date) -> None:
    people = residents(today=today)
    ages = [age_on(one.birth_date, on=today) for one in people]

    assert len(people) == len({one.id for one in people}) == HOW_MANY == 500
    assert {one.municipality[:2] for one in people} == {region.code for region in regions()}
    assert min(ages) == 0
    assert max(ages) >= 90
    assert all(any(low <= age < low + 10 for age in ages) for low in range(0, 90, 10))


def test_children_have_guardians_who_are_adults_at_home() -> None:
    people = {one.id: one for one in residents(today=TODAY)}
    children = [one for one in people.values() if one.guardians]

    assert len(children) > 100
    for child in children:
        for guardian in (people[each] for each in child.guardians):
            assert guardian.municipality == child.municipality
            assert age_on(guardian.birth_date, on=TODAY) - age_on(child.birth_date, on=TODAY) >= 18
    minors = [one for one in people.values() if age_on(one.birth_date, on=TODAY) < 18]
    assert all(one.guardians for one in minors)


def test_every_region_has_care_givers_and_units_of_many_kinds_with_right_hsa_ids() -> None:
    places = places_of_care()

    assert min(Counter(unit.region for unit in places.units).values()) >= 11
    assert {giver.sector for giver in places.care_givers} == set(Sector.values)
    assert {unit.kind for unit in places.units} == set(KINDS)
    assert {unit.care_giver for unit in places.units} <= {giver.hsa_id for giver in places.care_givers}
    ids = [row.hsa_id for row in (*places.care_givers, *places.units)]
    assert len(set(ids)) == len(ids)
    assert all(parse_hsa_id(each) == each for each in ids)


@pytest.mark.django_db
@pytest.mark.slow
def test_seeding_writes_everything_once(now: datetime) -> None:
    told: list[str] = []

    first, second = (seed(now=now, progress=told.append) for _ in range(2))

    assert (first, second) == (True, False)
    assert Person.objects.count() == PersonNumber.objects.count() == HOW_MANY + len(RESIDENTS)
    assert Guardianship.unguarded.count() > 100
    assert told[0].endswith("people and care units in 21 regions")
    states = opening_states(units=CareUnit.objects.values_list("hsa_id", flat=True), now=now)
    assert {state.opening for state in states.values()} == {Opening.OPEN, Opening.ALWAYS_OPEN}


def test_the_simulators_know_the_cast_by_the_numbers_in_the_database_also_on_a_later_day(
    cast: Callable[[str], UUID], tmp_path: Path, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2027, 6, 1, tzinfo=UTC))

    people = read_cast(path=write_cast_file(folder=tmp_path))

    by_name = {person.given_name: number for number, person in people.items()}
    assert by_name["Alva"] == PersonNumber.objects.get(person=cast("alva")).value
    assert by_name.keys() >= {"Noah", "Imran", "Sara", "Zack"}
    assert "Kim" not in by_name


def test_the_cast_is_in_the_database_with_patients_and_consents(cast: Callable[[str], UUID]) -> None:
    alva = CareRelation.unguarded.filter(person=cast("alva")).values_list("unit", flat=True)

    assert {"SE0000000020-U001", "SE0000000010-U002"} <= set(alva)
    assert Consent.unguarded.filter(person=cast("alva")).count() == 1
