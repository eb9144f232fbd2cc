"""The synthetic nation: nobody real, the same people each time, every region, and quick to write."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from demo.cast import RESIDENTS, STAFF
from demo.cast_file import cast_people, write_cast_file
from demo.places_of_care import places_of_care
from demo.residents import HOW_MANY, residents
from demo.seed import seed
from demo.simulators.cast import read_cast
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.care_units.queries import opening_states
from ingang.foundation.care_units.rules import Opening
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
    numbers += [one.number(today) for one in (*RESIDENTS, *STAFF) if not getattr(one, "reserve_number", "")]

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


def test_every_region_has_a_care_giver_and_units_with_right_hsa_ids() -> None:
    places = places_of_care()

    assert Counter(unit.region for unit in places.units) == {region.code: 4 for region in regions()}
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
    assert {state.opening for state in states.values()} == {Opening.OPEN}


def test_the_simulators_read_the_cast(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "cast.json"

    write_cast_file(path=path, today=TODAY)

    people = read_cast(path=path)
    assert len(people) == len(json.loads(path.read_text(encoding="utf-8")))
    assert {one.given_name for one in people.values()} >= {"Alva", "Noah", "Imran", "Sara", "Zack"}
    assert not {"Ella", "Kim"} & {one.given_name for one in people.values()}


def test_a_card_tells_every_assignment_and_what_it_is_for() -> None:
    staff = {one["given_name"]: one["staff"] for one in cast_people(today=TODAY) if "staff" in one}

    assert [work["healthCareUnitName"] for work in staff["Sara"]["commissions"]] == [
        "Björkbackens vårdcentral", "Eklundens barnavårdscentral",
    ]  # fmt: skip
    assert staff["Vera"]["commissions"][0]["commissionPurpose"] == "Annan dokumentation enligt lag"
    assert staff["Zack"]["commissions"] == []


def test_the_cast_is_in_the_database_with_patients_and_consents(cast: Callable[[str], UUID]) -> None:
    from ingang.foundation.consents.models import CareRelation, Consent

    alva = CareRelation.unguarded.filter(person=cast("alva")).values_list("unit", flat=True)

    assert {"SE0000000020-U001", "SE0000000010-U002"} <= set(alva)
    assert Consent.unguarded.filter(person=cast("alva")).count() == 1
