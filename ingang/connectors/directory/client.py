"""Asks the directory of units: SOAP over mutual TLS, without blocking."""

from typing import Protocol

import aiohttp
from lxml import etree

from ingang.connectors.directory.names import BELONGING, LIST, MEMBERS, UNIT, path, soap_action
from ingang.connectors.directory.reading import belonging_of, members_of, provided_by, question, unit_of
from ingang.connectors.directory.records import Belonging, Members, Provided, Unit
from ingang.connectors.directory.settings import DirectorySettings
from ingang.connectors.rivta.envelope import opened, wrapped
from ingang.connectors.rivta.exchange import exchange


class Directory(Protocol):
    """What callers may ask; the client and the fake both keep to it."""

    async def unit(self, *, http: aiohttp.ClientSession, hsa_id: str) -> Unit | None: ...

    async def belonging(self, *, http: aiohttp.ClientSession, hsa_id: str) -> Belonging | None: ...

    async def provided(self, *, http: aiohttp.ClientSession, care_giver: str) -> Provided | None: ...

    async def members(self, *, http: aiohttp.ClientSession, unit: str) -> Members | None: ...


class DirectoryClient:
    """Speaks to HSA, or to another directory by its contracts. None is what is unknown there; raises RivtaError."""

    def __init__(self, *, settings: DirectorySettings) -> None:
        self._settings = settings

    async def unit(self, *, http: aiohttp.ClientSession, hsa_id: str) -> Unit | None:
        """Everything about one unit (GetUnit)."""
        return unit_of(body=await self._ask(http, UNIT, hsa_id), name=UNIT, asked=hsa_id)

    async def belonging(self, *, http: aiohttp.ClientSession, hsa_id: str) -> Belonging | None:
        """The health care unit and the care giver of a unit (GetHealthCareUnit)."""
        return belonging_of(body=await self._ask(http, BELONGING, hsa_id), name=BELONGING, asked=hsa_id)

    async def provided(self, *, http: aiohttp.ClientSession, care_giver: str) -> Provided | None:
        """The health care units of a care giver (GetHealthCareUnitList)."""
        return provided_by(body=await self._ask(http, LIST, care_giver), name=LIST, asked=care_giver)

    async def members(self, *, http: aiohttp.ClientSession, unit: str) -> Members | None:
        """The units that belong to a health care unit (GetHealthCareUnitMembers)."""
        return members_of(body=await self._ask(http, MEMBERS, unit), name=MEMBERS, asked=unit)

    async def _ask(self, http: aiohttp.ClientSession, name: str, hsa_id: str) -> etree._Element:
        status, answer = await exchange(
            http=http,
            url=f"{self._settings.url.rstrip('/')}/{path(name)}",
            action=soap_action(name),
            body=wrapped(
                body=question(name=name, hsa_id=hsa_id), logical_address=self._settings.logical_address, asker=None
            ),
            settings=self._settings.rivta,
        )
        _, body = opened(answer=answer, status=status)
        return body
