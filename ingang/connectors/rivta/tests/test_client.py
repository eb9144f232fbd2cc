"""What the client makes of every kind of answer, and of none."""

import asyncio
import gzip
import logging
import socket
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import aiohttp
import pytest
from lxml import etree

from ingang.connectors.http import Tls
from ingang.connectors.rivta import errors
from ingang.connectors.rivta.client import RivtaClient
from ingang.connectors.rivta.contracts import CONTRACTS, DIAGNOSIS_2, REQUEST_ACTIVITIES_1, Contract
from ingang.connectors.rivta.fake import FakeRecordsByContract
from ingang.connectors.rivta.replies import Asker, More, Reply
from ingang.connectors.rivta.settings import Producer
from ingang.connectors.rivta.tests.examples import (
    ALVA,
    BO,
    HEADERS,
    LOG,
    MORE,
    PAGED,
    PRODUCER,
    SETTINGS,
    SOAP,
    answer,
    ask,
    diagnosis,
    fault,
    result,
)
from ingang.connectors.tests.schemas import publishes_headers
from ingang.connectors.tests.stub import Stub
from ingang.kernel.periods import Period

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

WHOLE = answer(diagnosis(), result("OK"))
Talk = Callable[[asyncio.StreamWriter], Awaitable[None]]


def ask_one_that(talks: Talk, **changes: object) -> Reply:
    """Ask a server that does with the connection whatever `talks` does."""

    async def asking() -> Reply:
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"</soapenv:Envelope>")
            try:
                await talks(writer)
            except OSError:
                pass
            finally:
                writer.close()

        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        async with server, aiohttp.ClientSession() as http:
            client = RivtaClient(settings=replace(SETTINGS, **changes))  # type: ignore[arg-type]
            producer = replace(PRODUCER, url=url)
            return await client.ask(http=http, producer=producer, contract=DIAGNOSIS_2, person=ALVA)

    return asyncio.run(asking())


def test_the_question_names_the_receiver_the_contract_and_us(stub: Stub) -> None:
    stub.answer(WHOLE)

    told = ask(f"{stub.address}/x")

    (sent,) = stub.received
    assert len(told.records) == 1
    assert (sent.method, sent.path) == ("POST", "/x/clinicalprocess/healthcond/description/GetDiagnosis/2/rivtabp21")
    assert sent.headers["SOAPAction"] == f'"{DIAGNOSIS_2.responder}:GetDiagnosis"'
    assert sent.headers["x-rivta-original-serviceconsumer-hsaid"] == "SE2-INGANG"
    assert b">SE1-SYSTEM</ns0:LogicalAddress>" in sent.body


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.code)
def test_who_asks_is_told_where_the_domain_publishes_it_and_nowhere_else(stub: Stub, contract: Contract) -> None:
    stub.answer(answer(contract=contract))

    ask(stub.address, contract=contract, asker=Asker(identifier=BO, is_agent=True))

    (sent,) = stub.received
    actors = etree.fromstring(sent.body).findall(f"{{{SOAP}}}Header/{{{HEADERS}}}Actor")
    assert [list(one.itertext()) for one in actors] == (
        [[BO.value, "subject_of_care_agent"]] if contract is REQUEST_ACTIVITIES_1 else []
    )
    assert (BO.value.encode() in sent.body) == bool(actors)


def test_only_a_domain_with_the_published_header_takes_it() -> None:
    assert {one for one in CONTRACTS if one.takes_actor} == {one for one in CONTRACTS if publishes_headers(one.domain)}


def test_the_rest_of_a_partial_answer_is_asked_for_where_it_is(stub: Stub) -> None:
    stub.answer(answer(MORE, contract=PAGED))
    (more,) = ask(stub.address, contract=PAGED).more

    ask(stub.address, contract=PAGED, more=more)

    second = stub.received[1].body
    assert b">SE9-OTHER</ns0:LogicalAddress>" in second
    assert b"page 2" in second


def test_a_period_goes_along(stub: Stub) -> None:
    stub.answer(WHOLE)

    ask(stub.address, period=Period(date(2026, 1, 1), date(2026, 2, 1)))

    assert b"20260131" in stub.received[0].body


GARBLED = {
    "nothing": b"",
    "a page": b"<!DOCTYPE html><html><body><p>It works!<br></body></html>",
    "text": b"It works!",
    "half": WHOLE[:400],
    "another contract": answer(contract=replace(DIAGNOSIS_2, name="GetOther")),
    "another version": answer(contract=replace(DIAGNOSIS_2, version=3)),
    "no envelope": b"<a/>",
    "empty body": b'<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body/></e:Envelope>',
    "an entity": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + WHOLE.replace(b">d1<", b">&b;<"),
    "a billion laughs": b'<!DOCTYPE a [<!ENTITY b "bbb"><!ENTITY c "&b;&b;&b;">]>' + WHOLE.replace(b">d1<", b">&c;<"),
    "too much": b"<a>" + b" " * SETTINGS.largest_answer,
    "too deep": b"<a>" * 10_000,
    "another alphabet": "Ä".encode("latin-1") + WHOLE,
}


