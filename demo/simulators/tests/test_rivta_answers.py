"""Everything that the simulated record systems hold keeps to the published schema of its contract."""

from datetime import date

import pytest
from lxml import etree

from demo.care_systems import JONKOPING, SKANE, holdings
from demo.places_of_care import places_of_care
from demo.simulators.rivta.answers import HEADERS, SOAP, answer, responder
from demo.simulators.rivta.contracts import CONTRACTS
from demo.simulators.rivta.server import opened
from ingang.connectors.tests.schemas import published, published_headers

TODAY = date(2026, 11, 26)
HELD = holdings(today=TODAY)


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_record_keeps_to_its_contract(name: str) -> None:
    records = [record for record in HELD.records if record.contract == name]
    contract, version = name.split(":")

    whole = etree.fromstring(answer(name=name, records=records, more=("SE1", "3")))

    assert records
    (body,) = whole.findall(f"{{{SOAP}}}Body/*")
    published(contract, int(version)).assertValid(body)
    assert len(body.findall(f"{{{responder(name)}}}{CONTRACTS[name].record}")) == len(records)


@pytest.mark.parametrize("name", CONTRACTS)
def test_no_records_are_an_answer_too(name: str) -> None:
    contract, version = name.split(":")

    whole = etree.fromstring(answer(name=name, records=[]))

    (body,) = whole.findall(f"{{{SOAP}}}Body/*")
    published(contract, int(version)).assertValid(body)


def test_what_is_told_of_each_system_keeps_to_the_headers() -> None:
    fared = {JONKOPING: "DataFromSource", SKANE: "NoDataSynchFailed"}

    whole = etree.fromstring(answer(name="GetDiagnosis:2", records=[], fared=fared, now="20261126120000"))

    status = whole.find(f"{{{SOAP}}}Header/{{{HEADERS}}}ProcessingStatus")
    assert status is not None
    published_headers().assertValid(status)


ACTORS = [
    ("<h:actorId>194308219817</h:actorId><h:actorType>subject_of_care</h:actorType>", True),
    ("<h:actorId>194308219817</h:actorId><h:actorType>subject_of_care_agent</h:actorType>", True),
    ("<h:actorId>194308219817</h:actorId><h:actorType>staff</h:actorType>", False),
    ("<h:actorType>subject_of_care</h:actorType><h:actorId>194308219817</h:actorId>", False),
    ("<h:actorId>194308219817</h:actorId>", False),
    ("", False),
]


@pytest.mark.parametrize(("inner", "is_one"), ACTORS)
def test_an_actor_is_taken_as_the_published_header_has_it(inner: str, is_one: bool) -> None:
    header = f'<h:Actor xmlns:h="{HEADERS}">{inner}</h:Actor>'

    assert published_headers().validate(etree.fromstring(header)) == is_one
    assert _is_taken("GetRequestActivities:1", header) == is_one


@pytest.mark.parametrize("name", CONTRACTS)
def test_an_actor_is_refused_where_the_contract_has_none_and_two_everywhere(name: str) -> None:
    header = f'<h:Actor xmlns:h="{HEADERS}">{ACTORS[0][0]}</h:Actor>'

    assert _is_taken(name, "")
    assert _is_taken(name, header) == CONTRACTS[name].takes_actor
    assert not _is_taken(name, header * 2)


def _is_taken(name: str, header: str) -> bool:
    """Whether the simulator reads a question with the header."""
    question = f'<q:{name.split(":", maxsplit=1)[0]} xmlns:q="{responder(name)}"/>'
    soap = f'<e:Envelope xmlns:e="{SOAP}"><e:Header>{header}</e:Header><e:Body>{question}</e:Body></e:Envelope>'
    try:
        opened(soap.encode())
    except ValueError:
        return False
    return True


def test_units_are_those_of_the_nation() -> None:
    units = {unit.hsa_id: (unit.name, unit.care_giver) for unit in places_of_care().units}

    written_at = {(record.unit, record.unit_name, record.care_giver) for record in HELD.records}

    assert [unit for unit in written_at if units.get(unit[0]) != unit[1:]] == []


def test_no_two_records_of_a_system_have_the_same_id() -> None:
    ids = [(record.system, record.id) for record in HELD.records]

    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 3, 29), date(2027, 1, 1)])
def test_the_records_can_be_written_on_any_day(today: date) -> None:
    written = [record.written[:8] for record in holdings(today=today).records]

    assert max(written) < today.strftime("%Y%m%d")
