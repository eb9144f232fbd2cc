"""A log service in memory, for tests of whatever asks it."""

from collections.abc import Iterable
from datetime import datetime

import aiohttp

from ingang.connectors.access_logs.reports import Report, Told
from ingang.connectors.rivta.errors import RivtaError
from ingang.kernel.identifiers import PersonIdentifier


class FakeAccessLogs:
    """The client's methods; `answers` are given in order, the last one again and again; `asked` keeps each question."""

    def __init__(self, answers: Iterable[Told | RivtaError] = ()) -> None:
        self.asked: list[tuple[PersonIdentifier, datetime, datetime, str]] = []
        self.answers: list[Told | RivtaError] = list(answers) or [Report(rows=())]

    async def ask(
        self,
        *,
        http: aiohttp.ClientSession,
        person: PersonIdentifier,
        since: datetime,
        until: datetime,
        report: str = "",
    ) -> Told:
        """The next answer."""
        self.asked.append((person, since, until, report))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, RivtaError):
            raise answer
        return answer
