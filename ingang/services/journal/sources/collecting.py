"""Asks many sources at once, on the background loop: each alone with its time, its failures and its rest."""

import asyncio
import logging
from collections.abc import Iterable
from concurrent.futures import Future
from functools import partial
from uuid import UUID

import aiohttp

from ingang.connectors.background import BACKGROUND, Background
from ingang.connectors.errors import ConnectorError
from ingang.connectors.fhir import errors as fhir
from ingang.connectors.rivta import errors as rivta
from ingang.services.journal.sources import Answer, Question, Source, State

log = logging.getLogger(__name__)

STATES: tuple[tuple[type[ConnectorError], State], ...] = (
    (fhir.FhirLate, State.LATE),
    (fhir.FhirRefused, State.REFUSED),
    (fhir.WrongPerson, State.WRONG_PERSON),
    (rivta.TimedOut, State.LATE),
    (rivta.SourceRefused, State.REFUSED),
    (rivta.WrongPerson, State.WRONG_PERSON),
)
"""How a source's failure is told to the reader; every other one is DOWN."""
RESTS_AFTER = 5
"""So many failures in a row, and a source is left alone."""
RESTS_SECONDS = 30.0
LARGEST_LAG = 0.1
"""Where our own loop is later than this, a late answer may be our own fault and is not counted."""


class Collector:
    """Asks the sources of one process. The same question to the same source is asked once at a time.

    Everything in it runs on the background loop, so that nothing of it needs a lock.
    """

    def __init__(self, *, background: Background = BACKGROUND) -> None:
        self._background = background
        self._asked: dict[tuple[str, UUID], asyncio.Task[Answer]] = {}
        self._failures: dict[str, int] = {}
        self._rests_until: dict[str, float] = {}

    def ask(self, *, sources: Iterable[Source], question: Question) -> "list[Future[Answer]]":
        """A future for each source. None of them raises: a source that fails is an answer with its state."""
        return [self._background.run(partial(self._ask, source=source, question=question)) for source in sources]

    async def _ask(self, http: aiohttp.ClientSession, *, source: Source, question: Question) -> Answer:
        key = source.code, question.person
        if key not in self._asked:
            self._asked[key] = asyncio.ensure_future(self._answer(http, source, question))
            self._asked[key].add_done_callback(lambda _: self._asked.pop(key))
        return await asyncio.shield(self._asked[key])

    async def _answer(self, http: aiohttp.ClientSession, source: Source, question: Question) -> Answer:
        if self._rests_until.get(source.code, 0.0) > asyncio.get_running_loop().time():
            return _without_entries(source, question, State.DOWN)
        try:
            answer = await source.fetch(http=http, question=question)
        except ConnectorError as error:
            state = next((state for kind, state in STATES if isinstance(error, kind)), State.DOWN)
            log.warning("source failed", extra={"fields": {"source": source.code, "error": error.code}})
            await self._note_failure(source, state)
            return _without_entries(source, question, state)
        except Exception:
            # What a source sends can be wrong in ways that nobody foresaw: it takes no other source along.
            log.exception("source not understood", extra={"fields": {"source": source.code}})
            return _without_entries(source, question, State.DOWN)
        self._failures.pop(source.code, None)
        return answer

    async def _note_failure(self, source: Source, state: State) -> None:
        if state is State.REFUSED or (state is State.LATE and await _lag() > LARGEST_LAG):
            return
        self._failures[source.code] = self._failures.get(source.code, 0) + 1
        if self._failures[source.code] >= RESTS_AFTER:
            self._failures.pop(source.code)
            self._rests_until[source.code] = asyncio.get_running_loop().time() + RESTS_SECONDS


async def _lag() -> float:
    """How much later than asked for this loop comes back."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.sleep(0.01)
    return loop.time() - began - 0.01


def _without_entries(source: Source, question: Question, state: State) -> Answer:
    return Answer(code=source.code, name=source.name, state=state, asked_at=question.asked_at)


COLLECTOR = Collector()
"""The process's own."""
