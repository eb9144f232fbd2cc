"""By which words a unit is found, whichever service tells of it: its name, its kind, its places, what it offers."""

from collections.abc import Iterable, Iterator

from django.utils import translation

from ingang.foundation.care_units.kinds import kind_title
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.regions.rules import municipality, region_of
from ingang.foundation.search.ranking import Passage
from ingang.kernel.identifiers.errors import UnknownMunicipality

STREET = -2
"""A street is the least of reasons to show a unit: many are called like something else."""


def unit_passages(
    *, unit: CareUnit, offered: Iterable[str], label: str, also_in: Iterable[str] = ()
) -> tuple[Passage, ...]:
    """The unit's passages; `offered` are the titles of what it offers, under the label. Never who runs it."""
    return (
        Passage(label="name", text=unit.name),
        *(Passage(label="type", text=text) for text in _in_both_languages(unit.kind)),
        *(Passage(label=label, text=text) for text in dict.fromkeys(offered)),
        *(Passage(label="place", text=text) for text in [*_places(unit), *filter(None, also_in)]),
        Passage(label="street", text=unit.street, weight=STREET),
    )


def _in_both_languages(kind: str) -> Iterator[str]:
    for language in ("sv", "en"):
        with translation.override(language):
            yield kind_title(kind)


def _places(unit: CareUnit) -> list[str]:
    """City, municipality, region and county; a municipality that is not known has but the city."""
    try:
        region = region_of(unit.municipality)
    except UnknownMunicipality:
        return [unit.city]
    return list(dict.fromkeys((unit.city, municipality(unit.municipality).name, f"{region.name} {region.county}")))
