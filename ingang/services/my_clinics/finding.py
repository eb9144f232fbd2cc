"""The seam for finding a unit: words in, units out. A better search takes the place of `find_clinics` alone."""

from datetime import datetime

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.care_units.queries import care_units
from ingang.kernel.periods import local_date

MOST = 30


def find_clinics(*, words: str, region: str, now: datetime) -> list[CareUnit]:
    """Units whose name, kind or place holds every word, those of the region first, then by name.

    Without words nothing is found: the country has thousands of units.
    """
    wanted = words.casefold().split()
    if not wanted:
        return []
    units = [unit for unit in care_units(on=local_date(now)) if all(word in _text(unit) for word in wanted)]
    return sorted(units, key=lambda unit: unit.region != region)[:MOST]


def _text(unit: CareUnit) -> str:
    return f"{unit.name} {unit.kind} {unit.city} {unit.street}".casefold()
