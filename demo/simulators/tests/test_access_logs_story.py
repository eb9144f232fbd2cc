"""The client and the simulated log services: at once, through the queue, too much, and a report that is gone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from xml.etree.ElementTree import fromstring

import aiohttp
import pytest
from lxml import etree

from demo.simulators.access_logs import AccessLogs, Logged, LogService
from demo.simulators.rivta.records import Holdings
from demo.simulators.rivta.server import RivtaSimulator
from demo.simulators.serving import serve
from ingang.connectors.access_logs.client import AccessLogsClient
from ingang.connectors.access_logs.errors import ReportGone, TooManyRows
from ingang.connectors.access_logs.messages import NAME, question
from ingang.connectors.access_logs.reports import Queued, Report
from ingang.connectors.access_logs.settings import LogServiceSettings
from ingang.connectors.rivta.errors import SourceRefused
from ingang.connectors.tests.schemas import published
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

ALVA = PersonIdentifier(IdentifierKind.PERSONNUMMER, "194308219817")
SINCE, UNTIL = datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
QUICK, SLOW, SMALL = (
    LogService(logical_address="SE1-QUICK", name="Quick"),
    LogService(logical_address="SE1-SLOW", name="Slow", wait=1),
    LogService(logical_address="SE1-SMALL", name="Small", most=1),
)
ROW = {
    "CareProviderId": "SE1-G", "CareUnitId": "SE1-U", "CareUnitName": "Backen", "UserId": "SE1-P",
    "UserTitle": "Läkare", "Purpose": "Vård och behandling", "ResourceType": "Läkemedel",
}  # fmt: skip
LINES = [
    Logged(service=service.logical_address, person=ALVA.value, at=at, row=ROW)
    for service in (QUICK, SLOW, SMALL)
    for at in ("2026-05-01T12:00:00", "2026-06-02T12:00:00", "2026-06-03T12:00:00")
]


@asynccontextmanager
async def platform() -> AsyncIterator[str]:
    simulator = RivtaSimulator(
        holdings=Holdings(systems=[], records=[], log_services=[QUICK, SLOW, SMALL], logged=LINES)
    )
    port, close = await serve(app=simulator.app(), port=0)
    try:
        yield f"http://localhost:{port}/"
    finally:
        await close()


def told(service: str, *reports: str, pause: float = 0.0) -> list[Report | Queued]:
    """Ask as often as there are reports; an asterisk stands for the one that was queued."""

    async def asking() -> list[Report | Queued]:
        answers: list[Report | Queued] = []
        async with platform() as url, aiohttp.ClientSession() as http:
            client = AccessLogsClient(settings=LogServiceSettings(url=url, logical_address=service))
            queued = ""
            for report in reports:
                report_id = queued if report == "*" else report
                found = await client.ask(http=http, person=ALVA, since=SINCE, until=UNTIL, report=report_id)
                queued = found.report if isinstance(found, Queued) else queued
                answers.append(found)
                await asyncio.sleep(pause)
        return answers

    return asyncio.run(asking())


def test_one_without_a_queue_answers_at_once_with_the_interval_alone() -> None:
    (found,) = told("SE1-QUICK", "")

    assert isinstance(found, Report)
    assert [(row.at.day, row.unit_name, row.user_title) for row in found.rows] == [
        (3, "Backen", "Läkare"),
        (2, "Backen", "Läkare"),
    ]


def test_a_slow_one_queues_the_report_and_has_it_later() -> None:
    first, second, third = told("SE1-SLOW", "", "*", "*", pause=0.6)

    assert isinstance(first, Queued)
    assert not first.is_begun
    assert isinstance(second, Queued)
    assert (second.report, second.is_begun) == (first.report, True)
    assert isinstance(third, Report)
    assert len(third.rows) == 2


@pytest.mark.parametrize(
    ("service", "report", "expected"),
    [("SE1-SMALL", "", TooManyRows), ("SE1-QUICK", "no-such-report", ReportGone), ("SE1-NOBODY", "", SourceRefused)],
)
def test_what_can_not_be_told_says_why(service: str, report: str, expected: type[Exception]) -> None:
    with pytest.raises(expected):
        told(service, report)


@pytest.mark.parametrize("service", [QUICK, SLOW, SMALL], ids=lambda service: service.name)
def test_every_answer_keeps_to_the_published_schema(service: LogService) -> None:
    logs = AccessLogs(services=[service], lines=LINES)
    asked = etree.tostring(question(person=ALVA, since=SINCE, until=UNTIL, report=""))
    answer = etree.fromstring(logs.answer(address=service.logical_address, question=fromstring(asked)))  # noqa: S314  our own

    published(NAME, 1).assertValid(next(iter(answer[0])))
