"""Reading the catalogue: by HSA-id however it is written, by place and kind, and whether it is open."""

from collections.abc import Callable
from datetime import date, datetime, time
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from ingang.foundation.care_units.models import CareUnit, OpeningException, OpeningHours
from ingang.foundation.care_units.queries import care_giver, care_unit, care_units, opening_hours, opening_states
from ingang.foundation.care_units.rules import Opening

BJORKBACKEN = "SE0000000020-U001"
TODAY = date(2026, 11, 26)

Cast = Callable[[str], UUID]


@pytest.mark.parametrize("written", [BJORKBACKEN, " se0000000020-u001 "])
def test_a_unit_is_found_however_its_hsa_id_is_written(cast: Cast, written: str) -> None:
    found = care_unit(hsa_id=written)

    assert found is not None
    assert found.name == "Björkbackens vårdcentral"


@pytest.mark.parametrize("written", ["", "SE0000000020-U999", "Björkbacken", "SE0000000020-U001\u0000", "%"])
def test_what_is_no_units_hsa_id_finds_nothing(cast: Cast, written: str) -> None:
    assert care_unit(hsa_id=written) is None
    assert care_giver(hsa_id=written) is None


def test_units_are_found_by_region_municipality_and_kind(cast: Cast) -> None:
    found = care_units(on=TODAY, region="01", municipality="0184", kind="vardcentral")

    assert [unit.hsa_id for unit in found] == [BJORKBACKEN]
    assert care_units(on=TODAY, region="03") == []


def test_a_unit_that_is_closed_down_is_not_found_by_place_but_keeps_its_name(cast: Cast) -> None:
    CareUnit.objects.filter(hsa_id=BJORKBACKEN).update(closed_on=TODAY)

    assert BJORKBACKEN not in {unit.hsa_id for unit in care_units(on=TODAY, region="01")}
    assert care_unit(hsa_id=BJORKBACKEN) is not None


def test_a_closed_day_and_another_units_hours_are_kept_apart(db: None, now: datetime) -> None:
    for unit in ("SE1-A", "SE1-B"):
        OpeningHours.objects.create(unit=unit, weekday=3, opens_at=time(8), closes_at=time(17))
    OpeningException.objects.create(unit="SE1-B", on=TODAY, reason="training")

    states = opening_states(units=["SE1-A", "SE1-B", "SE1-C"], now=now)

    assert states["SE1-A"].opening is Opening.OPEN
    assert states["SE1-B"].opening is Opening.OPENS_LATER
    assert states["SE1-C"].opening is Opening.NOT_KNOWN
    assert [row.weekday for row in opening_hours(unit="SE1-A")] == [3]


@pytest.mark.parametrize(("opens", "closes"), [(time(17), time(8)), (time(8), time(8)), (time(8), None)])
def test_hours_that_end_before_they_begin_can_not_be_stored(db: None, opens: time, closes: time | None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningException.objects.create(unit="SE1-A", on=TODAY, opens_at=opens, closes_at=closes, reason="odd")
