"""Others ask the catalogue by the directory's contracts: as published, by certificate, and only what is shown."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from lxml import etree

from conftest import BJORKBACKEN, BVC
from ingang.connectors.directory.names import BELONGING, LIST, MEMBERS, PING, UNIT, path, responder
from ingang.connectors.directory.reading import belonging_of, members_of, provided_by, question, unit_of
from ingang.connectors.directory.records import Hours
from ingang.connectors.rivta.envelope import opened, wrapped
from ingang.connectors.rivta.errors import SourceRefused
from ingang.connectors.tests.schemas import published
from ingang.foundation.care_units.keeping import directory_fields
from ingang.foundation.care_units.models import CareGiver, CareUnit, Source, UnitFunction, UnitPage
from ingang.services.care_finder.contracts.answering import spans

pytestmark = pytest.mark.django_db

OWN, FIRST, SECOND = "SE0000000099-C001", "ab" * 32, "cd" * 32
HEADER = {"X-Client-Certificate-SHA256": ":".join(["CD"] * 32)}
SET = settings.DIRECTORY | {"OWN_ADDRESS": OWN, "CALLERS": f"{FIRST}, {SECOND}"}
GIVER = "SE0000000020-G001"


@pytest.fixture(autouse=True)
def _configured(catalogue: None) -> Iterator[None]:
    with override_settings(DIRECTORY=SET, PROXIES=1):
        yield


def send(body: bytes, *, name: str = UNIT, headers: dict[str, str] = HEADER) -> Any:
    return Client(enforce_csrf_checks=True).post(
        f"/api/katalog/{path(name)}", body, content_type="text/xml", headers=headers
    )


def asked(name: str, hsa_id: str, *, base: str = "", address: str = OWN) -> Any:
    """The answer's body, itself and its question as published."""
    body = question(name=name, hsa_id=hsa_id)
    if base:
        etree.SubElement(body, f"{{{responder(name)}}}searchBase").text = base
    published(name, 1).assertValid(body)
    answer = send(wrapped(body=body, logical_address=address, asker=None), name=name)
    assert answer["Cache-Control"] == "no-store"
    _, inner = opened(answer=answer.content, status=answer.status_code)
    published(name, 1).assertValid(inner)
    return inner


def test_a_unit_is_told_as_its_page_tells_it() -> None:
    UnitFunction.objects.create(
        unit=BJORKBACKEN, source=Source.UNIT, code="rehab_coordinator", phone="08-465 004 05", hours=["0 08:00 12:00"]
    )

    body = asked(UNIT, BJORKBACKEN.lower())

    told = unit_of(body=body, name=UNIT, asked=BJORKBACKEN)
    kept = directory_fields(units=[BJORKBACKEN])[BJORKBACKEN]
    assert told is not None
    assert (told.public_name, told.municipality_code, told.county) == (
        kept["name"], kept["municipality"], "Stockholms län",
    )  # fmt: skip
    assert told.businesses == (("Vårdcentral", "vardcentral"),)
    assert told.phones == ("0846500400",)
    assert (told.north, told.east) == (str(kept["north"]), str(kept["east"]))
    assert Hours(from_day="1", from_time="08:00", to_day="5", to_time="16:30") in told.telephone_hours
    assert [(one.name, one.phones) for one in told.functions] == [("Rehabkoordinator", ("0846500405",))]
    assert told.notice is not None


def test_the_health_care_unit_its_members_and_its_care_giver_are_told() -> None:
    UnitPage.objects.filter(unit=BVC).update(part_of=BJORKBACKEN)

    below = belonging_of(body=asked(BELONGING, BVC), name=BELONGING, asked=BVC)
    above = belonging_of(body=asked(BELONGING, BJORKBACKEN), name=BELONGING, asked=BJORKBACKEN)
    members = members_of(body=asked(MEMBERS, BJORKBACKEN), name=MEMBERS, asked=BJORKBACKEN)
    listed = provided_by(body=asked(LIST, GIVER), name=LIST, asked=GIVER)

    assert below
    assert above
    assert members
    assert listed
    assert (below.member.hsa_id, below.unit.hsa_id) == (BVC, BJORKBACKEN)
    assert above.member == above.unit
    assert (above.care_giver.hsa_id, above.organisation_number) == (GIVER, "000000-0020")
    assert [one.hsa_id for one in members.members] == [BVC]
    assert members.postal_lines
    assert BJORKBACKEN in {one.hsa_id for one in listed.units}