@pytest.mark.parametrize("body", GARBLED.values(), ids=GARBLED)
def test_what_does_not_speak_the_contract_tells_nothing(stub: Stub, body: bytes) -> None:
    stub.answer(body)

    with pytest.raises(errors.AnswerGarbled):
        ask(stub.address)


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        (fault("Client"), 500, errors.SourceRefused),
        (fault("Client.Authentication"), 500, errors.SourceRefused),
        (fault("Server"), 500, errors.SourceFailed),
        (fault("Server", "VP007 Authorization missing"), 500, errors.SourceRefused),
        (fault("Server", "VP006 No producer"), 500, errors.SourceRefused),
        (fault("Server", "VP009 Error connecting"), 500, errors.SourceFailed),
        (b"<html>", 502, errors.SourceFailed),
        (WHOLE, 500, errors.SourceFailed),
        (b"", 403, errors.SourceRefused),
        (b"", 401, errors.SourceRefused),
        (b"moved", 302, errors.SourceFailed),
        (WHOLE, 302, errors.SourceFailed),
    ],
)
def test_a_refusal_is_told_apart_from_a_failure(stub: Stub, body: bytes, status: int, error: type[Exception]) -> None:
    stub.answer(body, status=status)

    with pytest.raises(error):
        ask(stub.address)
    assert len(stub.received) == 1


def test_no_error_and_no_log_names_the_person(stub: Stub, caplog: pytest.LogCaptureFixture) -> None:
    stub.answer(fault("Server", f"No record of {ALVA.value}"), status=500)

    with caplog.at_level(logging.DEBUG), pytest.raises(errors.SourceFailed) as caught:
        ask(stub.address)

    assert ALVA.value not in f"{caught.value!r} {caught.value.__cause__!r} {caplog.text}"


def test_a_source_that_says_nothing_is_late() -> None:
    async def silent(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(1)

    with pytest.raises(errors.TimedOut):
        ask_one_that(silent, total_seconds=0.1)


def test_a_source_that_drips_is_late_too() -> None:
    async def dripping(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(100):
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.02)

    with pytest.raises(errors.TimedOut):
        ask_one_that(dripping, total_seconds=0.2)


def test_half_a_body_is_no_answer() -> None:
    async def breaking(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + WHOLE)
        await writer.drain()

    with pytest.raises(errors.AnswerGarbled):
        ask_one_that(breaking)


def test_a_little_that_unpacks_to_far_too_much_is_not_unpacked() -> None:
    async def packed(writer: asyncio.StreamWriter) -> None:
        bomb = gzip.compress(b" " * 50_000_000)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(bomb) + bomb)
        await writer.drain()

    with pytest.raises(errors.AnswerGarbled):
        ask_one_that(packed)


def test_a_connection_that_breaks_is_tried_as_often_as_the_settings_say() -> None:
    tries = []

    async def breaking(writer: asyncio.StreamWriter) -> None:
        tries.append(writer)

    with pytest.raises(errors.Unreachable):
        ask_one_that(breaking, attempts=3)
    assert len(tries) == 3


def test_a_connection_that_breaks_once_is_healed() -> None:
    tries = []

    async def breaking(writer: asyncio.StreamWriter) -> None:
        tries.append(writer)
        if len(tries) > 1:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(WHOLE) + WHOLE)
            await writer.drain()

    assert len(ask_one_that(breaking).records) == 1


def test_nobody_listening_is_unreachable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))

        with pytest.raises(errors.Unreachable):
            ask(f"http://127.0.0.1:{taken.getsockname()[1]}/")


def test_a_certificate_that_is_not_there_is_unreachable(stub: Stub, tmp_path: Path) -> None:
    stub.answer(WHOLE)
    tls = Tls(client_certificate=tmp_path / "none.pem")

    with pytest.raises(errors.Unreachable):
        ask(stub.address, settings=replace(SETTINGS, tls=tls))


def test_the_address_must_be_safe() -> None:
    with pytest.raises(ValueError, match="https"):
        Producer(url="http://records.example/", logical_address="SE1")


def test_the_fake_answers_and_fails_as_it_was_told() -> None:
    fake, told = FakeRecordsByContract(), Reply(contract=DIAGNOSIS_2, records=(), message="x")
    fake.tell(logical_address="SE1-SYSTEM", person=ALVA, reply=told)
    fake.break_with(logical_address="SE9", error=errors.TimedOut())

    async def asking() -> None:
        async with aiohttp.ClientSession() as http:
            asked = {"http": http, "producer": PRODUCER, "contract": DIAGNOSIS_2}
            assert await fake.ask(**asked, person=ALVA) == told  # type: ignore[arg-type]
            assert (await fake.ask(**asked, person=BO)).message == ""  # type: ignore[arg-type]
            with pytest.raises(errors.TimedOut):
                await fake.ask(**asked, person=ALVA, more=More(logical_address="SE9", reference=LOG))  # type: ignore[arg-type]

    asyncio.run(asking())
    assert [address for address, _, _ in fake.asked] == ["SE1-SYSTEM", "SE1-SYSTEM", "SE9"]
