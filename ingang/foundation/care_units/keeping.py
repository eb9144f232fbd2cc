"""What the directory says of units, as plain values: read to be compared, and written where it differs.

For the import alone, in its transaction. What a unit says itself is in other fields, so neither writes over the other.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db.models import Model

from ingang.foundation.care_units.models import (
    CareGiver,
    CareUnit,
    ContactHours,
    HoursFor,
    OpeningHours,
    Source,
    TemporaryNotice,
    UnitFunction,
    UnitPage,
)

UNIT_FIELDS = (
    "name", "care_giver", "region", "municipality", "kind", "street", "postal_code", "city", "phone", "how_to_find",
    "closed_on",
)  # fmt: skip
PAGE_FIELDS = (
    "is_shown", "is_in_directory", "vanished_on", "care_forms", "activities", "ownership", "north", "east", "web",
    "mail", "age_from", "age_to", "related", "part_of",
)  # fmt: skip
HOURS_FIELDS = {"opening_hours": "", "phone_hours": HoursFor.PHONE, "drop_in_hours": HoursFor.DROP_IN}
NOTICE, CALLED = "notice", "functions"
DAYS = frozenset({"closed_on", "vanished_on"})
AT_ONCE = 500

Fields = Mapping[str, Any]


def directory_fields(*, units: Collection[str]) -> dict[str, dict[str, Any]]:
    """What is kept of each of the units, by HSA-id: days as text, hours as "0 08:00 17:00". Six questions."""
    pages = UnitPage.objects.in_bulk(list(units))
    hours = _hours(units)
    notices = {
        row.unit: [row.first_day.isoformat(), row.last_day.isoformat(), row.text]
        for row in TemporaryNotice.objects.filter(unit__in=units, source=Source.DIRECTORY)
    }
    called: dict[str, list[list[Any]]] = defaultdict(list)
    for one in UnitFunction.objects.filter(unit__in=units, source=Source.DIRECTORY).order_by("code"):
        called[one.unit].append([one.code, one.phone, one.hours])
    return {
        unit.hsa_id: {
            **_values(unit, UNIT_FIELDS),
            **_values(pages.get(unit.hsa_id) or UnitPage(unit=unit.hsa_id), PAGE_FIELDS),
            **{name: sorted(hours[unit.hsa_id, use]) for name, use in HOURS_FIELDS.items()},
            NOTICE: notices.get(unit.hsa_id, []),
            CALLED: called[unit.hsa_id],
        }
        for unit in CareUnit.objects.filter(hsa_id__in=units)
    }


def units_in_directory(*, region: str = "", care_givers: Collection[str] = ()) -> frozenset[str]:
    """The units that the directory has had and that have neither vanished nor closed down.

    Those of a region or of some care givers, where these are named.
    """
    pages = UnitPage.objects.filter(is_in_directory=True, vanished_on=None)
    here = CareUnit.objects.filter(closed_on=None, **({"region": region} if region else {}))
    here = here.filter(care_giver__in=care_givers) if care_givers else here
    return frozenset(pages.filter(unit__in=here.values("hsa_id")).values_list("unit", flat=True))


def write_directory_fields(*, changes: Mapping[str, Fields], now: datetime) -> None:
    """Write the fields that are given of each unit, and make those that are not there. In the caller's transaction."""
    units = CareUnit.objects.in_bulk(list(changes))
    pages = UnitPage.objects.in_bulk(list(changes))
    new_units = [
        CareUnit(hsa_id=name, **_of(fields, UNIT_FIELDS)) for name, fields in changes.items() if name not in units
    ]
    new_pages = [
        UnitPage(unit=name, **_of(fields, PAGE_FIELDS), changed_at=now)
        for name, fields in changes.items()
        if name not in pages
    ]
    CareUnit.objects.bulk_create(new_units, batch_size=AT_ONCE)
    UnitPage.objects.bulk_create(new_pages, batch_size=AT_ONCE)
    _update(CareUnit, units, changes, UNIT_FIELDS)
    _update(UnitPage, pages, changes, PAGE_FIELDS)
    UnitPage.objects.filter(unit__in=list(changes)).update(changed_at=now)
    for field, use in HOURS_FIELDS.items():
        _write_hours({name: fields[field] for name, fields in changes.items() if field in fields}, use)
    _write_notices({name: fields[NOTICE] for name, fields in changes.items() if NOTICE in fields})
    _write_functions({name: fields[CALLED] for name, fields in changes.items() if CALLED in fields})