def test_what_residents_do_not_see_is_unknown() -> None:
    CareGiver.objects.create(hsa_id="SE0000000777-G001", name="Utan mottagningar", region="01")
    UnitPage.objects.filter(unit=BJORKBACKEN).update(is_shown=False)

    for name, hsa_id in ((UNIT, BJORKBACKEN), (MEMBERS, BJORKBACKEN), (LIST, "SE0000000777-G001"), (UNIT, "nonsens")):
        assert asked(name, hsa_id).findtext("{*}resultCode") == "ERROR"
    with pytest.raises(SourceRefused):
        asked(BELONGING, BJORKBACKEN)


def test_a_part_of_the_directory_is_a_county_or_the_country() -> None:
    assert asked(UNIT, BJORKBACKEN, base="c=SE").findtext("{*}resultCode") == "OK"
    assert asked(UNIT, BJORKBACKEN, base="l=Stockholms län,c=SE").findtext("{*}resultCode") == "OK"
    assert asked(UNIT, BJORKBACKEN, base="l=Skåne län,c=SE").findtext("{*}resultCode") == "ERROR"
    with pytest.raises(SourceRefused):
        asked(UNIT, BJORKBACKEN, base="ou=Björkbacken,l=Stockholms län,c=SE")


def test_it_says_that_it_is_there() -> None:
    body = etree.Element(f"{{{responder(PING)}}}{PING}")
    etree.SubElement(body, f"{{{responder(PING)}}}serviceContractNamespace").text = responder(UNIT)
    etree.SubElement(body, f"{{{responder(PING)}}}logicalAddress").text = OWN
    published(PING, 1).assertValid(body)

    answer = send(wrapped(body=body, logical_address=OWN, asker=None), name=PING)

    published(PING, 1).assertValid(opened(answer=answer.content, status=answer.status_code)[1])


@pytest.mark.parametrize(
    "body",
    [
        b"", b"nonsense", b"<html/>", b"\0", b" " * 100_001,
        wrapped(body=question(name=UNIT, hsa_id=BJORKBACKEN), logical_address="SE0000000099-X001", asker=None),
        wrapped(body=question(name=LIST, hsa_id=GIVER), logical_address=OWN, asker=None),
        wrapped(body=etree.Element("GetUnit"), logical_address=OWN, asker=None),
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        + wrapped(body=question(name=UNIT, hsa_id="x"), logical_address=OWN, asker=None)[39:],
    ],
    ids=range(9),
)  # fmt: skip
def test_what_is_no_question_to_us_is_a_fault(body: bytes) -> None:
    answer = send(body)

    assert answer.status_code in {413, 500}
    assert b"soapenv:Client" in answer.content
    assert b"root:" not in answer.content


@pytest.mark.parametrize(
    ("headers", "changed"),
    [
        ({}, {}),
        ({"X-Client-Certificate-SHA256": "ef" * 32}, {}),
        (HEADER, {"PROXIES": 0}),
        (HEADER, {"DIRECTORY": SET | {"CALLERS": ""}}),
        (HEADER, {"DIRECTORY": SET | {"CALLERS": FIRST}}),
    ],
)
def test_nobody_asks_but_by_a_certificate_that_is_let_in(headers: dict[str, str], changed: dict[str, Any]) -> None:
    body = wrapped(body=question(name=UNIT, hsa_id=BJORKBACKEN), logical_address=OWN, asker=None)
    with override_settings(**changed):
        assert send(body, headers=headers).status_code == 401
    assert Client().get(f"/api/katalog/{path(UNIT)}", headers=HEADER).status_code == 405


def test_every_unit_of_the_country_is_told_as_published() -> None:
    schema = published(UNIT, 1)
    for hsa_id in CareUnit.objects.values_list("hsa_id", flat=True):
        answer = send(wrapped(body=question(name=UNIT, hsa_id=hsa_id), logical_address=OWN, asker=None))
        schema.assertValid(opened(answer=answer.content, status=200)[1])


def test_days_that_follow_each_other_alike_are_one_span() -> None:
    hours = ["0 08:00 17:00", "1 08:00 17:00", "3 08:00 17:00", "3 18:00 20:00"]

    assert [(one.from_day, one.to_day, one.from_time) for one in spans(hours)] == [
        ("1", "2", "08:00"), ("4", "4", "08:00"), ("4", "4", "18:00"),
    ]  # fmt: skip
