"""Where entries come from: one protocol, so that the list is the same whoever keeps the record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from ingang.kernel.errors import Unavailable
from ingang.kernel.grant import Grant
from ingang.services.journal.kinds import Kind


class State(StrEnum):
    """How a source answered. Everything but ANSWERED is told to the reader by the source's name."""

    ANSWERED = "answered"
    LATE = "late"
    REFUSED = "refused"
    DOWN = "down"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A line of the journal, in our words. `happened` is the date as it was written, maybe a year alone."""

    id: UUID
    care_giver: str
    care_giver_name: str
    unit_name: str
    kind: Kind
    title: str
    status: str
    happened_at: datetime | None
    happened: str
    is_signed: bool | None
    stored_at: datetime


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a source said, and when it was last known: None when it never was."""

    code: str
    name: str
    state: State
    fetched_at: datetime | None
    entries: tuple[Entry, ...] = ()


class SourceLate(Unavailable):
    """The source did not answer in time."""

    code = "source_late"


class SourceRefused(Unavailable):
    """The source would not answer us."""

    code = "source_refused"


class Source(Protocol):
    """Somebody who keeps records: a care giver by its HSA-id and name.

    `fetch` answers for one person under the grant. A source that can not answer raises SourceLate, SourceRefused or
    Unavailable; it never answers with an empty list instead.
    """

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...

    def fetch(self, *, grant: Grant, person: UUID, now: datetime) -> Answer: ...


FAILURES = ((SourceLate, State.LATE), (SourceRefused, State.REFUSED), (Unavailable, State.DOWN))


def ask(*, sources: Iterable[Source], grant: Grant, person: UUID, now: datetime) -> tuple[Answer, ...]:
    """Every source's answer; one that fails is named with its state and takes nobody else along."""
    return tuple(_answer(source, grant, person, now) for source in sources)


def _answer(source: Source, grant: Grant, person: UUID, now: datetime) -> Answer:
    try:
        return source.fetch(grant=grant, person=person, now=now)
    except Unavailable as failure:
        state = next(state for kind, state in FAILURES if isinstance(failure, kind))
        return Answer(code=source.code, name=source.name, state=state, fetched_at=None)
