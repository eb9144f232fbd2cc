"""Every question keeps to the published schema, each part of an answer is read, and a hostile one is no answer."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ingang.connectors.access_logs.errors import ReportGone, TooManyRows
from ingang.connectors.access_logs.messages import LONGEST_WAIT, NAME, RESPONDER, SOAP_ACTION, question, told
from ingang.connectors.access_logs.reports import Queued, Report
from ingang.connectors.rivta import errors
from ingang.connectors.rivta.envelope import opened
from ingang.connectors.tests.schemas import published, published_action
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier

ALVA = PersonIdentifier(IdentifierKind.PERSONNUMMER, "194308219817")
SINCE, UNTIL = datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
REPORT = "6f1d1a52-2b1b-4f0e-9d0a-3a3d6b2f1177"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"


def row(at: str = "2026-06-12T10:15:00") -> str:
    return (
        "<q:AccessLog><q:CareProviderId>SE1-G</q:CareProviderId><q:CareProviderName>Region X</q:CareProviderName>"
        f"<q:CareUnitId>SE1-U</q:CareUnitId><q:AccessDate>{at}</q:AccessDate><q:UserId>SE1-P</q:UserId>"
        "<q:UserTitle>Läkare</q:UserTitle><q:Purpose>Vård och behandling</q:Purpose>"
        "<q:ResourceType>Läkemedel</q:ResourceType></q:AccessLog>"
    )


def answer(code: str, *rows: str, more: str = "") -> bytes:
    logs = f"<q:AccesssLogs>{''.join(rows)}</q:AccesssLogs>" if rows else ""
    return (
        f'<e:Envelope xmlns:e="{SOAP}" xmlns:r="{RESPONDER}" xmlns:q="urn:riv:ehr:log:querying:1"><e:Body>'
        f"<r:{NAME}Response><r:AccessLogsResultType><q:Result><q:ResultCode>{code}</q:ResultCode>"
        f"<q:ResultText>text about 194308219817</q:ResultText>{more}</q:Result>{logs}</r:AccessLogsResultType>"
        f"</r:{NAME}Response></e:Body></e:Envelope>"
    ).encode()


def read(body: bytes) -> Report | Queued:
    _, inner = opened(answer=body, status=200)
    return told(body=inner, since=SINCE, until=UNTIL)


@pytest.mark.parametrize("report", ["", REPORT])
def test_a_question_keeps_to_the_contract(report: str) -> None:
    asked = question(person=ALVA, since=SINCE, until=UNTIL, report=report)

    published(NAME, 1).assertValid(asked)
    assert [one.text for one in asked][:3] == [ALVA.value, "2026-06-01T02:00:00", "2026-07-01T02:00:00"]
    assert (REPORT in asked.itertext()) == bool(report)


def test_the_action_is_the_published_one() -> None:
    assert published_action(NAME, 1) == SOAP_ACTION


def test_what_the_tests_answer_keeps_to_the_contract_too() -> None:
    _, inner = opened(answer=answer("OK", row()), status=200)

    published(NAME, 1).assertValid(inner)


def test_a_row_is_read_and_swedish_time_is_meant() -> None:
    found = read(answer("OK", row(), row("2026-06-12T08:15:00Z")))

    assert isinstance(found, Report)
    first, second = found.rows
    assert first == second
    assert (first.at, first.care_giver, first.unit, first.unit_name, first.user, first.user_name) == (
        datetime(2026, 6, 12, 8, 15, tzinfo=UTC), "SE1-G", "SE1-U", "", "SE1-P", "",
    )  # fmt: skip
    assert (first.user_title, first.purpose, first.resource) == ("Läkare", "Vård och behandling", "Läkemedel")


def test_nothing_logged_is_an_empty_report() -> None:
    assert read(answer("OK")) == Report(rows=())


def test_what_the_service_holds_is_told() -> None:
    held = "<q:StartInterval>2025-01-01T00:00:00Z</q:StartInterval><q:EndInterval>2026-06-30T00:00:00Z</q:EndInterval>"

    found = read(answer("OK", more=held))

    assert found == Report(rows=(), since=datetime(2025, 1, 1, tzinfo=UTC), until=datetime(2026, 6, 30, tzinfo=UTC))


@pytest.mark.parametrize(("code", "is_begun"), [("REPORT_ON_QUEUE", False), ("REPORT_IN_PROCESS", True)])
@pytest.mark.parametrize(
    ("seconds", "expected"), [("90", 90), ("", 0), ("-4", 0), ("x", 0), ("99999999", LONGEST_WAIT), ("9" * 30, 0)]
)
def test_a_queued_report_is_asked_for_by_its_id(code: str, is_begun: bool, seconds: str, expected: int) -> None:
    more = f"<q:QueuedReportId>{REPORT}</q:QueuedReportId><q:QueueTime>{seconds}</q:QueueTime>"

    assert read(answer(code, more=more)) == Queued(report=REPORT, seconds=expected, is_begun=is_begun)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (answer("MAX_QUERY_RESULT_EXCEEDED"), TooManyRows),
        (answer("REPORT_NOT_FOUND"), ReportGone),
        (answer("ACCESSDENIED"), errors.SourceRefused),
        (answer("VALIDATION_ERROR"), errors.SourceRefused),
        (answer("ERROR"), errors.SourceFailed),
        (answer(""), errors.AnswerGarbled),
        (answer("SURE"), errors.AnswerGarbled),
        (answer("REPORT_ON_QUEUE"), errors.AnswerGarbled),
        (answer("REPORT_ON_QUEUE", more=f"<q:QueuedReportId>{'9' * 37}</q:QueuedReportId>"), errors.AnswerGarbled),
        (answer("OK", row("yesterday")), errors.AnswerGarbled),
        (answer("OK", row("2026-05-31T23:00:00Z")), errors.AnswerGarbled),
        (answer("OK", row("2026-07-01T00:00:01Z")), errors.AnswerGarbled),
        (answer("OK", row("0001-01-01T00:00:00")), errors.AnswerGarbled),
        (b"<html/>", errors.AnswerGarbled),
    ],
)
def test_what_is_no_answer_is_none(body: bytes, expected: type[errors.RivtaError]) -> None:
    with pytest.raises(expected) as caught:
        read(body)

    assert "194308219817" not in str(caught.value)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=400))
def test_whatever_a_row_says_it_is_read_or_refused(words: str) -> None:
    root = etree.fromstring(answer("OK", row()))
    for one in root.iter("{urn:riv:ehr:log:querying:1}AccessLog"):
        for inner in one:
            if not inner.tag.endswith("AccessDate"):
                inner.text = words

    found = read(etree.tostring(root))

    assert isinstance(found, Report)
    assert len(found.rows[0].purpose) <= 256
    assert SINCE <= found.rows[0].at <= UNTIL + timedelta()
