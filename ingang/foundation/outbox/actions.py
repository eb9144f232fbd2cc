"""Announcing an event inside the transaction of the change."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from ingang.foundation.outbox.errors import UndeclaredEvent
from ingang.foundation.outbox.models import OutboxEvent
from ingang.foundation.personal.prepared import insert
from ingang.kernel.registry import current


def announce(*, name: str, person: UUID | None, fields: Mapping[str, str], now: datetime) -> UUID:
    """Write the event beside the change that it tells of; it is delivered once the change is committed.

    Refuses an event that no manifest announces or whose fields differ from the promise. `fields` holds ids
    and codes only.
    """
    promised = current().event_types.get(name)
    if promised is None or set(promised.fields) != set(fields):
        raise UndeclaredEvent(f"{name} with fields {sorted(fields)}")
    event = OutboxEvent(name=name, version=promised.version, person=person, fields=dict(fields), at=now)
    insert(event)
    return event.event_id


def try_again(*, event_id: UUID) -> bool:
    """Put a dead event back among the waiting, once its cause is mended; False when it is not dead."""
    dead = OutboxEvent.objects.filter(event_id=event_id, dead_at__isnull=False)
    return bool(dead.update(dead_at=None, next_attempt_at=None, attempts=0))
