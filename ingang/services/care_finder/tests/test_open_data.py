"""The catalogue as open data: bundles that another maker's reader accepts, paging, caching, and a table."""

import csv
import json
from typing import Any

import pytest
from django.test import Client
from fhir.resources.R4B import get_fhir_model_class

from conftest import BJORKBACKEN
from ingang.foundation.care_units.coordinates import in_sweden, to_grid, to_position
from ingang.foundation.care_units.models import Offer, UnitPage

pytestmark = pytest.mark.django_db
BASE = "/api/v1/vard/fhir/"


def asked(path: str, **query: str) -> Any:
    return json.loads(Client().get(f"{BASE}{path}", query).content)


@pytest.mark.parametrize("kind", ["Organization", "Location", "HealthcareService", "Endpoint"])
def test_bundles_and_resources_are_right_fhir(catalogue: None, kind: str) -> None:
    bundle = asked(kind)

    get_fhir_model_class("Bundle").model_validate(bundle)
    assert bundle["entry"]
    first = bundle["entry"][0]["resource"]
    assert asked(f"{kind}/{first['id']}") == first
    assert "Region Stockholm" not in json.dumps(first)


def test_what_a_program_can_do_is_told(catalogue: None) -> None:
    get_fhir_model_class("CapabilityStatement").model_validate(asked("metadata"))


def test_pages_follow_each_other_until_there_are_no_more(catalogue: None) -> None:
    found, url = [], f"{BASE}Organization?_count=2"
    while url:
        bundle = json.loads(Client().get(url).content)
        found += [one["resource"]["id"] for one in bundle["entry"]]
        url = next((one["url"] for one in bundle["link"] if one["relation"] == "next"), "")

    assert found == sorted(found)
    assert len(found) == UnitPage.objects.count()


def test_what_is_not_shown_to_people_is_not_told_to_programs(catalogue: None) -> None:
    UnitPage.objects.filter(unit=BJORKBACKEN).update(is_shown=False)
    Offer.objects.update(status="inactive")

    assert Client().get(f"{BASE}Organization/{BJORKBACKEN}").status_code == 404
    assert "entry" not in asked("HealthcareService")
    assert BJORKBACKEN not in b"".join(Client().get("/api/v1/vard/enheter.csv")).decode()


def test_what_has_not_changed_is_not_sent_again(catalogue: None) -> None:
    first = Client().get(f"{BASE}Location/{BJORKBACKEN}")

    again = Client().get(f"{BASE}Location/{BJORKBACKEN}", headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert "max-age" in first["Cache-Control"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("Patient", 404),
        ("Organization/nonsens", 404),
        ("Patient/x", 404),
        ("Organization?address-state=99", 400),
        ("Organization?_count=nonsens&_after=%FF", 200),
        ("Organization?_count=999999999", 200),
        ("Organization?_after=%00", 200),
        ("Organization?address-state=25", 200),
    ],
)
def test_what_is_asked_wrongly_is_answered_in_fhir(catalogue: None, path: str, status: int) -> None:
    answer = Client().get(f"{BASE}{path}")

    assert answer.status_code == status
    assert json.loads(answer.content)["resourceType"] in {"Bundle", "OperationOutcome"}


def test_the_table_holds_every_unit(catalogue: None) -> None:
    UnitPage.objects.filter(unit=BJORKBACKEN).update(web="=1+1")

    lines = b"".join(Client().get("/api/v1/vard/enheter.csv")).decode().splitlines()

    rows = list(csv.DictReader(lines, delimiter=";"))
    assert len(rows) == UnitPage.objects.count()
    assert next(row for row in rows if row["hsaIdentity"] == BJORKBACKEN)["web"] == "'=1+1"


# Stockholm, Kiruna and Malmö as PROJ transforms them (EPSG:4258 to EPSG:3006).
@pytest.mark.parametrize(
    ("north", "east", "latitude", "longitude"),
    [
        (6_580_743.008, 674_571.866, 59.3293, 18.0686),
        (7_536_069.970, 719_583.123, 67.8558, 20.2253),
        (6_163_926.553, 374_243.759, 55.6050, 13.0038),
    ],
)
def test_the_grid_and_positions_go_into_each_other(
    north: float, east: float, latitude: float, longitude: float
) -> None:
    there = to_position(north=north, east=east)
    back = to_grid(latitude=there.latitude, longitude=there.longitude)

    assert back == pytest.approx((north, east), abs=0.01)
    assert (there.latitude, there.longitude) == pytest.approx((latitude, longitude), abs=1e-7)
    assert not in_sweden(north=round(east), east=round(north))
