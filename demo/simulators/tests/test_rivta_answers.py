"""Everything that the simulated record systems hold keeps to the published schema of its contract."""

from datetime import date

import pytest
from lxml import etree

from demo.care_systems import JONKOPING, SKANE, holdings
from demo.places_of_care import places_of_care
from demo.simulators.rivta.answers import HEADERS, SOAP, answer, responder
from demo.simulators.rivta.contracts import CONTRACTS
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
