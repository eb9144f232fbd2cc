"""Asks the engagement index, and tells it what we hold: SOAP over mutual TLS, without blocking."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

import aiohttp
from lxml import etree

from ingang.connectors.engagement_index.engagements import Change, Changes, Engagement
from ingang.connectors.engagement_index.messages import (
    FIND,
    GET_UPDATES,
    MOST_AT_ONCE,
    UPDATE,
    check_updated,
    find_question,
    found,
    path,
    soap_action,
    update_question,
    updates,
    updates_question,
)
from ingang.connectors.engagement_index.settings import IndexSettings
from ingang.connectors.rivta.envelope import opened, wrapped
from ingang.connectors.rivta.errors import SourceRefused
from ingang.connectors.rivta.exchange import exchange
from ingang.kernel.identifiers import PersonIdentifier


class EngagementIndex(Protocol):
    """What callers may ask; the client and the fake both keep to it."""

    async def find(
        self, *, http: aiohttp.ClientSession, person: PersonIdentifier, service_domain: str, categorization: str = ""
    ) -> tuple[Engagement, ...]: ...

    async def update(self, *, http: aiohttp.ClientSession, changes: Iterable[Change]) -> None: ...

    async def updates(
        self, *, http: aiohttp.ClientSession, service_domain: str, since: datetime, after: str = ""
    ) -> Changes: ...


class EngagementIndexClient:
    """Speaks to the national index, or a regional one. Raises RivtaError."""

    def __init__(self, *, settings: IndexSettings) -> None:
        self._settings = settings

    async def find(
        self, *, http: aiohttp.ClientSession, person: PersonIdentifier, service_domain: str, categorization: str = ""
    ) -> tuple[Engagement, ...]:
        """Who holds records on the person. Refuses a reserve number: it means nothing outside its own source."""
        resident = checked(person)
        question = find_question(resident=resident, service_domain=service_domain, categorization=categorization)
        body = await self._ask(http, FIND, question)
        return found(body=body, resident=resident, service_domain=service_domain)

    async def update(self, *, http: aiohttp.ClientSession, changes: Iterable[Change]) -> None:
        """Tell what has changed, in as many messages as it takes; telling twice changes nothing."""
        told = tuple(changes)
        for at in range(0, len(told), MOST_AT_ONCE):
            question = update_question(changes=told[at : at + MOST_AT_ONCE])
            check_updated(body=await self._ask(http, UPDATE, question))

    async def updates(
        self, *, http: aiohttp.ClientSession, service_domain: str, since: datetime, after: str = ""
    ) -> Changes:
        """One page of what has changed since then, for whoever was not notified."""
        question = updates_question(service_domain=service_domain, since=since, after=after)
        return updates(body=await self._ask(http, GET_UPDATES, question))

    async def _ask(self, http: aiohttp.ClientSession, name: str, question: etree._Element) -> etree._Element:
        status, answer = await exchange(
            http=http,
            url=f"{self._settings.url.rstrip('/')}/{path(name)}",
            action=soap_action(name),
            body=wrapped(body=question, logical_address=self._settings.logical_address, asker=None),
            settings=self._settings.rivta,
        )
        _, body = opened(answer=answer, status=status)
        return body


def checked(person: PersonIdentifier) -> str:
    """The person's number as the index has it. Refuses a reserve number (records 1, R3)."""
    if person.kind.is_reserve:
        raise SourceRefused(reason="reserve number")
    return person.value
