"""GetAccessLogsForPatient 1.1, to and from XML."""

from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from ingang.connectors.access_logs.errors import ReportGone, TooManyRows
from ingang.connectors.access_logs.reports import LogRow, Queued, Report, Told
from ingang.connectors.rivta.errors import AnswerGarbled, SourceFailed, SourceRefused
from ingang.connectors.rivta.reading import child, children, text
from ingang.kernel.identifiers import PersonIdentifier
from ingang.kernel.periods import LocalTimeMissing, local, to_utc

NAME = "GetAccessLogsForPatient"
RESPONDER = f"urn:riv:ehr:log:querying:{NAME}Responder:1"
SOAP_ACTION = f"{RESPONDER}:{NAME}"
PATH = f"ehr/log/querying/{NAME}/1/rivtabp21"
LONGEST_WAIT = 86_400
LONGEST_ID, LONGEST_HSA_ID, LONGEST_NAME = 36, 32, 256
IN_QUEUE = {"REPORT_ON_QUEUE": False, "REPORT_IN_PROCESS": True}
REFUSALS = frozenset({"VALIDATION_ERROR", "ACCESSDENIED"})


def question(*, person: PersonIdentifier, since: datetime, until: datetime, report: str) -> etree._Element:
    """Who has read about the person between the two? `report` is the id of one that is queued, or empty."""
    asked = etree.Element(f"{{{RESPONDER}}}{NAME}Request", nsmap={"urn": RESPONDER})
    _put(asked, "PatientId", person.value)
    _put(asked, "FromDate", local(since).strftime("%Y-%m-%dT%H:%M:%S"))
    _put(asked, "ToDate", local(until).strftime("%Y-%m-%dT%H:%M:%S"))
    if report:
        _put(asked, "QueuedReportId", report)
    return asked


def told(*, body: etree._Element, since: datetime, until: datetime) -> Told:
    """What the service answered. A row outside the interval makes all of it garbled: another question is answered.

    Raises TooManyRows, ReportGone, SourceRefused, SourceFailed or AnswerGarbled.
    """
    if body.tag != f"{{{RESPONDER}}}{NAME}Response":
        raise AnswerGarbled(reason="element")
    inner = child(body, "AccessLogsResultType")
    result = child(inner, "Result")
    code = text(result, "ResultCode")
    if code in IN_QUEUE:
        return _queued(result, IN_QUEUE[code])
    _check(code)
    # The schema itself spells the element with three s.
    rows = tuple(
        _rows(
            child(
                inner,
                "AccesssLogs",
            )
        )
    )
    if any(not since <= row.at <= until for row in rows):
        raise AnswerGarbled(reason="interval")
    return Report(rows=rows, since=_moment(text(result, "StartInterval")), until=_moment(text(result, "EndInterval")))


def _queued(result: etree._Element | None, is_begun: bool) -> Queued:
    report, seconds = text(result, "QueuedReportId"), text(result, "QueueTime")
    if not report or len(report) > LONGEST_ID:
        raise AnswerGarbled(reason="queue")
    wait = int(seconds) if seconds.isascii() and seconds.isdigit() and len(seconds) < 10 else 0
    return Queued(report=report, seconds=min(wait, LONGEST_WAIT), is_begun=is_begun)


def _check(code: str) -> None:
    if code == "MAX_QUERY_RESULT_EXCEEDED":
        raise TooManyRows()
    if code == "REPORT_NOT_FOUND":
        raise ReportGone()
    if code in REFUSALS:
        raise SourceRefused(fault=code)
    if code == "ERROR":
        raise SourceFailed()
    if code not in {"OK", "INFO"}:
        raise AnswerGarbled(reason="result")


def _rows(logs: etree._Element | None) -> Iterator[LogRow]:
    for one in children(logs, "AccessLog"):
        at = _moment(text(one, "AccessDate"))
        if at is None:
            raise AnswerGarbled(reason="date")
        yield LogRow(
            at=at,
            care_giver=text(one, "CareProviderId")[:LONGEST_HSA_ID],
            care_giver_name=text(one, "CareProviderName")[:LONGEST_NAME],
            unit=text(one, "CareUnitId")[:LONGEST_HSA_ID],
            unit_name=text(one, "CareUnitName")[:LONGEST_NAME],
            user=text(one, "UserId")[:LONGEST_HSA_ID],
            user_name=text(one, "UserName")[:LONGEST_NAME],
            user_title=text(one, "UserTitle")[:LONGEST_NAME],
            purpose=text(one, "Purpose")[:LONGEST_NAME],
            resource=text(one, "ResourceType")[:LONGEST_NAME],
        )


def _moment(written: str) -> datetime | None:
    """A time by XML Schema; one without a zone is Swedish."""
    try:
        at = datetime.fromisoformat(written)
        return to_utc(at) if at.tzinfo is None else at
    except (ValueError, OverflowError, LocalTimeMissing):
        return None


def _put(parent: etree._Element, name: str, value: str) -> None:
    etree.SubElement(parent, f"{{{RESPONDER}}}{name}").text = value
