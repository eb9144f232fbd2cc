"""Every question keeps to the published schema of its contract, and each part of an answer is read."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ingang.connectors.rivta import errors
from ingang.connectors.rivta.contracts import (
    CONTRACTS,
    DIAGNOSIS_2,
    OBSERVATIONS_1,
    REQUEST_ACTIVITIES_1,
    Contract,
    contracts_of,
)
from ingang.connectors.rivta.envelope import HEADERS, SOAP, opened, wrapped
from ingang.connectors.rivta.messages import question, reply
from ingang.connectors.rivta.reading import moment
from ingang.connectors.rivta.replies import Asker, More, Reply
from ingang.connectors.rivta.settings import Producer
from ingang.connectors.rivta.tests.examples import (
    ALVA,
    BO,
    KIM,
    MORE,
    PAGED,
    PRODUCER,
    answer,
    diagnosis,
    result,
)
from ingang.connectors.tests.schemas import published, published_action, published_headers
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier
from ingang.kernel.periods import Period

MANUAL = Path(__file__).parents[4] / "docs/reference/service-contracts.md"
NATIONAL = Producer(url="https://platform.example/", logical_address="5565594230", is_aggregating=True)
PERIODS = (None, Period(date(2026, 1, 1)), Period(date(2026, 1, 1), date(2026, 2, 1)))
STATUS = """<h:ProcessingStatus>
<h:ProcessingStatusList><h:logicalAddress>SE1</h:logicalAddress><h:statusCode>DataFromSource</h:statusCode>
<h:isResponseFromCache>false</h:isResponseFromCache><h:isResponseInSynch>true</h:isResponseInSynch>
<h:lastSuccessfulSynch>20260701120000</h:lastSuccessfulSynch></h:ProcessingStatusList>
<h:ProcessingStatusList><h:logicalAddress>SE2</h:logicalAddress><h:statusCode>NoDataSynchFailed</h:statusCode>
<h:isResponseFromCache>false</h:isResponseFromCache><h:isResponseInSynch>false</h:isResponseInSynch>
<h:lastSuccessfulSynch></h:lastSuccessfulSynch><h:lastUnsuccessfulSynch>20260701120027</h:lastUnsuccessfulSynch>
<h:lastUnsuccessfulSynchError><h:causingAgent>service_producer</h:causingAgent><h:code>VP009</h:code>
<h:text>No answer about 194308219817</h:text></h:lastUnsuccessfulSynchError></h:ProcessingStatusList>
</h:ProcessingStatus>"""


def read(body: bytes, *, contract: Contract = DIAGNOSIS_2) -> Reply:
    header, inner = opened(answer=body, status=200)
    return reply(contract=contract, header=header, body=inner)


@pytest.mark.parametrize("period", PERIODS, ids=["ever", "since", "within"])
@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.code)
def test_every_question_keeps_to_the_contract(contract: Contract, period: Period | None) -> None:
    asked = question(contract=contract, producer=PRODUCER, person=ALVA, period=period, more=None)

    published(contract.name, contract.version).assertValid(asked)
    assert ALVA.value in asked.itertext()


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.code)
def test_the_action_is_the_published_one(contract: Contract) -> None:
    assert contract.soap_action == published_action(contract.name, contract.version)


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.code)
def test_the_element_that_repeats_is_the_contracts_own(contract: Contract) -> None:
    empty = etree.Element(f"{{{contract.responder}}}{contract.name}Response")
    etree.SubElement(empty, f"{{{contract.responder}}}{contract.record}")
    schema = published(contract.name, contract.version)

    assert not schema.validate(empty)
    assert f"}}{contract.record}': This element is not expected" not in str(schema.error_log)


def test_contracts_are_found_by_their_codes_the_newer_first() -> None:
    codes = ["GetCareDocumentation:2", "GetDiagnosis:2", "GetCareDocumentation:3"]

    found = [one.code for one in contracts_of(codes=codes)]

    assert found == ["GetCareDocumentation:3", "GetCareDocumentation:2", "GetDiagnosis:2"]
    with pytest.raises(ValueError, match="GetNothing:1"):
        contracts_of(codes=["GetNothing:1"])


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.code)
def test_the_manual_names_every_contract_and_its_words_in_the_index(contract: Contract) -> None:
    rows = MANUAL.read_text(encoding="utf-8").splitlines()

    (row,) = (row for row in rows if f"`{contract.code}`" in row)

    if contract is not REQUEST_ACTIVITIES_1:
        assert [word for word in contract.categorization if f"`{word}`" not in row] == []


def test_a_period_is_asked_with_its_last_day_included() -> None:
    asked = question(contract=DIAGNOSIS_2, producer=PRODUCER, person=ALVA, period=PERIODS[2], more=None)

    assert [str(one) for one in asked.itertext() if str(one).startswith("2026")] == ["20260101", "20260131"]


@pytest.mark.parametrize(
    ("person", "kind"),
    [(ALVA, "1.2.752.129.2.1.3.1"), (PersonIdentifier(IdentifierKind.SAMORDNINGSNUMMER, "194308819814"),
     "1.2.752.129.2.1.3.3")],
)  # fmt: skip
def test_the_kind_of_number_goes_along(person: PersonIdentifier, kind: str) -> None:
    asked = question(contract=DIAGNOSIS_2, producer=PRODUCER, person=person, period=None, more=None)

    assert kind in asked.itertext()


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.code)
def test_a_local_number_is_asked_about_at_one_source_that_is_named(contract: Contract) -> None:
    if contract in {OBSERVATIONS_1, REQUEST_ACTIVITIES_1}:
        with pytest.raises(errors.SourceRefused):
            question(contract=contract, producer=PRODUCER, person=KIM, period=None, more=None)
        return

    asked = question(contract=contract, producer=PRODUCER, person=KIM, period=None, more=None)

    published(contract.name, contract.version).assertValid(asked)
    assert PRODUCER.logical_address in asked.itertext()
    with pytest.raises(errors.SourceRefused):
        question(contract=contract, producer=NATIONAL, person=KIM, period=None, more=None)


def test_a_local_number_without_an_object_identifier_can_not_be_asked_about() -> None:
    skane = PersonIdentifier(IdentifierKind.SKANE_RESERVE, "194308219817")

    with pytest.raises(errors.SourceRefused):
        question(contract=DIAGNOSIS_2, producer=PRODUCER, person=skane, period=None, more=None)


def test_going_on_is_a_question_of_its_own_where_the_contract_has_pages() -> None:
    more = More(logical_address="SE9-OTHER", reference="page 2")

    asked = question(contract=PAGED, producer=PRODUCER, person=ALVA, period=None, more=more)

    published(PAGED.name, PAGED.version).assertValid(asked)
    assert asked.findtext(f"{{{PAGED.responder}}}hasMoreReference") == "page 2"
    with pytest.raises(ValueError, match="pages"):
        question(contract=DIAGNOSIS_2, producer=PRODUCER, person=ALVA, period=None, more=more)


@pytest.mark.parametrize(("is_agent", "kind"), [(False, "subject_of_care"), (True, "subject_of_care_agent")])
def test_who_asks_stands_in_the_header(is_agent: bool, kind: str) -> None:
    asker = Asker(identifier=BO, is_agent=is_agent)
    message = etree.fromstring(wrapped(body=etree.Element("a"), logical_address="SE1", asker=asker))

    actor = message.find(f"{{{SOAP}}}Header/{{{HEADERS}}}Actor")

    assert actor is not None
    published_headers().assertValid(actor)
    assert list(actor.itertext()) == [BO.value, kind]


def test_the_example_answers_of_these_tests_keep_to_the_contract() -> None:
    header, body = opened(answer=answer(diagnosis(), result("INFO", message="x"), header=STATUS), status=200)
    _, partial = opened(answer=answer(MORE, contract=PAGED), status=200)

    assert header is not None
    published_headers().assertValid(header[0])
    published("GetDiagnosis", 2).assertValid(body)
    published(PAGED.name, PAGED.version).assertValid(partial)


def test_the_records_of_an_answer_are_read_in_their_order() -> None:
    told = read(answer(diagnosis("1"), diagnosis("2"), result("OK", message="not for the reader")))

    assert [one.findtext(f".//{{{DIAGNOSIS_2.types}}}documentId") for one in told.records] == ["1", "2"]
    assert told.message == ""


def test_an_answer_without_a_result_is_an_answer() -> None:
    assert read(answer()).records == ()


def test_what_the_source_wants_the_reader_to_know_is_kept() -> None:
    told = read(answer(result("INFO", message="Stängt för underhåll i natt.")))

    assert told.message == "Stängt för underhåll i natt."


@pytest.mark.parametrize(
    ("error", "raised"), [("INVALID_REQUEST", errors.SourceRefused), ("", errors.SourceFailed)]
)  # fmt: skip
def test_an_error_of_the_source_carries_its_log_and_never_its_words(error: str, raised: type[Exception]) -> None:
    with pytest.raises(raised) as caught:
        read(answer(result("ERROR", error=error, message="194308219817 finns inte")))

    assert "6f1d1a52" in str(caught.value)
    assert "194308219817" not in str(caught.value)


@pytest.mark.parametrize("words", ["Alva Ek", "19430821-9817", "194308219817"])
def test_a_log_id_that_is_none_is_not_repeated(words: str) -> None:
    with pytest.raises(errors.SourceFailed) as caught:
        read(answer(result("ERROR").replace("6f1d1a52-2b1b-4f0e-9d0a-3a3d6b2f1177", words)))

    assert words not in str(caught.value)


def test_words_with_a_comment_inside_are_whole() -> None:
    told = read(answer(result("INFO", message="Tar 5 <!-- x -->mg<?x y?>, inte 10")))

    assert told.message == "Tar 5 mg, inte 10"


def test_a_partial_answer_tells_where_there_is_more() -> None:
    told = read(answer(MORE, contract=PAGED), contract=PAGED)

    assert told.more == (More(logical_address="SE9-OTHER", reference="page 2"),)


def test_a_contract_without_pages_never_has_more() -> None:
    assert read(answer(MORE)).more == ()


def test_what_an_aggregating_service_tells_of_each_source_is_read() -> None:
    first, second = read(answer(header=STATUS)).statuses

    assert (first.logical_address, first.code, first.is_in_synch) == ("SE1", "DataFromSource", True)
    assert first.last_successful_at == datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
    assert (second.code, second.failed_agent, second.failed_code) == ("NoDataSynchFailed", "service_producer", "VP009")
    assert second.last_successful_at is None
    assert "194308219817" not in repr(second)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("20260701120000", datetime(2026, 7, 1, 10, 0, tzinfo=UTC)),
        ("20260101120000", datetime(2026, 1, 1, 11, 0, tzinfo=UTC)),
        ("20261025023000", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("20260329023000", None),
        ("20260701", None),
        ("20261301120000", None),
        ("2026-07-01T12:00:00", None),
        ("", None),
    ],
)
def test_a_time_without_zone_is_swedish(written: str, meant: datetime | None) -> None:
    assert moment(written) == meant


@given(st.text(max_size=16))
def test_no_time_stamp_breaks_the_reader(written: str) -> None:
    found = moment(written)

    assert found is None or found.tzinfo is UTC
