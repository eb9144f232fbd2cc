"""What a service announces to the others: a name, a version, and ids and codes only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class EventType:
    """An event that a manifest promises to announce, with the exact names of its fields."""

    name: str
    version: int
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened, as it reaches those who hear it. `person` is whom it concerns, if anybody."""

    id: UUID
    name: str
    version: int
    person: UUID | None
    fields: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Hearing:
    """A wish to hear an event: `handler` is a dotted name, called as handler(event=, grant=, now=).

    `kinds` are the kinds of data that the handler's job grant covers; the grant holds the event's person.
    """

    event: str
    version: int
    handler: str
    kinds: tuple[str, ...] = ()
