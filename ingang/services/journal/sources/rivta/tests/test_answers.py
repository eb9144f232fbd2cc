"""What the reader of every contract has in common: whom it is about, what is kept out, and what is skipped."""

import json
import re
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ingang.connectors.rivta.contracts import (
    CARE_DOCUMENTATION_3,
    CONTRACTS,
    DIAGNOSIS_2,
    LABORATORY_ORDER_OUTCOME_4,
    OBSERVATIONS_1,
    REQUEST_ACTIVITIES_1,
    Contract,
)
from ingang.connectors.rivta.errors import WrongPerson
from ingang.connectors.rivta.replies import Reply
from ingang.foundation.records.index import index_row
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier
from ingang.services.journal.sources.rivta.answers import WAYS, read
from ingang.services.journal.sources.rivta.received import json_text
from ingang.services.journal.sources.rivta.tests.examples import (
    ALVA,
    PERSONNUMMER,
    SAMORDNINGSNUMMER,
    read_as_written,
    read_one,
    read_with_access,
    told_by_the_demonstration,
)

EVERY = pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.code)
DIAGNOSIS = "<diagnosisCode><code>J45.9</code><displayName>Astma</displayName></diagnosisCode>"
NUMBER = re.compile(r"(19|20)\d{10}")
ID = re.compile(r"[A-Za-z0-9.-]{1,64}")


def changed(reply: Reply, old: str, new: str) -> Reply:
    """The same reply with other words in every record."""
    records = tuple(
        etree.fromstring(etree.tostring(one, encoding="unicode").replace(old, new)) for one in reply.records
    )
    return replace(reply, records=records)


def refuse(constant: str) -> None:
    raise ValueError(constant)


def test_every_contract_can_be_read() -> None:
    assert set(WAYS) == set(CONTRACTS)


@EVERY
def test_every_record_of_the_demonstration_becomes_an_entry(contract: Contract) -> None:
    told, person = told_by_the_demonstration(contract)

    reading = read(contract=contract, reply=told, persons=frozenset({person}))

    assert reading.skipped == 0
    assert reading.received
    for one in reading.received:
        around = {f"{part['resourceType']}/{part['id']}": part for part in one.parts}
        row = index_row(resource=one.resource, around=around)
        assert row.title
        assert row.happened_at
        assert one.unit_name
        assert one.care_giver or contract is REQUEST_ACTIVITIES_1
        assert ID.fullmatch(one.resource["id"])
        assert row.unit_name in {"", one.unit_name}


@EVERY
def test_a_record_about_somebody_else_stops_the_whole_answer(contract: Contract) -> None:
    told, person = told_by_the_demonstration(contract)
    last = changed(replace(told, records=told.records[-1:]), person.value, "197208222385")
    mixed = replace(told, records=told.records[:-1] + last.records)

    with pytest.raises(WrongPerson) as caught:
        read(contract=contract, reply=mixed, persons=frozenset({person}))
    assert not NUMBER.search(str(caught.value))


@EVERY
def test_a_record_under_a_former_number_is_hers(contract: Contract) -> None:
    told, person = told_by_the_demonstration(contract)
    former = PersonIdentifier(IdentifierKind.PERSONNUMMER, "197208222385")
    mixed = changed(told, person.value, former.value)

    reading = read(contract=contract, reply=mixed, persons=frozenset({person, former}))

    assert reading.received


@EVERY
def test_what_is_not_for_the_patient_is_marked(contract: Contract) -> None:
    told, person = told_by_the_demonstration(contract)
    if contract is REQUEST_ACTIVITIES_1:
        assert "approvedForPatient" not in etree.tostring(told.records[0], encoding="unicode")
        return

    for word in ("false", "0", "", "yes"):
        hidden = changed(told, "approvedForPatient>true<", f"approvedForPatient>{word}<")
        reading = read(contract=contract, reply=hidden, persons=frozenset({person}))

        assert reading.received
        assert reading.skipped == 0
        assert all(is_withheld(resource) for one in reading.received for resource in (one.resource, *one.parts))


@EVERY
def test_a_broken_record_takes_no_other_along(contract: Contract) -> None:
    told, person = told_by_the_demonstration(contract)
    mixed = replace(told, records=(etree.Element(told.records[0].tag), *told.records))

    reading = read(contract=contract, reply=mixed, persons=frozenset({person}))

    whole = read(contract=contract, reply=told, persons=frozenset({person}))
    assert reading == replace(whole, skipped=1)


@EVERY
def test_the_same_record_has_the_same_id_every_time(contract: Contract) -> None:
    told, person = told_by_the_demonstration(contract)

    ids = [
        [one.resource["id"] for one in read(contract=contract, reply=told, persons=frozenset({person})).received]
        for _ in range(2)
    ]

    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])


@EVERY
def test_references_lead_to_parts(contract: Contract) -> None:
    told, person = told_by_the_demonstration(contract)

    for one in read(contract=contract, reply=told, persons=frozenset({person})).received:
        pointed = set(re.findall(r'"reference":"([^"]+)"', json_text(one.resource)))

        assert pointed == {f"{part['resourceType']}/{part['id']}" for part in one.parts}


@pytest.mark.parametrize("marks", ["<nullified>true</nullified>", "<nullified>1</nullified>"])
def test_a_nullified_record_leaves_no_trace(marks: str) -> None:
    reading = read_one(DIAGNOSIS, marks=f"<approvedForPatient>true</approvedForPatient>{marks}")

    assert (reading.received, reading.skipped) == ((), 0)


