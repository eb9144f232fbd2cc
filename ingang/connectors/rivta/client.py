"""Asks one source for one person's records by one contract: SOAP over mutual TLS, without blocking."""

import asyncio
import ssl
from functools import cache
from typing import Protocol

import aiohttp

from ingang.connectors.http import Tls
from ingang.connectors.rivta import errors
from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.envelope import opened, wrapped
from ingang.connectors.rivta.messages import question, reply
from ingang.connectors.rivta.replies import Asker, More, Reply
from ingang.connectors.rivta.settings import Producer, RivtaSettings
from ingang.kernel.identifiers import PersonIdentifier
from ingang.kernel.periods import Period

PIECE = 65_536


class RecordsByContract(Protocol):
    """What callers may ask; the client and the fake both keep to it."""

    async def ask(
        self,
        *,
        http: aiohttp.ClientSession,
        producer: Producer,
        contract: Contract,
        person: PersonIdentifier,
        asker: Asker | None = None,
        period: Period | None = None,
        more: More | None = None,
    ) -> Reply: ...


class RivtaClient:
    """Speaks to any producer of a contract. Raises RivtaError.

    The session is the caller's, one for the whole process; it must keep no cookies, or one person's would go along
    with the next.
    """

    def __init__(self, *, settings: RivtaSettings) -> None:
        self._settings = settings

    async def ask(
        self,
        *,
        http: aiohttp.ClientSession,
        producer: Producer,
        contract: Contract,
        person: PersonIdentifier,
        asker: Asker | None = None,
        period: Period | None = None,
        more: More | None = None,
    ) -> Reply:
        """The person's records. With `more` the rest of a partial answer, from the very source that has it."""
        asked = question(contract=contract, producer=producer, person=person, period=period, more=more)
        logical_address = more.logical_address if more else producer.logical_address
        body = wrapped(body=asked, logical_address=logical_address, asker=asker)
        status, answer = await self._asked_again(http, producer, contract, body)
        header, inner = opened(answer=answer, status=status)
        return reply(contract=contract, header=header, body=inner)

    async def _asked_again(
        self, http: aiohttp.ClientSession, producer: Producer, contract: Contract, body: bytes
    ) -> tuple[int, bytes]:
        """A connection that breaks is tried anew, since reading twice changes nothing; the limit is for all of it."""
        try:
            async with asyncio.timeout(self._settings.total_seconds):
                for _ in range(self._settings.attempts - 1):
                    try:
                        return await self._post(http, producer, contract, body)
                    except errors.Unreachable:
                        continue
                return await self._post(http, producer, contract, body)
        except TimeoutError:
            raise errors.TimedOut from None

    async def _post(
        self, http: aiohttp.ClientSession, producer: Producer, contract: Contract, body: bytes
    ) -> tuple[int, bytes]:
        try:
            async with http.post(
                f"{producer.url.rstrip('/')}/{contract.path}",
                data=body,
                headers=self._headers(contract),
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._settings.connect_seconds),
                ssl=_context(self._settings.tls),
                allow_redirects=False,
            ) as response:
                return response.status, await self._whole_body(response)
        except TimeoutError:
            raise
        # A bundle or certificate that cannot be opened is an OSError of its own.
        except (aiohttp.ClientConnectionError, OSError) as error:
            raise errors.Unreachable(reason=type(error).__name__) from None
        # Half a body, a broken chunk, or bytes that do not unpack.
        except aiohttp.ClientError as error:
            raise errors.AnswerGarbled(reason=type(error).__name__) from None

    async def _whole_body(self, response: aiohttp.ClientResponse) -> bytes:
        body = bytearray()
        async for piece in response.content.iter_chunked(PIECE):
            body += piece
            if len(body) > self._settings.largest_answer:
                raise errors.AnswerGarbled(reason="size")
        return bytes(body)

    def _headers(self, contract: Contract) -> dict[str, str]:
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{contract.soap_action}"'}
        if self._settings.consumer:
            headers["x-rivta-original-serviceconsumer-hsaid"] = self._settings.consumer
        return headers


@cache
def _context(tls: Tls) -> ssl.SSLContext:
    """Our certificate and whom we trust; read once, since connections are kept by it."""
    context = ssl.create_default_context(cafile=str(tls.ca_bundle) if tls.ca_bundle else None)
    if tls.client_certificate is not None:
        context.load_cert_chain(tls.client_certificate, tls.client_key)
    return context
