"""Asks many sources at once, on the background loop: each alone with its time, its failures and its rest."""

import asyncio
import logging
from collections.abc import Iterable
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from uuid import UUID

import aiohttp

from ingang.connectors.background import BACKGROUND, Background
from ingang.connectors.errors import ConnectorError
from ingang.connectors.rivta.replies import Asker
from ingang.foundation.systems.connecting import outcome_of
from ingang.foundation.systems.gathering import GATHERER, Gatherer
from ingang.foundation.systems.rules import GOOD, Outcome
from ingang.services.journal.sources import Answer, Question, Source, State
from ingang.services.journal.sources.registered import Lookup, Registry, Rest

log = logging.getLogger(__name__)

RESTS_AFTER = 5
"""So many failures in a row, and a source is left alone."""
RESTS_SECONDS = 30.0
LARGEST_LAG = 0.1
"""Where our own loop is later than this, a late answer may be our own fault and is not counted."""


Breaker = tuple[str, datetime | None]
"""A source that the operation has woken begins anew in every process: its failures before count no more."""


class Collector:
    """Asks the sources of one process. The same question to the same source is asked once at a time.

    Everything in it runs on the background loop, so that nothing of it needs a lock.
    """

    def __init__(self, *, background: Background = BACKGROUND, gatherer: Gatherer = GATHERER) -> None:
        self._background, self._gatherer = background, gatherer
        self._asked: dict[tuple[str, UUID, Asker | None], asyncio.Task[Answer]] = {}
        self._failures: dict[Breaker, int] = {}
        self._rests_until: dict[Breaker, float] = {}
        self._index_rest = Rest()

    def ask(
        self,
        *,
        sources: Iterable[Source],
        question: Question,
        registry: Registry | None = None,
        remembered: frozenset[str] = frozenset(),
        within: float | None = None,
    ) -> "list[Future[Answer]]":
        """A future for each source. None of them raises: a source that fails is an answer with its state.

        Sources that tell the engagement index wait for its answer, and are not asked where nothing is registered; those
        that are `remembered` to have had something are asked in any case. To this asker a source is late after `within`
        seconds, though its own time may last a little longer.
        """
        lookup = Lookup(
            registry=registry,
            question=question,
            remembered=remembered,
            gatherer=self._gatherer,
            rest=self._index_rest,
        )
        return [
            self._background.run(partial(self._look_up, source=source, question=question, lookup=lookup, within=within))
            for source in sources
        ]

    async def _look_up(
        self, http: aiohttp.ClientSession, *, source: Source, question: Question, lookup: Lookup, within: float | None
    ) -> Answer:
        try:
            async with asyncio.timeout(within):
                narrowed = await lookup.narrowed(http=http, source=source)
                if narrowed is None:
                    return _without_entries(source, question, State.NOT_REGISTERED)
                return await self._ask(http, source=narrowed, question=question)
        except TimeoutError:
            return _without_entries(source, question, State.LATE)

    async def _ask(self, http: aiohttp.ClientSession, *, source: Source, question: Question) -> Answer:
        key = source.code, question.person, question.asker
        if key not in self._asked:
            self._asked[key] = asyncio.ensure_future(self._answer(http, source, question))
            self._asked[key].add_done_callback(lambda _: self._asked.pop(key))
        return await asyncio.shield(self._asked[key])

    async def _answer(self, http: aiohttp.ClientSession, source: Source, question: Question) -> Answer:
        loop = asyncio.get_running_loop()
        if self._rests_until.get(_breaker(source), 0.0) > loop.time():
            return _without_entries(source, question, State.DOWN)
        began = loop.time()
        try:
            answer, error = await source.fetch(http=http, question=question), ""
        except ConnectorError as failure:
            answer, error = _without_entries(source, question, State(outcome_of(failure))), failure.code
            log.warning("source failed", extra={"fields": {"source": source.code, "error": error}})
        except Exception:
            # What a source sends can be wrong in ways that nobody foresaw: it takes no other source along.
            answer, error = _without_entries(source, question, State.DOWN), "not understood"
            log.exception("source not understood", extra={"fields": {"source": source.code}})
        if answer.message:
            # What it says is for the reader alone: its text is free, and may name a person.
            log.info("source informs its readers", extra={"fields": {"source": source.code}})
        seconds = loop.time() - began
        is_ours = answer.state is State.LATE and await _lag() > LARGEST_LAG
        outcome = Outcome.OURS if is_ours else Outcome(answer.state)
        self._gatherer.note(system=source.code, outcome=outcome, seconds=seconds, at=question.asked_at, error=error)
        self._count(source, outcome)
        return answer

    def _count(self, source: Source, outcome: Outcome) -> None:
        """Failures in a row lead to a rest; one that refuses us is not sick, nor one that we were too late for."""
        breaker = _breaker(source)
        if outcome in GOOD:
            self._failures.pop(breaker, None)
        elif outcome not in {Outcome.REFUSED, Outcome.OURS}:
            self._failures[breaker] = self._failures.get(breaker, 0) + 1
            if self._failures[breaker] >= RESTS_AFTER:
                self._failures.pop(breaker)
                self._rests_until[breaker] = asyncio.get_running_loop().time() + RESTS_SECONDS


def _breaker(source: Source) -> Breaker:
    return source.code, source.woken_at


async def _lag() -> float:
    """How much later than asked for this loop comes back."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.sleep(0.001)
    return loop.time() - began - 0.001


def _without_entries(source: Source, question: Question, state: State) -> Answer:
    return Answer(code=source.code, name=source.name, state=state, asked_at=question.asked_at)


COLLECTOR = Collector()
"""The process's own."""
