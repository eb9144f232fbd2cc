"""The catalogue as open data: bundles that another maker's reader accepts, paging, caching, and a table."""

import csv
import json
import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

import fhirkit
import pytest
from django.test import Client
from fhir.resources.R4B import get_fhir_model_class
from lxml import etree

from conftest import BJORKBACKEN, BVC
from ingang.foundation.care_units.coordinates import in_sweden, to_grid, to_position
from ingang.foundation.care_units.models import Offer, Source, UnitFunction, UnitPage
from ingang.foundation.care_units.offered import UnitOffer

pytestmark = pytest.mark.django_db
BASE = "/api/v1/vard/fhir/"
FHIR_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")


def asked(path: str, **query: str) -> Any:
    return json.loads(Client().get(f"{BASE}{path}", query).content)


@pytest.fixture
def functions(catalogue: None) -> None:
    """Two functions and an errand at Björkbacken."""
    for code in ("rehab_coordinator", "care_coordinator", "booking"):
        UnitFunction.objects.create(
            unit=BJORKBACKEN, source=Source.UNIT, code=code, phone="08-465 004 05", hours=["0 08:00 12:00"]
        )


@pytest.mark.parametrize("kind", ["Organization", "Location", "HealthcareService", "PractitionerRole", "Endpoint"])
def test_bundles_and_resources_are_right_fhir(functions: None, kind: str) -> None:
    bundle = asked(kind)

    get_fhir_model_class("Bundle").model_validate(bundle)
    assert not [issue for issue in fhirkit.validate(json.dumps(bundle)) if issue.severity == "error"]
    assert bundle["entry"]
    for entry in bundle["entry"]:
        assert FHIR_ID.fullmatch(entry["resource"]["id"])
    first = bundle["entry"][0]["resource"]
    assert asked(f"{kind}/{first['id']}") == first
    assert "lastUpdated" in first["meta"]


def test_a_function_is_told_without_the_one_who_holds_it(functions: None) -> None:
    roles = [one["resource"] for one in asked("PractitionerRole")["entry"]]
    organization = asked(f"Organization/{BJORKBACKEN}")

    assert [one["id"] for one in roles] == [f"{BJORKBACKEN}.care-coordinator", f"{BJORKBACKEN}.rehab-coordinator"]
    assert all("practitioner" not in one for one in roles)
    assert roles[1]["telecom"] == [{"system": "phone", "value": "08-465 004 05"}]
    assert roles[1]["availableTime"] == [
        {"daysOfWeek": ["mon"], "availableStartTime": "08:00:00", "availableEndTime": "12:00:00"}
    ]
    assert organization["contact"][0]["purpose"] == {"text": "Bokning"}


def found(path: str) -> list[str]:
    """What a search gives on all its pages together."""
    ids, url = [], f"{BASE}{path}"
    while url:
        answer = Client().get(url)
        assert answer.status_code == 200, answer.content
        bundle = json.loads(answer.content)
        ids += [one["resource"]["id"] for one in bundle.get("entry", []) if one["search"]["mode"] == "match"]
        url = next((one["url"] for one in bundle["link"] if one["relation"] == "next"), "")
    return ids


HSA = "urn:oid:1.2.752.29.4.19"
CITY = "Organization?address-city=solna"


@pytest.mark.parametrize(
    ("path", "is_found"),
    [
        ("Organization?name=Björk", True),
        ("Organization?name=BJÖRK", True),
        ("Organization?name=backens", False),
        ("Organization?name:contains=backens", True),
        ("Organization?name:exact=Björkbackens vårdcentral", True),
        ("Organization?name:exact=björkbackens vårdcentral", False),
        (f"Organization?identifier={HSA}|{BJORKBACKEN}", True),
        (f"Organization?identifier={BJORKBACKEN}", True),
        (f"Organization?identifier=urn:oid:1.2.3|{BJORKBACKEN}", False),
        (f"Organization?_id={BVC},{BJORKBACKEN}", True),
        ("Organization?type=vardcentral", True),
        ("Organization?type=urn:ingang:unit-kind|vardcentral,bvc", True),
        ("Organization?type=bvc", False),
        ("Organization?active=true", True),
        ("Organization?active=false", False),
        ("Organization?address-state=01", True),
        ("Organization?address-state=Stockholms län", True),
        ("Organization?address-state=12", False),
        (CITY, True),
        ("Organization?address=exempelgatan", True),
        ("Organization?address-postalcode=169", True),
        (f"Organization?partof={HSA}|SE0000000020-G001", True),
        ("Organization?_lastUpdated=ge2020", True),
        ("Organization?_lastUpdated=lt2020-01-01", False),
        ("Organization?_lastUpdated=ge2020-01-01&_lastUpdated=le2020-12-31T23:59:59Z", False),
        (f"Location?organization=Organization/{BJORKBACKEN}", True),
        (f"Location?organization=https://x.example/fhir/Organization/{BJORKBACKEN}", True),
        (f"Location?organization={BVC}", False),
        ("Location?status=active&type=vardcentral", True),
    ],
)
def test_units_are_found_by_what_they_tell(catalogue: None, path: str, is_found: bool) -> None:
    assert (BJORKBACKEN in found(path)) is is_found


