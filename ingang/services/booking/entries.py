"""What search finds of booking: every unit, by its name, its place and the kinds of time that it offers."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.search.entries import Entry
from ingang.foundation.search.units import unit_passages
from ingang.services.booking.models import TimeType
from ingang.services.booking.queries.offer import OFFERED

UNIT = "booking.unit"


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
    offered = [text for kind in kinds for text in (kind.title_sv, kind.title_en)]
    return Entry(
        name=unit.hsa_id,
        title=unit.name,
        region=unit.region,
        municipality=unit.municipality,
        passages=unit_passages(unit=unit, offered=offered, label="kind"),
        filters=(
            ("type", unit.kind),
            *(("form", kind.form) for kind in kinds),
            *(("kind", kind.title_sv) for kind in kinds),
        ),
    )
