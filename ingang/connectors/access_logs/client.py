"""Asks one log service about one person: SOAP over mutual TLS, without blocking."""

import asyncio
from datetime import datetime
from typing import Protocol

import aiohttp

from ingang.connectors.access_logs.messages import PATH, SOAP_ACTION, question, told
from ingang.connectors.access_logs.reports import Told
from ingang.connectors.access_logs.settings import LogServiceSettings
from ingang.connectors.rivta.envelope import opened, wrapped
from ingang.connectors.rivta.errors import SourceRefused
from ingang.connectors.rivta.exchange import exchange
from ingang.kernel.identifiers import PersonIdentifier


class AccessLogs(Protocol):
    """What callers may ask; the client and the fake both keep to it."""

    async def ask(
        self,
        *,
        http: aiohttp.ClientSession,
        person: PersonIdentifier,
        since: datetime,
        until: datetime,
        report: str = "",
    ) -> Told: ...


class AccessLogsClient:
    """Speaks to one care giver's log service, or to a region's. Raises RivtaError."""

    def __init__(self, *, settings: LogServiceSettings) -> None:
        self._settings = settings

    async def ask(
        self,
        *,
        http: aiohttp.ClientSession,
        person: PersonIdentifier,
        since: datetime,
        until: datetime,
        report: str = "",
    ) -> Told:
        """Who has read about the person, or that the report is queued; ask again with its id then.

        Refuses a reserve number: it means nothing outside its own source (records 1, R3).
        """
        if person.kind.is_reserve:
            raise SourceRefused(reason="reserve number")
        asked = question(person=person, since=since, until=until, report=report)
        status, answer = await exchange(
            http=http,
            url=f"{self._settings.url.rstrip('/')}/{PATH}",
            action=SOAP_ACTION,
            body=wrapped(body=asked, logical_address=self._settings.logical_address, asker=None),
            settings=self._settings.rivta,
        )
        return await asyncio.to_thread(_understood, status, answer, since, until)


def _understood(status: int, answer: bytes, since: datetime, until: datetime) -> Told:
    _, body = opened(answer=answer, status=status)
    return told(body=body, since=since, until=until)
