"""Answers as they come: what is here already, and what each source adds until the last has answered."""

from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils import timezone

from ingang.foundation.identity.requests import ResidentRequest, StaffRequest
from ingang.services.journal.actions import registry_for
from ingang.services.journal.finding import entries_with
from ingang.services.journal.gate import gate, passed
from ingang.services.journal.keeping import keep, message_for, within
from ingang.services.journal.merging import lines
from ingang.services.journal.openings import note_opening
from ingang.services.journal.pages import RESIDENTS, Places, source_rows, timeline_items
from ingang.services.journal.queries import narrowed, question_about, timeline
from ingang.services.journal.release_choices import note_waiting
from ingang.services.journal.sources import Answer
from ingang.services.journal.sources.collecting import COLLECTOR
from ingang.services.journal.views.parts import Here, found_context, is_told, keeper_of, sought

LATEST = 10
"""So many entries of each source stand on the growing page."""


class Arrivals:
    """One reader's opening of the journal. Asks every source that is not fresh as soon as it is made."""

    def __init__(self, request: ResidentRequest | StaffRequest, places: Places = RESIDENTS) -> None:
        self._request, self._places = request, places
        self._keeper = keeper_of(request)
        self._since = note_opening(grant=request.grant, now=request.now)
        self._gate = gate(grant=request.grant, now=request.now)
        everything = timeline(grant=request.grant, keeper=self._keeper, now=request.now)
        self._something_waits = everything.something_waits
        self._answers = {answer.code: answer for answer in everything.answers}
        self._waiting = {source.code: source for source in everything.waiting}
        question = question_about(grant=request.grant, now=request.now)
        registry = registry_for(grant=request.grant, question=question, sources=everything.waiting, now=request.now)
        remembered = frozenset(code for code, answer in self._answers.items() if answer.entries)
        self.coming: list[Future[Answer]] = COLLECTOR.ask(
            sources=everything.waiting,
            question=question,
            registry=registry,
            remembered=remembered,
            within=settings.JOURNAL_SOURCE_SECONDS - (timezone.now() - request.now).total_seconds(),
        )

    @property
    def here(self) -> list[str]:
        """The codes of the sources that need not be waited for."""
        return [code for code in self._answers if code not in self._waiting]

    def take(self, answers: Iterable[Answer]) -> None:
        """Keep these answers, and show them from now on."""
        grant = self._request.grant
        for answer in answers:
            keep(grant=grant, keeper=self._keeper, answer=answer, now=self._request.now)
            self._waiting.pop(answer.code, None)
            earlier = self._answers.get(answer.code)
            if answer.state.is_failure and earlier is not None:
                self._answers[answer.code] = replace(earlier, state=answer.state, asked_at=answer.asked_at)
            else:
                self._answers[answer.code] = self._passed(answer)

    def _passed(self, answer: Answer) -> Answer:
        grant = self._request.grant
        message = message_for(grant=grant, message=answer.message)
        reached = replace(answer, entries=within(grant=grant, entries=answer.entries), message=message)
        if self._gate.is_open:
            return reached
        here = passed(grant=grant, keeper=self._keeper, gate=self._gate, answers=[reached])
        note_waiting(grant=grant, entries=here.for_care, now=self._request.now)
        self._something_waits = self._something_waits or here.something_waits
        return here.answers[0]

    def context(self) -> dict[str, Any]:
        """What the list shows now, by the filter in the address."""
        answers, waiting = tuple(self._answers.values()), tuple(self._waiting.values())
        here = Here(
            answers=answers,
            waiting=waiting,
            since=self._since,
            something_waits=self._something_waits,
            among=entries_with(
                grant=self._request.grant,
                keeper=self._keeper,
                answers=answers,
                sought=sought(self._request),
                now=self._request.now,
            ),
        )
        return found_context(here=here, request=self._request, places=self._places)

    def tells(self, *, code: str) -> bool:
        """Whether the growing page names the source."""
        return is_told(answer=self._answers[code], request=self._request)

    def part(self, *, code: str) -> dict[str, Any]:
        """What the growing page says of one source: how it answered, and its latest entries."""
        answer = self._answers[code]
        latest = narrowed(answers=[answer]).entries[:LATEST]
        (source,) = source_rows(answers=[answer], waiting=(), now=self._request.now)
        return {
            "source": source,
            "items": timeline_items(
                lines=lines(entries=latest), now=self._request.now, since=self._since, places=self._places
            ),
            "more": len(answer.entries) - len(latest),
        }
