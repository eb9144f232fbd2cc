"""The 500 residents around the cast: households in every region, the same ones for the same day. Nobody is real."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from demo.cast import NATION, RESIDENTS, STAFF
from demo.names import CHILD_NAMES, FAMILY_NAMES, MEN, WOMEN
from demo.numbers import test_number
from ingang.foundation.regions.rules import municipalities, regions

HOW_MANY = 500
SEED = 1177
# Odd birth numbers are men's; people are not told apart by them, but the numbers must look like theirs.
BIRTH_NUMBERS = {"female": (238, 980), "male": (239, 981)}


@dataclass(frozen=True, kw_only=True)
class DemoResident:
    """One of the residents: `guardians` are the ids of those with custody, for a child."""

    id: UUID
    number: str
    given_name: str
    family_name: str
    birth_date: date
    sex: str
    municipality: str
    guardians: tuple[UUID, ...] = ()


def residents(*, today: date) -> tuple[DemoResident, ...]:
    """All of them, ages relative to today. Deterministic: the same day gives the same people."""
    return tuple(_households(Random(SEED), today))[:HOW_MANY]


def _households(random: Random, today: date) -> Iterator[DemoResident]:
    taken = {one.number(today) for one in RESIDENTS} | {one.number for one in STAFF}
    places = {region.code: [one.code for one in municipalities() if one.region == region.code] for region in regions()}
    codes = sorted(places)
    for household in range(HOW_MANY):
        place = random.choice(places[codes[household % len(codes)]])
        yield from _household(random, today, taken, place)


def _household(random: Random, today: date, taken: set[str], place: str) -> Iterator[DemoResident]:
    family_name = random.choice(FAMILY_NAMES)
    adults = [
        _resident(random, today, taken, place, family_name, _adult_age(random), sex)
        for sex in random.choice((("female",), ("male",), ("female", "male"), ("female", "male")))
    ]
    yield from adults
    youngest = min(_years(adult.birth_date, today) for adult in adults)
    if 25 <= youngest <= 50:
        custody = tuple(adult.id for adult in adults)
        for _ in range(random.choice((0, 1, 2, 2, 3))):
            age = random.randint(0, min(17, youngest - 20))
            sex = random.choice(("female", "male"))
            yield _resident(random, today, taken, place, family_name, age, sex, custody)


def _resident(
    random: Random,
    today: date,
    taken: set[str],
    place: str,
    family_name: str,
    age: int,
    sex: str,
    guardians: tuple[UUID, ...] = (),
) -> DemoResident:
    names = CHILD_NAMES[sex] if age < 18 else WOMEN if sex == "female" else MEN
    birth_date, number = _free_number(random, today, taken, age, sex)
    return DemoResident(
        id=UUID(int=random.getrandbits(128) ^ NATION.int, version=4),
        number=number,
        given_name=random.choice(names),
        family_name=family_name,
        birth_date=birth_date,
        sex=sex,
        municipality=place,
        guardians=guardians,
    )


def _free_number(random: Random, today: date, taken: set[str], age: int, sex: str) -> tuple[date, str]:
    while True:
        birth_date = today - timedelta(days=int(age * 365.25) + random.randint(1, 364))
        number = test_number(birth_date, random.choice(BIRTH_NUMBERS[sex]))
        if number not in taken:
            taken.add(number)
            return birth_date, number


def _adult_age(random: Random) -> int:
    return min(random.choice((random.randint(19, 50), random.randint(28, 48), random.randint(51, 98))), 98)


def _years(birth_date: date, today: date) -> int:
    return (today - birth_date).days * 4 // 1461
