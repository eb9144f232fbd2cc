"""Five hundred residents around the cast, and a few units in every region: invented names, numbers of the test series."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID, uuid5

from django.db import transaction

from demo.cast import NATION, RESIDENTS
from demo.numbers import test_number
from ingang.foundation.care_units.models import CareGiver, CareUnit, OpeningHours
from ingang.foundation.people.models import Guardianship, Person, PersonNumber
from ingang.foundation.regions.rules import municipalities, regions
from ingang.kernel.periods import local_date

HOW_MANY = 500
SEED = 1177
BIRTH_NUMBERS = (238, 239, 980, 981)
LONG_AGO = date(2000, 1, 1)
OLDEST_PARENT = 52

WOMEN = "Alice Agnes Astrid Britta Clara Ebba Elin Elsa Eva Fatima Greta Hanna Ida Ingrid Karin Leila Lisa Maria Sofia Tuva".split()
MEN = "Adam Ali Anders Axel Björn Carl David Elias Erik Filip Gustaf Hugo Ivar Johan Lars Mikael Nils Omar Per Viktor".split()
FAMILIES = (
    "Abdi Alm Andersson Bergström Björk Dahlgren Ek Fors Granat Hassan Hedlund Isaksson Johansson Karlsson Lilja Lund"
    " Malm Norén Olsson Persson Rask Sjögren Sten Strand Svensson Tran Udd Vinter Wik Åberg Ågren Öhman"
).split()
PLACES = ("Linden", "Ängen", "Kvarnen", "Sjöstaden", "Bruket", "Norrgläntan", "Söderlyckan")
KINDS = (("vardcentral", "Vårdcentralen"), ("barnmorskemottagning", "Barnmorskemottagningen"), ("tandvard", "Tandkliniken"))


@dataclass
class Nation:
    """The rows to be written, and the numbers that are taken."""

    today: date
    random: Random = field(default_factory=lambda: Random(SEED))
    persons: list[Person] = field(default_factory=list)
    numbers: list[PersonNumber] = field(default_factory=list)
    guardianships: list[Guardianship] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)


@transaction.atomic
def write_residents(*, now: datetime) -> None:
    """Write the residents with their families. The same seed gives the same people; ages are relative to today."""
    nation = Nation(local_date(now))
    nation.taken = {one.number(nation.today) for one in RESIDENTS}
    while len(nation.persons) < HOW_MANY:
        _add_household(nation)
    Person.objects.bulk_create(nation.persons)
    PersonNumber.objects.bulk_create(nation.numbers)
    Guardianship.unguarded.bulk_create(nation.guardianships)


@transaction.atomic
def write_units() -> None:
    """Write a care giver, three units and their opening hours in every region."""
    random, first_in = Random(SEED), {}
    for municipality in municipalities():
        first_in.setdefault(municipality.region, municipality)
    for number, region in enumerate(regions(), start=1):
        giver = f"SE00000001{number:02}-G001"
        CareGiver.objects.create(hsa_id=giver, name=f"{region.name} (demonstration)", region=region.code)
        home, places = first_in[region.code], random.sample(PLACES, len(KINDS))
        for order, (kind, word) in enumerate(KINDS, start=1):
            unit = CareUnit(
                hsa_id=f"SE00000001{number:02}-U00{order}",
                name=f"{word} {places[order - 1]}, {home.name}",
                care_giver=giver,
                region=region.code,
                municipality=home.code,
                kind=kind,
                street=f"{places[order - 1]}vägen {order}",
                city=home.name,
                phone="08-123 000 00",
            )
            unit.save(force_insert=True)


@transaction.atomic
def write_opening_hours() -> None:
    """Write opening hours for every unit: weekdays eight to five, and some late on Thursdays."""
    late = Random(SEED)
    hours = [
        OpeningHours(unit=unit, weekday=weekday, opens_at=time(8), closes_at=time(19 if weekday == 3 and is_late else 17))
        for unit in CareUnit.objects.order_by("hsa_id").values_list("hsa_id", flat=True)
        for is_late in [late.random() < 0.3]
        for weekday in range(5)
    ]
    OpeningHours.objects.bulk_create(hours)


def _add_household(nation: Nation) -> None:
    family, place = nation.random.choice(FAMILIES), nation.random.choice(municipalities()).code
    adults = [_add_person(nation, family, place, years) for years in _adult_ages(nation.random)]
    parents = [adult for adult in adults if adult[1] <= OLDEST_PARENT]
    if not parents:
        return
    youngest = min(age for _, age in parents)
    for _ in range(nation.random.choice((0, 0, 1, 2, 2, 3))):
        child, _age = _add_person(nation, family, place, nation.random.randint(0, max(0, min(17, youngest - 20))))
        nation.guardianships += [
            Guardianship(person=child, guardian=parent, valid_from=LONG_AGO) for parent, _age in parents
        ]


def _adult_ages(random: Random) -> Iterator[int]:
    first = random.randint(18, 96)
    yield first
    if random.random() < 0.5:
        yield max(18, first + random.randint(-5, 5))


def _add_person(nation: Nation, family: str, place: str, age: int) -> tuple[UUID, int]:
    is_woman = nation.random.random() < 0.5
    given = nation.random.choice(WOMEN if is_woman else MEN)
    born, number = _free_number(nation, age)
    person = Person(
        id=uuid5(NATION, number),
        given_name=given,
        family_name=family,
        birth_date=born,
        sex="female" if is_woman else "male",
        municipality=place,
    )
    nation.persons.append(person)
    nation.numbers.append(PersonNumber(kind="personnummer", value=number, person=person.id, valid_from=LONG_AGO))
    return person.id, age


def _free_number(nation: Nation, age: int) -> tuple[date, str]:
    """A date of birth that gives the age today, and a number of the test series that nobody has yet."""
    while True:
        days = nation.random.randint(1, 364)
        born = nation.today - timedelta(days=int(age * 365.25) + days)
        number = test_number(born, nation.random.choice(BIRTH_NUMBERS))
        if number not in nation.taken:
            nation.taken.add(number)
            return born, number
