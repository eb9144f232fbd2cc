"""The 21 regions and the 290 municipalities, read from this part's own files.

Codes and names are facts of SCB ("Län och kommuner i kodnummerordning"); a region's name is what it calls
itself. Gotland is a municipality with a region's duties, and so is in both files.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingang.kernel.identifiers.errors import UnknownMunicipality, UnknownRegion


@dataclass(frozen=True, kw_only=True)
class Region:
    """A region: two-digit code, its own name, the county it serves, and a short name for addresses."""

    code: str
    name: str
    county: str
    slug: str


@dataclass(frozen=True, kw_only=True)
class Municipality:
    """A municipality: four-digit code, name without "kommun", and the code of its region."""

    code: str
    name: str
    region: str


@cache
def regions() -> tuple[Region, ...]:
    """Return all regions in the order of their codes."""
    return tuple(Region(**row) for row in _rows("regions.csv"))


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Return all municipalities in the order of their codes."""
    return tuple(Municipality(**row) for row in _rows("municipalities.csv"))


def region(code: str, /) -> Region:
    """Return one region; refuses a code that no region has."""
    try:
        return _regions_by_code()[code]
    except KeyError:
        raise UnknownRegion from None


def municipality(code: str, /) -> Municipality:
    """Return one municipality; refuses a code that no municipality has."""
    try:
        return _municipalities_by_code()[code]
    except KeyError:
        raise UnknownMunicipality from None


def region_of(municipality_code: str, /) -> Region:
    """Return the region that gives care to a municipality's residents; refuses an unknown code."""
    return region(municipality(municipality_code).region)


@cache
def _regions_by_code() -> dict[str, Region]:
    return {each.code: each for each in regions()}


@cache
def _municipalities_by_code() -> dict[str, Municipality]:
    return {each.code: each for each in municipalities()}


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return iter(csv.DictReader(text.splitlines()))
