"""What others announce, and what is held back no longer: noted for those who wish to be told of what is new."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from ingang.foundation.notifications.queries import recipients, wanted_kinds
from ingang.foundation.records.queries import stored_then
from ingang.kernel.events import Event
from ingang.kernel.grant import Grant
from ingang.services.journal.kinds import TYPES
from ingang.services.journal.news.models import NewEntry
from ingang.services.journal.news.rules import CODES, Pace, first_look


def records_changed(*, event: Event, grant: Grant, now: datetime) -> None:
    """Note what came with the change. What waits may be readable since then, as when its author has signed it."""
    _look_again(grant, now)
    entries = stored_then(grant=grant, care_giver=event.fields["care_giver"], moment=event.at, types=TYPES)
    readers = recipients(person=grant.person, hidden_from_guardian=False, now=now)
    _note(grant, readers, entries, event.at)


def index_notified(*, event: Event, grant: Grant, now: datetime) -> None:
    """Note that a system has something new of the person's, for herself alone.

    Nobody here knows what it is, so it could be what is hidden from guardians (corrections 3.2).
    """
    readers = recipients(person=grant.person, hidden_from_guardian=True, now=now)
    _note(grant, readers, [event.id], event.at, system=event.fields["system"])


def result_released(*, event: Event, grant: Grant, now: datetime) -> None:
    """A unit lets a result be shown that waited: whoever wishes to be told of it is, without delay."""
    _look_again(grant, now)


def _look_again(grant: Grant, now: datetime) -> None:
    NewEntry.under(grant).filter(pace=Pace.AT_ONCE, look_at__gt=now).update(look_at=now)


def _note(grant: Grant, readers: Iterable[UUID], entries: Iterable[UUID], came_at: datetime, system: str = "") -> None:
    rows = [
        NewEntry(
            person=grant.person,
            reader=reader,
            entry=entry,
            system=system,
            pace=pace,
            came_at=came_at,
            look_at=first_look(pace=pace, came_at=came_at),
        )
        for reader, wanted in wanted_kinds(persons=readers).items()
        for pace in Pace
        if wanted & CODES[pace]
        for entry in entries
    ]
    NewEntry.under(grant).bulk_create(rows, batch_size=200, ignore_conflicts=True)
