"""What is sent, and what becomes of an answer that does not come."""

import asyncio
from dataclasses import replace

import aiohttp
import pytest

from ingang.connectors.access_logs.client import AccessLogsClient
from ingang.connectors.access_logs.messages import PATH, SOAP_ACTION
from ingang.connectors.access_logs.reports import Queued, Report
from ingang.connectors.access_logs.settings import LogServiceSettings
from ingang.connectors.access_logs.tests.test_messages import ALVA, REPORT, SINCE, UNTIL, answer, row
from ingang.connectors.rivta import errors
from ingang.connectors.rivta.tests.examples import KIM, SETTINGS
from ingang.connectors.tests.stub import Stub
from ingang.kernel.identifiers import PersonIdentifier

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])


def ask(url: str, *, person: PersonIdentifier = ALVA, report: str = "") -> Report | Queued:
    async def asking() -> Report | Queued:
        async with aiohttp.ClientSession() as http:
            own = LogServiceSettings(url=url, logical_address="SE1-LOG", rivta=replace(SETTINGS, total_seconds=1.0))
            client = AccessLogsClient(settings=own)
            return await client.ask(http=http, person=person, since=SINCE, until=UNTIL, report=report)

    return asyncio.run(asking())


def test_the_question_names_the_service_the_contract_and_the_queued_report(stub: Stub) -> None:
    stub.answer(answer("OK", row()))

    told = ask(stub.address, report=REPORT)

    (sent,) = stub.received
    assert isinstance(told, Report)
    assert sent.path == f"/{PATH}"
    assert sent.headers["SOAPAction"] == f'"{SOAP_ACTION}"'
    assert b">SE1-LOG<" in sent.body
    assert REPORT.encode() in sent.body


def test_a_reserve_number_is_sent_nowhere(stub: Stub) -> None:
    with pytest.raises(errors.SourceRefused):
        ask(stub.address, person=KIM)

    assert stub.received == []


def test_nobody_there_is_unreachable() -> None:
    with pytest.raises(errors.Unreachable):
        ask("http://127.0.0.1:9/")


@pytest.mark.parametrize("status", [401, 403])
def test_one_that_lets_us_not_in_has_refused(stub: Stub, status: int) -> None:
    stub.answer(b"", status=status)

    with pytest.raises(errors.SourceRefused):
        ask(stub.address)


def test_an_address_without_tls_is_refused() -> None:
    with pytest.raises(ValueError, match="https"):
        LogServiceSettings(url="http://logs.example/", logical_address="SE1-LOG")
