"""What of the new a reader would be shown now: through the same gate as the pages, and opened for nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from uuid import UUID

from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.notifications.queries import refusal
from ingang.foundation.personal.scope import query
from ingang.foundation.records.queries import Heading, headings_since
from ingang.kernel.grant import Grant
from ingang.services.journal.gate import Gate, gate_of, passed
from ingang.services.journal.kinds import TYPES, Kind
from ingang.services.journal.news.models import NewEntry
from ingang.services.journal.release import longest_hold
from ingang.services.journal.sources import Answer, State
from ingang.services.journal.sources.connected import connected_sources
from ingang.services.journal.sources.records import entry_of

BEGINNING = datetime(1, 1, 1, tzinfo=UTC)
NO_BROWSER = Keeper(log_in=UUID(int=0), session_key="")
"""What browsers keep of other systems' answers is closed to the job."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What can be read, each with its kind, None where nobody here knows it; and what may be readable later."""

    kinds: Mapping[UUID, Kind | None] = field(default_factory=dict)
    waiting: frozenset[UUID] = frozenset()


@query
def readable(*, grant: Grant, reader: UUID, rows: Iterable[NewEntry], now: datetime) -> Found:
    """What the reader can read of these now. What is in neither list is gone, or entered in error.

    Nothing can be read while the access rules refuse her, as while the journal is sealed.
    """
    rows = list(rows)
    here = headings_since(grant=grant, since=BEGINNING, types=TYPES)
    there = {row.entry for row in rows if row.system}
    known = {one.id for one in here} | there
    if refusal(recipient=reader, person=grant.person, kind=NewEntry.data_kind, now=now):
        return Found(waiting=frozenset(known))
    through = gate_of(grant=grant, reader=reader, now=now)
    kinds: dict[UUID, Kind | None] = dict(_shown(grant, through, _for(here, grant.person, reader), now))
    kinds |= {row.entry: None for row in rows if row.system and _may_be_told(row, through)}
    return Found(kinds=kinds, waiting=frozenset(known - kinds.keys()))


def _for(headings: Iterable[Heading], person: UUID, reader: UUID) -> list[Heading]:
    """Without what care has withheld, and for a guardian without what is hidden from guardians."""
    is_own = reader == person
    return [one for one in headings if not one.is_withheld and (is_own or not one.hidden_from_guardian)]


def _shown(grant: Grant, through: Gate, headings: list[Heading], now: datetime) -> dict[UUID, Kind]:
    by_care_giver = groupby(sorted(headings, key=lambda one: one.care_giver), key=lambda one: one.care_giver)
    answers = [
        Answer(
            code=code, name="", state=State.ANSWERED, asked_at=now,
            entries=tuple(entry_of(heading=one, care_giver_name="") for one in ones),
        )
        for code, ones in by_care_giver
    ]  # fmt: skip
    shown = passed(grant=grant, keeper=NO_BROWSER, gate=through, answers=answers).answers
    return {one.id: one.kind for answer in shown for one in answer.entries}


def _may_be_told(row: NewEntry, through: Gate) -> bool:
    """Whether what the index told of can be shown whatever it is: its care giver has no rules, and nothing that the
    reader puts off could still wait."""
    care_givers = {one.code: one.care_giver for one in connected_sources()}
    is_open = care_givers.get(row.system) not in {None, *through.rules}
    return is_open and row.came_at + longest_hold(choices=through.choices) <= through.now