def test_what_belongs_together_is_found_together(functions: None) -> None:
    UnitPage.objects.filter(unit=BVC).update(part_of=BJORKBACKEN)
    here = f"Organization/{BJORKBACKEN}"

    def included(path: str) -> set[str]:
        entries = asked(path.partition("?")[0], **dict(parse_qsl(path.partition("?")[2])))["entry"]
        get_fhir_model_class("Bundle").model_validate({"resourceType": "Bundle", "type": "searchset", "entry": entries})
        kinds = [f"{one['resource']['resourceType']}/{one['resource']['id']}" for one in entries]
        assert len(kinds) == len(set(kinds))
        return {kind for kind, one in zip(kinds, entries, strict=True) if one["search"]["mode"] == "include"}

    assert included(f"Location?_id={BJORKBACKEN}&_include=Location:organization") == {here}
    assert included(f"Organization?_id={BVC}&_include=Organization:partof") == {here}
    assert included(f"Organization?_id={BJORKBACKEN}&_revinclude=Organization:partof") == {f"Organization/{BVC}"}
    assert included(f"Organization?_id={BJORKBACKEN}&_revinclude=Location:organization") == {f"Location/{BJORKBACKEN}"}
    assert included(f"Organization?_id={BJORKBACKEN}&_revinclude=PractitionerRole:organization") == {
        f"PractitionerRole/{BJORKBACKEN}.{code}" for code in ("care-coordinator", "rehab-coordinator")
    }
    assert f"Endpoint/{BJORKBACKEN}.web" in included(f"Organization?_id={BJORKBACKEN}&_include=Organization:endpoint")
    assert found(f"PractitionerRole?organization={BJORKBACKEN}&role=rehab_coordinator") == [
        f"{BJORKBACKEN}.rehab-coordinator"
    ]
    assert found(f"Organization?partof={here}") == [BVC]
    assert set(found("HealthcareService?service-type=doctor")) >= {f"{BJORKBACKEN}.doctor"}
    assert found(f"Endpoint?organization={BJORKBACKEN}&connection-type=web") == [f"{BJORKBACKEN}.web"]


def test_near_is_measured_from_the_place(catalogue: None) -> None:
    position = asked(f"Location/{BJORKBACKEN}")["position"]
    place = f"{position['latitude']}|{position['longitude']}"
    away = f"{position['latitude'] + 0.02}|{position['longitude']}"

    assert BJORKBACKEN in found(f"Location?near={place}|100|m")
    assert BJORKBACKEN not in found(f"Location?near={away}|2|km")
    assert BJORKBACKEN in found(f"Location?near={away}|3")


def test_pages_stay_whole_while_units_come_and_go(catalogue: None) -> None:
    whole = found("HealthcareService?_count=1000")
    first = asked("HealthcareService", _count="3")
    ids = [one["resource"]["id"] for one in first["entry"]]
    UnitPage.objects.filter(unit=ids[-1].partition(".")[0]).update(is_shown=False)

    rest = found(first["link"][1]["url"].partition("/fhir/")[2])

    gone = [one for one in whole if one.startswith(ids[-1].partition(".")[0])]
    assert [one for one in ids + rest if one not in gone] == [one for one in whole if one not in gone]
    assert len(rest) == len(set(rest))


def test_what_a_program_can_do_is_told(catalogue: None) -> None:
    told = asked("metadata")

    get_fhir_model_class("CapabilityStatement").model_validate(told)
    for resource in told["rest"][0]["resource"]:
        for include in resource["searchInclude"]:
            assert Client().get(f"{BASE}{resource['type']}?_include={include}").status_code == 200
        for include in resource["searchRevInclude"]:
            assert Client().get(f"{BASE}{resource['type']}?_revinclude={include}").status_code == 200


def test_a_parameter_that_is_not_there_is_left_out_where_that_is_wanted(catalogue: None) -> None:
    answer = Client().get(f"{BASE}Organization?nonsens=1", headers={"Prefer": "handling=lenient"})
    assert answer.status_code == 200


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


@pytest.mark.parametrize("path", ["metadata", "Organization", f"Organization/{BJORKBACKEN}"])
def test_whoever_tries_to_write_is_told_in_fhir_that_it_is_read_alone(catalogue: None, path: str) -> None:
    program = Client(enforce_csrf_checks=True)
    for answer in (program.post(f"{BASE}{path}", b"{}", content_type="application/json"), program.delete(BASE + path)):
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert json.loads(answer.content)["resourceType"] == "OperationOutcome"