def add_care_givers(*, names: Mapping[str, tuple[str, str]]) -> None:
    """Make the care givers that are not there, each with its name and region."""
    there = set(CareGiver.objects.filter(hsa_id__in=names).values_list("hsa_id", flat=True))
    CareGiver.objects.bulk_create(
        CareGiver(hsa_id=hsa_id, name=name, region=region)
        for hsa_id, (name, region) in sorted(names.items())
        if hsa_id not in there
    )


def _values(row: Model, names: Iterable[str]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _of(fields: Fields, names: Collection[str]) -> dict[str, Any]:
    """Those of the fields, days as days."""
    return {
        name: date.fromisoformat(value) if name in DAYS and value else value
        for name, value in fields.items()
        if name in names
    }


def _update(model: type[Any], rows: Mapping[str, Any], changes: Mapping[str, Fields], names: Collection[str]) -> None:
    touched: dict[str, list[Any]] = defaultdict(list)
    for key, row in rows.items():
        for name, value in _of(changes[key], names).items():
            setattr(row, name, value)
            touched[name].append(row)
    for name, changed in touched.items():
        model.objects.bulk_update(changed, [name], batch_size=AT_ONCE)


def _hours(units: Collection[str]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in OpeningHours.objects.filter(unit__in=units):
        found[row.unit, ""].append(_written(row.weekday, row.opens_at, row.closes_at))
    for one in ContactHours.objects.filter(unit__in=units):
        found[one.unit, one.use].append(_written(one.weekday, one.opens_at, one.closes_at))
    return found


def _written(weekday: int, opens_at: time, closes_at: time) -> str:
    return f"{weekday} {opens_at.isoformat('minutes')} {closes_at.isoformat('minutes')}"


def _write_hours(wanted: Mapping[str, list[str]], use: str) -> None:
    model: type[Any] = ContactHours if use else OpeningHours
    kind = {"use": use} if use else {}
    model.objects.filter(unit__in=list(wanted), **kind).delete()
    rows = []
    for unit, periods in wanted.items():
        for period in periods:
            weekday, opens_at, closes_at = period.split()
            times = {"opens_at": time.fromisoformat(opens_at), "closes_at": time.fromisoformat(closes_at)}
            rows.append(model(unit=unit, weekday=int(weekday), **times, **kind))
    model.objects.bulk_create(rows, batch_size=AT_ONCE)


def _write_notices(wanted: Mapping[str, list[str]]) -> None:
    TemporaryNotice.objects.filter(unit__in=list(wanted), source=Source.DIRECTORY).delete()
    TemporaryNotice.objects.bulk_create(
        TemporaryNotice(unit=unit, source=Source.DIRECTORY, first_day=first, last_day=last, text=text)
        for unit, (first, last, text) in ((unit, values) for unit, values in wanted.items() if values)
    )


def _write_functions(wanted: Mapping[str, list[list[Any]]]) -> None:
    UnitFunction.objects.filter(unit__in=list(wanted), source=Source.DIRECTORY).delete()
    UnitFunction.objects.bulk_create(
        (
            UnitFunction(unit=unit, source=Source.DIRECTORY, code=code, phone=phone, hours=hours)
            for unit, called in wanted.items()
            for code, phone, hours in called
        ),
        batch_size=AT_ONCE,
    )
