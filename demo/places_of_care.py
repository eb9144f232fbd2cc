"""Care givers and units in every region besides the cast's: invented names, real regions and municipalities."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from random import Random

from demo.names import UNIT_NAMES
from demo.nation import office_hours, service_area
from ingang.foundation.care_units.models import CareGiver, CareUnit, OpeningHours
from ingang.foundation.entitlement.models import ServiceArea
from ingang.foundation.regions.rules import Municipality, Region, municipalities, municipality, regions

SEED = 1177
OWN, DENTAL, MUNICIPAL = 1, 2, 3
"""The care givers of a region, by the number in their ids."""

# By kind: what the unit is called after its own name, and how many of them a region has.
KINDS = {"vardcentral": ("vårdcentral", 2), "narakut": ("närakut", 1), "tandvard": ("tandvård", 1)}
# Where a health centre is called hälsocentral.
SAY_HALSOCENTRAL = ("08", "21", "22", "23", "24")
# What else there is: what it is called, by a name of its own or by its place.
IN_EVERY_REGION = {
    "bvc": "BVC {name}",
    "barnmorskemottagning": "Barnmorskemottagningen {name}",
    "hemsjukvard": "Hemsjukvården {place}",
}
HERE_AND_THERE = {
    "ogonmottagning": "Ögonmottagningen {place}",
    "oronmottagning": "Öron-, näs- och halsmottagningen {place}",
    "gynmottagning": "Gynekologiska mottagningen {place}",
    "psykiatri": "Psykiatriska mottagningen {place}",
    "fysioterapi": "Rehab {name}",
    "vaccination": "Vaccinationsmottagningen {name}",
    "rontgen": "Röntgen {place}",
    "hudmottagning": "Hudmottagningen {place}",
    "ungdomsmottagning": "Ungdomsmottagningen {place}",
    "barnmottagning": "Barnmottagningen {place}",
    "provtagning": "Provtagningen {place}",
    "akutmottagning": "Akutmottagningen {place}",
}
# The largest regions have all of these, the others four each.
HAVE_ALL, OTHERS_HAVE = ("01", "12", "14"), 4
SENSITIVE = ("psykiatri", "ungdomsmottagning")
DIRECTIONS = (
    "Entré från gatan, hiss finns.",
    "Gå genom porten mot gården. Ramp finns till höger om trappan.",
    "Ingången ligger mitt emot busshållplatsen. Anmäl dig i receptionen på plan 2.",
)
ALWAYS, LONG_DAYS = ("akutmottagning",), ("narakut",)
EVERY_DAY = range(7)


@dataclass(frozen=True, kw_only=True)
class PlacesOfCare:
    """The rows of all regions, not stored yet."""

    care_givers: tuple[CareGiver, ...]
    units: tuple[CareUnit, ...]
    hours: tuple[OpeningHours, ...]
    areas: tuple[ServiceArea, ...]


def places_of_care() -> PlacesOfCare:
    """In each region its own care givers, health centres, urgent care and dentists, and some of what else there is.

    Deterministic.
    """
    random, more = Random(SEED), Random(SEED + 1)
    units = tuple(unit for region in regions() for unit in _units(random, region))
    others = tuple(unit for number, region in enumerate(regions()) for unit in _others(more, region, number))
    return PlacesOfCare(
        care_givers=tuple(giver for region in regions() for giver in _care_givers(region, others)),
        units=units + others,
        hours=tuple(row for unit in units + others for row in _hours(unit)),
        areas=tuple(service_area(unit.hsa_id, unit.region) for unit in units + others),
    )


def _units(random: Random, region: Region) -> Iterator[CareUnit]:
    names = iter(random.sample(UNIT_NAMES, sum(count for _, count in KINDS.values())))
    places = [one for one in municipalities() if one.region == region.code]
    number = 0
    for kind, (called, count) in KINDS.items():
        for _ in range(count):
            number += 1
            place = random.choice(places)
            name = f"{next(names)} {_called(called, region)}"
            yield _unit(random, region, place, number, kind, name, DENTAL if kind == "tandvard" else OWN)


def _called(called: str, region: Region) -> str:
    return "hälsocentral" if called == "vårdcentral" and region.code in SAY_HALSOCENTRAL else called


def _others(random: Random, region: Region, turn: int) -> Iterator[CareUnit]:
    """What every region has, then what comes in turn."""
    names = iter(random.sample(UNIT_NAMES, len(IN_EVERY_REGION) + len(HERE_AND_THERE)))
    places = [one for one in municipalities() if one.region == region.code]
    in_turn = list(HERE_AND_THERE)[turn % 3 :: 3]
    kinds = list(HERE_AND_THERE) if region.code in HAVE_ALL else in_turn[:OTHERS_HAVE]
    for number, kind in enumerate([*IN_EVERY_REGION, *kinds], start=101):
        place = random.choice(places)
        called = IN_EVERY_REGION.get(kind) or HERE_AND_THERE[kind]
        name = called.format(name=next(names), place=place.name)
        yield _unit(random, region, place, number, kind, name, MUNICIPAL if kind == "hemsjukvard" else OWN)


def _unit(
    random: Random, region: Region, place: Municipality, number: int, kind: str, name: str, care_giver: int
) -> CareUnit:
    return CareUnit(
        hsa_id=_hsa_id(region, "U", number),
        name=name,
        care_giver=_hsa_id(region, "G", care_giver),
        region=region.code,
        municipality=place.code,
        kind=kind,
        street=f"Exempelvägen {random.randint(1, 60)}",
        city=place.name,
        phone=_phone(random),
        how_to_find=DIRECTIONS[number % len(DIRECTIONS)],
        is_sensitive=kind in SENSITIVE,
    )


def _care_givers(region: Region, others: tuple[CareUnit, ...]) -> Iterator[CareGiver]:
    """The region itself, its public dentists, and the municipality that has the care at home."""
    at_home = next(unit for unit in others if unit.region == region.code and unit.kind == "hemsjukvard")
    for number, name, sector in (
        (OWN, region.name, "care"),
        (DENTAL, f"Folktandvården {region.county}", "dental"),
        (MUNICIPAL, f"{municipality(at_home.municipality).name} kommun", "social"),
    ):
        yield CareGiver(hsa_id=_hsa_id(region, "G", number), name=name, region=region.code, sector=sector)


def _hours(unit: CareUnit) -> list[OpeningHours]:
    if unit.kind in ALWAYS:
        return [
            OpeningHours(unit=unit.hsa_id, weekday=day, opens_at=time(0), closes_at=time(23, 59)) for day in EVERY_DAY
        ]
    if unit.kind not in LONG_DAYS:
        return office_hours(unit.hsa_id)
    return [OpeningHours(unit=unit.hsa_id, weekday=day, opens_at=time(8), closes_at=time(22)) for day in EVERY_DAY]


def _phone(random: Random) -> str:
    return f"08-465 004 {random.randint(1, 99):02}"  # kept for fiction by the telecom authority


def _hsa_id(region: Region, letter: str, number: int) -> str:
    return f"SE00000{region.code}000-{letter}{number:03}"
