"""The nation as the simulated population register knows it: the same persons and custody that the seeds write."""

from datetime import date, timedelta
from uuid import UUID

from demo.cast import CHILDREN_OF, RESIDENTS, CastResident
from demo.residents import DemoResident, residents
from demo.simulators.population_register.register import Registered
from ingang.foundation.regions.rules import municipalities

STREETS = ("Björkvägen", "Kastanjegatan", "Ängsstigen", "Lindallén", "Rönngränd")
PROTECTIONS = {"none": "", "confidentiality": "confidentiality", "protected_registration": "registration"}


def registered_people(*, today: date) -> list[Registered]:
    """Everybody who is in the register: a reserve number is in none."""
    around = residents(today=today)
    numbers = {one.id: one.number for one in around}
    cast = [_of_cast(one, today) for one in RESIDENTS if not one.reserve_number]
    return cast + [_of_residents(one, numbers) for one in around]


def _of_cast(one: CastResident, today: date) -> Registered:
    died = None if one.died_days_ago is None else today - timedelta(days=one.died_days_ago)
    has_level = one.number_kind == "samordningsnummer"
    return Registered(
        number=one.number(today),
        given_name=one.given_name,
        surname=one.family_name,
        born=one.birth_date(today).isoformat(),
        sex=one.sex,
        place=one.municipality,
        address=_address(one.number(today), one.municipality),
        protection=PROTECTIONS[one.protection],
        gone="AV" if died else "",
        gone_on=died.isoformat() if died else "",
        level="STYRKT" if has_level else "",
        status="AKTIVT" if has_level else "",
        guardians=tuple(_guardians(one.key, today)),
    )


def _address(number: str, municipality: str) -> tuple[str, str, str] | None:
    """An invented address that follows from the number: streets that could be anywhere, codes that nobody has."""
    city = next((one.name for one in municipalities() if one.code == municipality), "")
    turn = int(number[4:8])
    street = f"{STREETS[turn % len(STREETS)]} {turn % 40 + 1}"
    return (street, f"000{turn % 90 + 10}", city) if city else None


def _guardians(child: str, today: date) -> list[str]:
    guardians = {key for key, children in CHILDREN_OF.items() if child in children}
    return [one.number(today) for one in RESIDENTS if one.key in guardians]


def _of_residents(one: DemoResident, numbers: dict[UUID, str]) -> Registered:
    return Registered(
        number=one.number,
        given_name=one.given_name,
        surname=one.family_name,
        born=one.birth_date.isoformat(),
        sex=one.sex,
        place=one.municipality,
        address=_address(one.number, one.municipality),
        guardians=tuple(numbers[guardian] for guardian in one.guardians if guardian in numbers),
    )
