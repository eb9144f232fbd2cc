"""Care givers' log services behind the service platform, simulated: GetAccessLogsForPatient 1.1 with its queue."""

import time
from dataclasses import dataclass
from uuid import uuid4
from xml.etree.ElementTree import Element, SubElement, tostring

import msgspec

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
NAME = "GetAccessLogsForPatient"
RESPONDER = f"urn:riv:ehr:log:querying:{NAME}Responder:1"
QUERYING = "urn:riv:ehr:log:querying:1"
QUESTION = f"{{{RESPONDER}}}{NAME}Request"


class Logged(msgspec.Struct, frozen=True, kw_only=True):
    """One line. `at` is local time by XML Schema, `person` twelve characters; `row` the contract's own elements."""

    service: str
    person: str
    at: str
    row: dict[str, str]


class LogService(msgspec.Struct, frozen=True, kw_only=True):
    """`wait` is how many seconds a report takes; one with 0 answers at once. More than `most` lines are refused."""

    logical_address: str
    name: str
    wait: int = 0
    most: int = 10_000


@dataclass(frozen=True, kw_only=True)
class _Queued:
    service: str
    person: str
    since: str
    until: str
    ready_at: float


class AccessLogs:
    """Every log service with its lines and its queue."""

    def __init__(self, *, services: list[LogService], lines: list[Logged]) -> None:
        self.services = {one.logical_address: one for one in services}
        self._lines = sorted(lines, key=lambda line: line.at, reverse=True)
        self._queue: dict[str, _Queued] = {}

    def answer(self, *, address: str, question: Element) -> bytes:
        """A whole answer: the lines, that they are queued, or why there are none."""
        asked = {one.tag.rpartition("}")[2]: one.text or "" for one in question}
        service, queued = self.services[address], asked.get("QueuedReportId", "")
        if queued and queued not in self._queue:
            return _told("REPORT_NOT_FOUND")
        if not queued and service.wait:
            queued = str(uuid4())
            self._queue[queued] = _Queued(
                service=address, person=asked["PatientId"], since=asked["FromDate"], until=asked["ToDate"],
                ready_at=time.monotonic() + service.wait,
            )  # fmt: skip
            return _told("REPORT_ON_QUEUE", report=queued, seconds=service.wait)
        if queued and (left := self._queue[queued].ready_at - time.monotonic()) > 0:
            return _told("REPORT_IN_PROCESS", report=queued, seconds=int(left) + 1)
        lines = [
            one
            for one in self._lines
            if (one.service, one.person) == (address, asked["PatientId"])
            and asked["FromDate"] <= one.at <= asked["ToDate"]
        ]
        return _told("MAX_QUERY_RESULT_EXCEEDED") if len(lines) > service.most else _told("OK", lines)


def _told(code: str, lines: list[Logged] | None = None, *, report: str = "", seconds: int = 0) -> bytes:
    envelope = Element(f"{{{SOAP}}}Envelope")
    body = SubElement(SubElement(envelope, f"{{{SOAP}}}Body"), f"{{{RESPONDER}}}{NAME}Response")
    inner = SubElement(body, f"{{{RESPONDER}}}AccessLogsResultType")
    result = SubElement(inner, f"{{{QUERYING}}}Result")
    _put(result, {"ResultCode": code, "ResultText": ""})
    if report:
        _put(result, {"QueuedReportId": report, "QueueTime": str(seconds)})
    if lines is not None:
        logs = SubElement(inner, f"{{{QUERYING}}}AccesssLogs")
        for line in lines:
            _put(SubElement(logs, f"{{{QUERYING}}}AccessLog"), line.row | {"AccessDate": line.at})
    return bytes(tostring(envelope, encoding="UTF-8", xml_declaration=True))


# In the order of the schema.
NAMES = (
    "ResultCode", "ResultText", "QueuedReportId", "QueueTime", "CareProviderId", "CareProviderName", "CareUnitId",
    "CareUnitName", "AccessDate", "UserId", "UserName", "UserTitle", "Purpose", "ResourceType",
)  # fmt: skip


def _put(parent: Element, values: dict[str, str]) -> None:
    for name in NAMES:
        if name in values:
            SubElement(parent, f"{{{QUERYING}}}{name}").text = values[name]
