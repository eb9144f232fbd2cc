"""What the engagement index knows of a person: asked once for all the sources of one opening, and never kept.

Its answer is patient data: it lives as long as the question, on the background loop, and in no log.
"""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

import aiohttp

from ingang.connectors.engagement_index.client import EngagementIndex
from ingang.connectors.engagement_index.engagements import Engagement
from ingang.connectors.errors import ConnectorError
from ingang.connectors.rivta.contracts import CONTRACTS
from ingang.foundation.systems.connecting import outcome_of
from ingang.foundation.systems.engagement_index import INDEX
from ingang.foundation.systems.gathering import GATHERER, Gatherer
from ingang.foundation.systems.rules import Outcome
from ingang.kernel.identifiers import InvalidIdentifier, parse_hsa_id
from ingang.services.journal.sources import Question, Source

log = logging.getLogger(__name__)

DOMAINS = tuple(sorted({one.service_domain for one in CONTRACTS}))
MOST_NAMED = 20
"""An index that names more unknown systems than this lies, or is another country's."""
RESTS_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class Registry:
    """The index, and which systems are known here: those that are connected, and ourselves."""

    index: EngagementIndex
    known: frozenset[str] = frozenset()


@dataclass
class Rest:
    """Until when an index that failed is left alone, by the loop's clock; one for each process."""

    until: float = 0.0


@dataclass(kw_only=True, eq=False)
class Lookup:
    """One question to the index, for every source that waits for it.

    `remembered` are those that had entries earlier in this log-in: an index that forgets them is not believed.
    """

    registry: Registry | None
    question: Question
    remembered: frozenset[str] = frozenset()
    gatherer: Gatherer = GATHERER
    rest: Rest = field(default_factory=Rest)
    _asking: "asyncio.Task[tuple[Engagement, ...] | None] | None" = None

    async def narrowed(self, *, http: aiohttp.ClientSession, source: Source) -> Source | None:
        """The source as it is to be asked; None where nothing is registered there.

        When the index can not answer, the source is asked for everything.
        """
        if self.registry is None or not source.tells_index or source.code in self.remembered:
            return source
        if self._asking is None:
            self._asking = asyncio.ensure_future(self._found(http, self.registry))
        engagements = await asyncio.shield(self._asking)
        return source if engagements is None else source.narrowed(engagements=engagements)

    async def _found(self, http: aiohttp.ClientSession, registry: Registry) -> tuple[Engagement, ...] | None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        if self.rest.until > began:
            return None
        person = self.question.identifiers[0]
        try:
            asked = (registry.index.find(http=http, person=person, service_domain=one) for one in DOMAINS)
            found = [one for engagements in await asyncio.gather(*asked) for one in engagements]
        except Exception as error:
            # Also what nobody foresaw: a reader is never kept from her records by the index.
            code = error.code if isinstance(error, ConnectorError) else "not understood"
            log.warning("index failed", extra={"fields": {"error": code}})
            self.rest.until = loop.time() + RESTS_SECONDS
            outcome = outcome_of(error) if isinstance(error, ConnectorError) else Outcome.DOWN
            self._note(outcome, loop.time() - began, code)
            return None
        self._note(Outcome.ANSWERED, loop.time() - began)
        self._note_unknown(found, registry)
        return tuple(found)

    def _note(self, outcome: Outcome, seconds: float, error: str = "") -> None:
        self.gatherer.note(system=INDEX, outcome=outcome, seconds=seconds, at=self.question.asked_at, error=error)

    def _note_unknown(self, found: Iterable[Engagement], registry: Registry) -> None:
        """Systems that are not connected are the operation's to look at: by their addresses, never by whom."""
        unknown = sorted({one.logical_address for one in found} - registry.known)
        for address in filter(_is_address, unknown[:MOST_NAMED]):
            self.gatherer.note(system=address, outcome=Outcome.NAMED, seconds=0.0, at=self.question.asked_at)


def _is_address(text: str) -> bool:
    try:
        return parse_hsa_id(text) == text
    except InvalidIdentifier:
        return False
