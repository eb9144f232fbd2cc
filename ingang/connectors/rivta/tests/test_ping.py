"""Asking a producer whether it is there, by the published contract and about nobody."""

import asyncio

import aiohttp
import pytest
from lxml import etree

from ingang.connectors.rivta import errors
from ingang.connectors.rivta.contracts import DIAGNOSIS_2
from ingang.connectors.rivta.ping import NAME, RESPONDER, ping
from ingang.connectors.rivta.settings import Producer
from ingang.connectors.rivta.tests.examples import SETTINGS, fault
from ingang.connectors.tests.schemas import published, published_action
from ingang.connectors.tests.stub import Stub

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

ADDRESS = "SE0000006000-S001"
PONG = f"""<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
<PingForConfigurationResponse xmlns="{RESPONDER}"><version>Journal 7.1</version>
<pingDateTime>20261126120000</pingDateTime>
</PingForConfigurationResponse></e:Body></e:Envelope>""".encode()


def pinged(stub: Stub) -> str:
    async def asking() -> str:
        async with aiohttp.ClientSession() as http:
            producer = Producer(url=stub.address, logical_address=ADDRESS)
            return await ping(http=http, producer=producer, about=DIAGNOSIS_2.responder, settings=SETTINGS)

    return asyncio.run(asking())


def test_the_question_is_as_published_and_the_answer_tells_the_version(stub: Stub) -> None:
    stub.answer(PONG)
    assert pinged(stub) == "Journal 7.1"

    (asked,) = stub.received
    body = etree.fromstring(asked.body).find("{*}Body")
    assert body is not None
    published(NAME, 1).assertValid(body[0])
    published(NAME, 1).assertValid(etree.fromstring(PONG).find("{*}Body")[0])  # type: ignore[index]
    assert asked.headers["SOAPAction"] == f'"{published_action(NAME, 1)}"'
    assert asked.path == "/itintegration/monitoring/PingForConfiguration/1/rivtabp21"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"<html/>", errors.AnswerGarbled),
        (PONG.replace(b"PingForConfigurationResponse", b"Other"), errors.AnswerGarbled),
        (b'<!DOCTYPE x [<!ENTITY e "x">]>' + PONG, errors.AnswerGarbled),
        (fault("Client"), errors.SourceRefused),
        (fault("Server"), errors.SourceFailed),
    ],
)
def test_what_is_no_answer_is_told_as_that(stub: Stub, answer: bytes, error: type[errors.RivtaError]) -> None:
    stub.answer(answer)

    with pytest.raises(error):
        pinged(stub)
