"""A page of the open data: the units after one, so many at a time, and what a resource is made of."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ingang.foundation.care_units.catalogue import Listed, listed, open_still
from ingang.foundation.care_units.models import CareUnit, OpeningHours
from ingang.kernel.periods import local_date
from ingang.services.care_finder.errors import UnitUnknown
from ingang.services.care_finder.open_data.resources import TYPES, Resource

MOST = 200
CSV_HEADINGS = (
    "hsaIdentity", "name", "kind", "region", "municipality", "street", "postalCode", "city", "phone", "web", "north",
    "east", "isDigital", "isStepFree", "takesListings", "languages", "checkedOn",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class DataPage:
    """Resources of some units, and after which unit the next page begins; empty where there is none."""

    resources: list[Resource]
    next_after: str


def data_page(*, kind: str, after: str, count: int, now: datetime, region: str = "") -> DataPage:
    """The resources of the next `count` units, by HSA-id. Those that are not shown have none."""
    rows = _units(after, count + 1, now, region)
    units = rows[:count]
    return DataPage(
        resources=_resources(kind, units, now),
        next_after=units[-1].hsa_id if len(rows) > count else "",
    )


def one_resource(*, kind: str, id: str, now: datetime) -> Resource:
    """A resource by its id, which is the unit's, perhaps with what it offers. Refuses one that there is not."""
    unit = CareUnit.objects.filter(open_still(on=local_date(now)), hsa_id=id.partition(".")[0][:31])
    found = next((one for one in _resources(kind, list(unit), now) if one["id"] == id), None)
    if found is None:
        raise UnitUnknown()
    return found


def csv_rows(*, now: datetime) -> Iterator[tuple[object, ...]]:
    """Every unit that is shown, as lines of a table; read some at a time."""
    after = ""
    while units := _units(after, MOST, now, ""):
        yield from (_row(one) for one in listed(units=units, on=local_date(now)) if one.is_shown)
        after = units[-1].hsa_id


def _units(after: str, count: int, now: datetime, region: str) -> list[CareUnit]:
    rows = CareUnit.objects.filter(open_still(on=local_date(now)), hsa_id__gt=after)
    rows = rows.filter(region=region) if region else rows
    return list(rows.order_by("hsa_id")[:count])


def _resources(kind: str, units: list[CareUnit], now: datetime) -> list[Resource]:
    today = local_date(now)
    hours: dict[str, list[OpeningHours]] = defaultdict(list)
    for row in OpeningHours.objects.filter(unit__in=[unit.hsa_id for unit in units]).order_by("weekday", "opens_at"):
        hours[row.unit].append(row)
    shown = [one for one in listed(units=units, on=today) if one.is_shown]
    return [resource for one in shown for resource in TYPES[kind](one, hours[one.unit.hsa_id], today)]


def _row(one: Listed) -> tuple[object, ...]:
    unit, page = one.unit, one.page
    place = (unit.street, unit.postal_code, unit.city)
    if page is None:
        return ()
    rest = (page.web, page.north, page.east, page.is_digital, page.is_step_free, page.takes_listings)
    said = (*rest, " ".join(page.languages), page.checked_on)
    row = (unit.hsa_id, unit.name, unit.kind, unit.region, unit.municipality, *place, unit.phone, *said)
    return tuple(_safe(value) for value in row)


def _safe(value: object) -> object:
    """A cell that no table program takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "@", "\t", "\r"} else value
