"""What the catalogue tells by the directory's contracts: units that everybody may see, and nothing of people."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from django.db.models import QuerySet
from django.utils import translation

from ingang.connectors.directory.records import Belonging, Function, Hours, Members, Named, Provided, Unit
from ingang.foundation.care_units.catalogue import Listed, listed, notices_now, open_still, unit_functions
from ingang.foundation.care_units.functions import FUNCTIONS
from ingang.foundation.care_units.keeping import directory_fields
from ingang.foundation.care_units.kinds import kind_title
from ingang.foundation.care_units.models import CareGiver, CareUnit, UnitPage
from ingang.foundation.care_units.queries import care_giver, care_unit
from ingang.foundation.care_units.rules import organisation_number
from ingang.foundation.regions.rules import municipality, region, regions
from ingang.kernel.periods import local_date

SHOWN = "03"
"""The destination indicator that means that residents may see it."""


class OtherPart(Exception):
    """The searchBase names a part of the directory that the catalogue can not tell apart."""


def told_unit(*, hsa_id: str, base: str, now: datetime) -> Unit | None:
    """Everything that the catalogue tells of a unit; None where there is none that everybody may see."""
    one = _shown(hsa_id, base, now)
    if one is None or one.page is None:
        return None
    unit, page = one.unit, one.page
    fields = directory_fields(units=[unit.hsa_id])[unit.hsa_id]
    notices = notices_now(unit=unit.hsa_id, on=local_date(now))
    return Unit(
        hsa_id=unit.hsa_id,
        name=unit.name,
        public_name=unit.name,
        businesses=_businesses(one),
        care_types=tuple(page.care_forms),
        county=region(unit.region).county,
        county_code=unit.region,
        drop_in_hours=spans(fields["drop_in_hours"]),
        mail=page.mail,
        north="" if page.north is None else str(page.north),
        east="" if page.east is None else str(page.east),
        destinations=(SHOWN,),
        web=page.web,
        location=unit.city,
        management=(page.ownership,) if page.ownership else (),
        municipality=municipality(unit.municipality).name,
        municipality_code=unit.municipality,
        postal_code=unit.postal_code.replace(" ", ""),
        related=tuple(page.related),
        route=unit.how_to_find,
        street=unit.street,
        surgery_hours=spans(fields["opening_hours"]),
        telephone_hours=spans(fields["phone_hours"]),
        phones=(unit.phone,) if unit.phone else (),
        functions=tuple(
            Function(name=FUNCTIONS[row.code].swedish, phones=(row.phone,), hours=spans(row.hours))
            for row in unit_functions(units=[unit.hsa_id])[unit.hsa_id]
        ),
        notice=(str(notices[0].first_day), str(notices[0].last_day), notices[0].text) if notices else None,
        ages=None if page.age_from is page.age_to is None else (f"{page.age_from or 0:02}", f"{_top(page.age_to)}"),
        ends_on=str(unit.closed_on or ""),
    )


def told_belonging(*, hsa_id: str, base: str, now: datetime) -> Belonging | None:
    """The health care unit and the care giver of a unit: itself where the directory says nothing else."""
    one = _shown(hsa_id, base, now)
    giver = care_giver(hsa_id=one.unit.care_giver) if one else None
    if one is None or giver is None:
        return None
    above = _shown(one.page.part_of, base, now) if one.page and one.page.part_of else None
    return Belonging(
        member=_named(one),
        unit=_named(above or one),
        care_giver=Named(hsa_id=giver.hsa_id, name=giver.name),
        organisation_number=organisation_number(giver.hsa_id),
    )


def told_provided(*, hsa_id: str, base: str, now: datetime) -> Provided | None:
    """The health care units of a care giver, by HSA-id; None where there is no care giver with any unit to be seen."""
    giver: CareGiver | None = care_giver(hsa_id=hsa_id)
    if giver is None:
        return None
    units = _open(base, now).filter(care_giver=giver.hsa_id)
    shown = [one for one in listed(units=units.order_by("hsa_id"), on=local_date(now)) if one.is_shown]
    if not shown:
        return None
    here = {one.unit.hsa_id for one in shown}
    return Provided(
        care_giver=Named(hsa_id=giver.hsa_id, name=giver.name),
        units=tuple(_named(one) for one in shown if one.page and one.page.part_of not in here),
    )


def told_members(*, hsa_id: str, base: str, now: datetime) -> Members | None:
    """A health care unit with the units that belong to it, by HSA-id."""
    one = _shown(hsa_id, base, now)
    if one is None:
        return None
    unit = one.unit
    from_page = CareUnit.objects.filter(hsa_id__in=_members(unit.hsa_id))
    rows = listed(units=from_page.filter(open_still(on=local_date(now))).order_by("hsa_id"), on=local_date(now))
    lines = (unit.street, f"{unit.postal_code} {unit.city}".strip())
    return Members(
        unit=_named(one),
        members=tuple(_named(row) for row in rows if row.is_shown),
        phones=(unit.phone,) if unit.phone else (),
        postal_lines=tuple(line for line in lines if line),
        postal_code=unit.postal_code.replace(" ", ""),
    )


def spans(hours: Iterable[str], /) -> tuple[Hours, ...]:
    """Periods as they are kept ("0 08:00 17:00") as spans of days: those that follow each other alike are one."""
    by_times: dict[tuple[str, str], list[int]] = {}
    for one in sorted(hours):
        day, opens, closes = one.split()
        by_times.setdefault((opens, closes), []).append(int(day))
    found = []
    for (opens, closes), days in by_times.items():
        for _, run in groupby(enumerate(days), lambda pair: pair[1] - pair[0]):
            held = [day for _, day in run]
            found.append(
                Hours(from_day=str(held[0] + 1), from_time=opens, to_day=str(held[-1] + 1), to_time=closes)
            )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.from_day, one.from_time)))


def _shown(hsa_id: str, base: str, now: datetime) -> Listed | None:
    unit = care_unit(hsa_id=hsa_id)
    if unit is None or not _open(base, now).filter(hsa_id=unit.hsa_id).exists():
        return None
    one = listed(units=[unit], on=local_date(now))[0]
    return one if one.is_shown and one.page else None


def _open(base: str, now: datetime) -> QuerySet[CareUnit]:
    """The units that have not closed down, in the part of the directory that the searchBase names."""
    rows = CareUnit.objects.filter(open_still(on=local_date(now)))
    code = _region(base)
    return rows.filter(region=code) if code else rows


def _region(base: str) -> str:
    """The region of a searchBase; empty for the whole country. Refuses what lies deeper, or is no part at all."""
    parts = [part.strip().casefold() for part in base.split(",") if part.strip()]
    if parts in ([], ["c=se"]):
        return ""
    counties = {f"l={one.county.casefold()}": one.code for one in regions()}
    if len(parts) == 2 and parts[1] == "c=se" and parts[0] in counties:
        return counties[parts[0]]
    raise OtherPart


def _members(unit: str) -> list[str]:
    return list(UnitPage.objects.filter(part_of=unit).values_list("unit", flat=True))


def _businesses(one: Listed) -> tuple[tuple[str, str], ...]:
    """What kind of unit it is, by our own code; what the directory called it where we know no kind."""
    with translation.override("sv"):
        title = kind_title(one.unit.kind)
    told = one.page.activities if one.page else []
    return ((title, one.unit.kind),) if title else tuple((each, each) for each in told)


def _named(one: Listed) -> Named:
    return Named(hsa_id=one.unit.hsa_id, name=one.unit.name, ends_on=str(one.unit.closed_on or ""))


def _top(age: int | None) -> int:
    return 99 if age is None else age