@pytest.mark.parametrize(
    ("number", "kind", "is_hers"),
    [
        (ALVA.value, PERSONNUMMER, True),
        ("19430821-9817", PERSONNUMMER, True),
        (ALVA.value, SAMORDNINGSNUMMER, True),
        (ALVA.value, "1.2.752.97.3.1.3", False),
        ("197208222385", PERSONNUMMER, False),
        ("4308219817", PERSONNUMMER, False),
    ],
)
def test_whose_record_it_is(number: str, kind: str, is_hers: bool) -> None:
    if is_hers:
        assert len(read_one(DIAGNOSIS, patient=number, kind=kind).received) == 1
        return

    with pytest.raises(WrongPerson):
        read_one(DIAGNOSIS, patient=number, kind=kind)


def test_a_record_without_a_patient_is_skipped() -> None:
    assert read_one(DIAGNOSIS, patient="").skipped == 1


def test_only_a_laboratory_answer_may_lack_the_patient() -> None:
    header = """<header><accessControlHeader><approvedForPatient>true</approvedForPatient></accessControlHeader>
    <record><id><extension>r1</extension></id></record></header><body><text>Svar</text>
    <clinicalDocumentNoteText>Svar</clinicalDocumentNoteText></body>"""

    assert len(read_as_written(header, contract=LABORATORY_ORDER_OUTCOME_4).received) == 1
    assert read_as_written(header, contract=CARE_DOCUMENTATION_3).skipped == 1


def test_a_record_under_a_reserve_number_is_hers_alone_who_has_it_of_that_kind() -> None:
    of_stockholm = PersonIdentifier(IdentifierKind.STOCKHOLM_RESERVE, ALVA.value)
    record = f"""<diagnosisHeader><documentId>1</documentId><patientId><id>{ALVA.value}</id><type>{PERSONNUMMER}</type>
    </patientId><approvedForPatient>true</approvedForPatient></diagnosisHeader><diagnosisBody>{DIAGNOSIS}</diagnosisBody>"""

    with pytest.raises(WrongPerson):
        read_as_written(record, contract=DIAGNOSIS_2, person=of_stockholm)


def test_ids_of_units_are_compared_in_capitals() -> None:
    (one,) = read_one(DIAGNOSIS, unit="se1-u1").received

    assert one.unit == "SE1-U1"


def test_who_answers_for_the_record_and_where_it_was_written() -> None:
    (one,) = read_one(DIAGNOSIS).received

    assert (one.care_giver, one.unit, one.unit_name) == ("SE1-G1", "SE1-U1", "Lunden")


NOTE = "<clinicalDocumentNoteText>x</clinicalDocumentNoteText>"


@pytest.mark.parametrize(("signed", "says"), [(True, True), (False, False)])
def test_a_note_without_a_signature_is_unsigned(signed: bool, says: bool) -> None:
    (one,) = read_with_access(NOTE, contract=CARE_DOCUMENTATION_3, signed=signed).received

    assert one.is_signed is says
    assert index_row(resource=one.resource, around={}).is_signed is says


@pytest.mark.parametrize(("signed", "says"), [("20260501120000", True), ("", None)])
def test_other_records_do_not_tell_that_they_are_unsigned(signed: str, says: bool | None) -> None:
    (one,) = read_one(DIAGNOSIS, signed=signed).received

    assert one.is_signed is says


def test_when_a_record_was_locked_is_kept() -> None:
    (one,) = read_with_access("<text>x</text>", contract=LABORATORY_ORDER_OUTCOME_4, locked="20260502101500").received

    assert one.locked_at is not None
    assert one.locked_at.isoformat() == "2026-05-02T08:15:00+00:00"


def is_withheld(resource: dict[str, Any]) -> bool:
    return index_row(resource=resource, around={}).is_withheld


def test_a_record_that_is_not_for_the_patient_and_can_not_be_read_is_not_counted() -> None:
    marks = "<approvedForPatient>false</approvedForPatient>"
    reading = read_one("<diagnosisCode><displayName/></diagnosisCode>", marks=marks)

    assert (reading.received, reading.skipped) == ((), 0)


def test_each_observation_says_for_itself_whether_it_is_for_the_patient() -> None:
    def observation(id: str, approved: str) -> str:
        return f"""<observation><id><extension>{id}</extension></id><type><code>1</code><codeSystem>2</codeSystem>
        <displayName>{id}</displayName></type><approvedForPatient>{approved}</approvedForPatient></observation>"""

    group = f"<patient><id><root>{PERSONNUMMER}</root><extension>{ALVA.value}</extension></id></patient>"
    reading = read_as_written(group + observation("a", "true") + observation("b", "false"), contract=OBSERVATIONS_1)

    assert [one.resource["code"]["text"] for one in reading.received if not is_withheld(one.resource)] == ["a"]
    assert [one.resource["code"]["text"] for one in reading.received if is_withheld(one.resource)] == ["b"]


@settings(max_examples=150, deadline=None)
@given(
    contract=st.sampled_from(CONTRACTS),
    place=st.integers(0, 400),
    words=st.one_of(st.none(), st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20),
                    st.sampled_from(["20260231000000", "NaN", "-1", "1e400", "<a/>", "&lt;article/>", "٣", "true"])),
)  # fmt: skip
def test_no_change_to_one_element_breaks_the_reader(contract: Contract, place: int, words: str | None) -> None:
    told, person = told_by_the_demonstration(contract)
    records = deepcopy(told.records)
    elements = [one for record in records for one in record.iterdescendants()]
    element = elements[place % len(elements)]
    if words is None:
        element.getparent().remove(element)  # type: ignore[union-attr]
    else:
        element.text = words

    try:
        reading = read(contract=contract, reply=replace(told, records=records), persons=frozenset({person}))
    except WrongPerson:
        return

    for one in reading.received:
        for resource in (one.resource, *one.parts):
            json.loads(json_text(resource), parse_constant=refuse)
        index_row(resource=one.resource, around={})
