"""Care givers and units in every region besides the cast's: invented names, real regions and municipalities."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from random import Random

from demo.names import UNIT_NAMES
from demo.nation import office_hours, service_area
from ingang.foundation.care_units.models import CareGiver, CareUnit, OpeningHours
from ingang.foundation.entitlement.models import ServiceArea
from ingang.foundation.regions.rules import Region, municipalities, regions

SEED = 1177
# By kind: what the unit is called after its own name, and how many of them a region has.
KINDS = {"vardcentral": ("vårdcentral", 2), "narakut": ("närakut", 1), "tandvard": ("tandvård", 1)}
EVERY_DAY = range(7)


@dataclass(frozen=True, kw_only=True)
class PlacesOfCare:
    """The rows of all regions, not stored yet."""

    care_givers: tuple[CareGiver, ...]
    units: tuple[CareUnit, ...]
    hours: tuple[OpeningHours, ...]
    areas: tuple[ServiceArea, ...]


def places_of_care() -> PlacesOfCare:
    """A care giver with four units in each region. Deterministic."""
    random = Random(SEED)
    units = tuple(unit for region in regions() for unit in _units(random, region))
    return PlacesOfCare(
        care_givers=tuple(CareGiver(hsa_id=_hsa_id(one, "G", 1), name=one.name, region=one.code) for one in regions()),
        units=units,
        hours=tuple(row for unit in units for row in _hours(unit)),
        areas=tuple(service_area(unit.hsa_id, unit.region) for unit in units),
    )


def _units(random: Random, region: Region) -> Iterator[CareUnit]:
    names = iter(random.sample(UNIT_NAMES, sum(count for _, count in KINDS.values())))
    places = [one for one in municipalities() if one.region == region.code]
    number = 0
    for kind, (called, count) in KINDS.items():
        for _ in range(count):
            number += 1
            place = random.choice(places)
            yield CareUnit(
                hsa_id=_hsa_id(region, "U", number),
                name=f"{next(names)} {called}",
                care_giver=_hsa_id(region, "G", 1),
                region=region.code,
                municipality=place.code,
                kind=kind,
                street=f"Exempelvägen {random.randint(1, 60)}",
                city=place.name,
                phone=f"08-465 004 {random.randint(1, 99):02}",  # kept for fiction by the telecom authority
            )


def _hours(unit: CareUnit) -> list[OpeningHours]:
    if unit.kind != "narakut":
        return office_hours(unit.hsa_id)
    return [OpeningHours(unit=unit.hsa_id, weekday=day, opens_at=time(8), closes_at=time(22)) for day in EVERY_DAY]


def _hsa_id(region: Region, letter: str, number: int) -> str:
    return f"SE00000{region.code}000-{letter}{number:03}"
