"""Asks one source for one person's records by one contract: SOAP over mutual TLS, without blocking."""

import asyncio
from typing import Protocol

import aiohttp

from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.envelope import opened, wrapped
from ingang.connectors.rivta.exchange import exchange
from ingang.connectors.rivta.messages import question, reply
from ingang.connectors.rivta.replies import Asker, More, Reply
from ingang.connectors.rivta.settings import Producer, RivtaSettings
from ingang.kernel.identifiers import PersonIdentifier
from ingang.kernel.periods import Period


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
        """The person's records. With `more` the rest of a partial answer, from the very source that has it.

        Who asks is told where the contract has a place for it, and nowhere else.
        """
        asked = question(contract=contract, producer=producer, person=person, period=period, more=more)
        logical_address = more.logical_address if more else producer.logical_address
        told = asker if contract.takes_actor else None
        body = wrapped(body=asked, logical_address=logical_address, asker=told)
        status, answer = await exchange(
            http=http,
            url=f"{producer.url.rstrip('/')}/{contract.path}",
            action=contract.soap_action,
            body=body,
            settings=self._settings,
        )
        # A large answer takes a while to read: on a thread, so that no other source waits for it.
        return await asyncio.to_thread(_understood, contract, status, answer)


def _understood(contract: Contract, status: int, answer: bytes) -> Reply:
    header, inner = opened(answer=answer, status=status)
    return reply(contract=contract, header=header, body=inner)
