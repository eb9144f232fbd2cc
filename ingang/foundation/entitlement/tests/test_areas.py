"""Service areas: opened and closed by the local administrator, and units from before that stay open."""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from uuid import UUID

import pytest
from django.apps import apps
from uuid6 import uuid7

from conftest import BJORKBACKEN
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.entitlement.actions.areas import close_area, open_area, set_self_inclusion
from ingang.foundation.entitlement.errors import AreaAlreadyThere, AreaUnknown, AreaUnreasonable, NeedUnknown
from ingang.foundation.entitlement.models import ServiceArea
from ingang.foundation.entitlement.queries.unit import areas_of
from ingang.foundation.entitlement.rules import WHOLE_COUNTRY, Area
from ingang.foundation.entitlement.standing import self_included
from ingang.kernel.grant import Grant

Cast = Callable[[str], UUID]


def test_an_area_is_opened_once_and_closed(sara: Grant, now: datetime) -> None:
    area = Area(region="12", municipality="1280", ages=range(13, 25))
    row = open_area(grant=sara, area=area, now=now)
    with pytest.raises(AreaAlreadyThere):
        open_area(grant=sara, area=area, now=now)
    there = [one.area for one in areas_of(unit=BJORKBACKEN)]
    close_area(grant=sara, area=row.id, now=now)

    assert there == [Area(region=WHOLE_COUNTRY), area]
    assert [one.area for one in areas_of(unit=BJORKBACKEN)] == [Area(region=WHOLE_COUNTRY)]
    written = AuditEvent.objects.filter(event__startswith="entitlement.area").values_list("event", "details")
    assert {event for event, _ in written} == {"entitlement.area_opened", "entitlement.area_closed"}
    assert all(details["municipality"] == "1280" for _, details in written)


@pytest.mark.parametrize(
    "area",
    [
        Area(region="02"),
        Area(region="01", municipality="1280"),
        Area(region="01", municipality="0199"),
        Area(region=WHOLE_COUNTRY, municipality="0184"),
        Area(region="01", ages=range(25, 13)),
        Area(region="01", ages=range(13, 13)),
        Area(region="01", ages=range(13, 151)),
    ],
    ids=str,
)
def test_an_area_that_can_not_be_is_refused(sara: Grant, now: datetime, area: Area) -> None:
    with pytest.raises(AreaUnreasonable):
        open_area(grant=sara, area=area, now=now)


def test_another_units_area_looks_missing(sara: Grant, ulla: Grant, now: datetime) -> None:
    row = open_area(grant=sara, area=Area(region="12"), now=now)

    for foreign in (row.id, uuid7()):
        with pytest.raises(AreaUnknown):
            close_area(grant=ulla, area=foreign, now=now)


def test_what_residents_tell_themselves_is_set_as_a_whole(sara: Grant, now: datetime) -> None:
    for _ in range(2):
        set_self_inclusion(grant=sara, needs=frozenset({"prostate", "cervix"}), now=now)
    with pytest.raises(NeedUnknown):
        set_self_inclusion(grant=sara, needs=frozenset({"female"}), now=now)

    assert self_included(unit=BJORKBACKEN) == {"prostate", "cervix"}
    assert AuditEvent.objects.filter(event="entitlement.self_inclusion_set").count() == 1


def test_units_from_before_stay_open_for_the_whole_country(cast: Cast) -> None:
    migration = import_module("ingang.foundation.entitlement.migrations.0002_open_units_stay_open")
    ServiceArea.objects.all().delete()

    for _ in range(2):
        migration.open_for_the_country(apps, None)

    opened = ServiceArea.objects.values_list("unit", "region", "municipality")
    assert sorted(opened) == sorted((one.hsa_id, "00", "") for one in CareUnit.objects.all())
