"""What search finds of booking: every unit, by its name, its place and the kinds of time that it offers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.utils import translation

from ingang.foundation.care_units.kinds import kind_title
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.regions.rules import municipality, region_of
from ingang.foundation.search.entries import Entry
from ingang.foundation.search.ranking import Passage
from ingang.kernel.identifiers.errors import UnknownMunicipality
from ingang.services.booking.models import TimeType
from ingang.services.booking.queries.offer import OFFERED

UNIT = "booking.unit"
STREET = -2
"""A street is the least of reasons to show a unit: many are called like something else."""


def names() -> list[str]:
    """Every unit, also one that offers no times here: its phone number is always to be found (corrections 1.12)."""
    return list(CareUnit.objects.values_list("hsa_id", flat=True))


def entries(*, names: Collection[str]) -> list[Entry]:
    """The units of these names. Kinds of time that are hidden, or given by name, are no words of theirs."""
    kinds: dict[str, list[TimeType]] = defaultdict(list)
    for kind in TimeType.objects.filter(OFFERED, is_restricted=False, unit__in=names).order_by("title_sv", "code"):
        kinds[kind.unit].append(kind)
    units = CareUnit.objects.filter(hsa_id__in=names).order_by("hsa_id")
    return [_entry(unit, kinds[unit.hsa_id]) for unit in units]


def _entry(unit: CareUnit, kinds: Iterable[TimeType]) -> Entry:
    offered = {text: None for kind in kinds for text in (kind.title_sv, kind.title_en)}
    return Entry(
        name=unit.hsa_id,
        title=unit.name,
        region=unit.region,
        municipality=unit.municipality,
        passages=(
            Passage(label="name", text=unit.name),
            *(Passage(label="type", text=text) for text in _in_both_languages(unit.kind)),
            *(Passage(label="kind", text=text) for text in offered),
            *(Passage(label="place", text=text) for text in _places(unit)),
            Passage(label="street", text=unit.street, weight=STREET),
        ),
        filters=(
            ("type", unit.kind),
            *(("form", kind.form) for kind in kinds),
            *(("kind", kind.title_sv) for kind in kinds),
        ),
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
