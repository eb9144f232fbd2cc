"""Where entries come from: one protocol, so that the list is the same whoever keeps the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

import aiohttp
import msgspec

from ingang.connectors.engagement_index.engagements import Engagement
from ingang.connectors.rivta.replies import Asker
from ingang.kernel.identifiers import PersonIdentifier
from ingang.services.journal.kinds import KIND_BY_CODE, Kind


class State(StrEnum):
    """How a source answered. Everything but ANSWERED is told to the reader by the source's name.

    NOT_REGISTERED: the engagement index knows nothing of her there, so the source was not asked.
    """

    ANSWERED = "answered"
    PARTLY = "partly"
    LATE = "late"
    REFUSED = "refused"
    DOWN = "down"
    WRONG_PERSON = "wrong_person"
    NOT_REGISTERED = "not_registered"

    @property
    def is_failure(self) -> bool:
        """Whether what is shown, if anything, was fetched before."""
        return self not in {State.ANSWERED, State.PARTLY, State.NOT_REGISTERED}

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing that the source would show."""
        return self in {State.ANSWERED, State.NOT_REGISTERED}


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A line of the journal, in our words. `happened` is the date as it was written, maybe a year alone.

    `reference` is what other entries of the same source call it, as `Type/id`; `category` is the code of its kind of
    result, `profession` the author's. `written_at` is when its author says that it came; None where it does not say.
    `is_withheld`: care has marked it as not for the patient, so only staff may be shown it.
    """

    id: UUID
    care_giver: str
    care_giver_name: str
    unit: str
    unit_name: str
    kind_code: str
    title: str
    status: str
    happened_at: datetime | None
    happened: str
    is_signed: bool | None
    stored_at: datetime
    reference: str = ""
    category: str = ""
    profession: str = ""
    written_at: datetime | None = None
    is_withheld: bool = False

    @property
    def came_at(self) -> datetime:
        """Since when there was something to read: not anew because a system has touched its rows."""
        return min(self.stored_at, self.written_at or self.stored_at)

    @property
    def kind(self) -> Kind:
        """What residents call such an entry."""
        return KIND_BY_CODE[self.kind_code]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a source said when it was asked, and when its entries were fetched: None when they never were.

    `texts` are the entries' own, and `words` what they are found by, where the source is outside. `message` is what the
    source wants its reader to know beside them. `is_sought`: its entries are already those alone with the words sought.
    """

    code: str
    name: str
    state: State
    asked_at: datetime
    fetched_at: datetime | None = None
    entries: tuple[Entry, ...] = ()
    texts: Mapping[UUID, str] = field(default_factory=dict)
    words: Mapping[UUID, str] = field(default_factory=dict)
    message: str = ""
    is_sought: bool = False


@dataclass(frozen=True, kw_only=True)
class Question:
    """About whom a source is asked: every identifier that she has, the present one first; and by whom, where that is
    herself or somebody who acts for her."""

    person: UUID
    identifiers: tuple[PersonIdentifier, ...]
    asked_at: datetime
    asker: Asker | None = None


class Source(Protocol):
    """A system outside the house, of the care giver with that HSA-id; it may hold what others wrote too.

    `fetch` tells what it has on one person. One that can not answer raises a connector's error, never an empty answer.
    `woken_at` is when the operation last had it asked anew in spite of its failures. One that `tells_index` is narrowed
    to what the engagement index knows of a person there; None where that is nothing.
    """

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def care_giver(self) -> str: ...

    @property
    def woken_at(self) -> datetime | None: ...

    @property
    def tells_index(self) -> bool: ...

    def narrowed(self, *, engagements: Sequence[Engagement]) -> "Source | None": ...

    async def fetch(self, *, http: aiohttp.ClientSession, question: Question) -> Answer: ...