def test_what_is_done_at_one_address_is_one_endpoint(catalogue: None, monkeypatch: pytest.MonkeyPatch) -> None:
    offers = [("booking", UnitOffer(title_sv=title, title_en="", address="/boka/x/")) for title in ("Läkare", "Prov")]
    monkeypatch.setattr(
        "ingang.services.care_finder.open_data.facts.offered_by_service", lambda **_asked: {BJORKBACKEN: offers}
    )
    found = [one["resource"] for one in asked("Endpoint", organization=BJORKBACKEN)["entry"]]

    assert found[0]["address"] == "http://testserver/boka/x/"
    assert [one["text"] for one in found[0]["payloadType"]] == ["Läkare", "Prov"]
    assert len({one["id"] for one in found}) == len(found) == 2


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
        ("Organization?nonsens=1", 400),
        ("Organization?name:nonsens=1", 400),
        ("Organization?name=", 400),
        ("Organization?name=%00", 400),
        ("Organization?_lastUpdated=2026-13-45", 400),
        ("Organization?_lastUpdated=ge9999", 400),
        ("Organization?_include=Patient:x", 400),
        ("Organization?_revinclude=Organization:endpoint", 400),
        ("Location?near=59.3", 400),
        ("Location?near=nan|18|5|km", 400),
        ("Location?near=59.3|18|5|parsec", 400),
        ("Location?near=59.3|18|99999|km", 400),
        ("Location?near=-45|-170|5|km", 200),
        ("Location?near=inf|18", 400),
        ("Organization?_format=xml", 406),
        ("Organization?_format=json", 200),
        ("Organization?_id=" + "x," * 60, 400),
        ("HealthcareService?organization=%F0%9F%98%80", 200),
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


FILES = ("/api/v1/vard/enheter.csv", "/api/v1/vard/enheter.json", "/api/v1/vard/enheter.ndjson")


def body(answer: Any) -> str:
    return b"".join(answer).decode() if answer.streaming else answer.content.decode()


def test_the_files_tell_the_same_and_every_field_has_its_meaning(functions: None) -> None:
    table, whole, each = (body(Client().get(path)) for path in FILES)

    rows = list(csv.DictReader(table.splitlines(), delimiter=";"))
    units, lines = json.loads(whole)["units"], [json.loads(line) for line in each.splitlines()]
    assert units == lines
    assert [one["hsaIdentity"] for one in units] == [row["hsaIdentity"] for row in rows]
    here = next(one for one in units if one["hsaIdentity"] == BJORKBACKEN)
    assert here["openingHours"][0] == "0 08:00 17:00"
    assert "Rehabkoordinator: 08-465 004 05" in here["functions"]
    for language in ("", "/en"):
        page = Client().get(f"{language}/hitta-vard/oppna-data/").content.decode()
        assert all(f">{name}<" in page for name in here)


@pytest.mark.parametrize("path", [*FILES, "/dcat"])
def test_a_file_is_not_sent_again_until_something_has_changed(catalogue: None, now: datetime, path: str) -> None:
    first = Client().get(path)
    since = {"If-Modified-Since": first["Last-Modified"]}
    again = [Client().get(path, headers=headers) for headers in ({"If-None-Match": first["ETag"]}, since)]
    UnitPage.objects.filter(unit=BJORKBACKEN).update(changed_at=now + timedelta(days=300))

    assert [(one.status_code, one["ETag"]) for one in again] == [(304, first["ETag"])] * 2
    assert Client().get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_description_for_portals_has_what_dcat_ap_se_demands(catalogue: None) -> None:
    root = etree.fromstring(Client().get("/dcat").content)
    about = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
    leads = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
    demanded = {
        "Catalog": {"title", "description", "publisher", "dataset", "license"},
        "Dataset": {"title", "description", "publisher", "contactPoint", "theme", "distribution"},
        "Distribution": {"accessURL", "license", "format"},
        "DataService": {"title", "endpointURL", "publisher"},
        "Agent": {"name"},
    }
    things = [(etree.QName(one).localname, {etree.QName(each).localname for each in one}) for one in root]
    for kind, names in demanded.items():
        assert [told for name, told in things if name == kind]
        assert all(names <= told for name, told in things if name == kind)
    known = {one.get(about) for one in root}
    own = {one.get(leads) for one in root.iter() if "/dcat#" in (one.get(leads) or "")}
    assert own <= known
    for one in root.iter("{http://www.w3.org/ns/dcat#}downloadURL"):
        assert Client().get(str(one.get(leads)).partition("testserver")[2]).status_code == 200
