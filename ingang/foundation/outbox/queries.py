"""What could not be delivered."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ingang.foundation.outbox.models import Handled, OutboxEvent
from ingang.kernel.registry import current


@dataclass(frozen=True, kw_only=True)
class DeadDelivery:
    """An event that some subscribers could not handle in all its attempts; somebody must look at it.

    `unit` is the one that the event names, or empty.
    """

    event_id: UUID
    name: str
    person: UUID | None
    at: datetime
    dead_at: datetime
    attempts: int
    subscribers: tuple[str, ...]
    unit: str


def dead_deliveries() -> list[DeadDelivery]:
    """Every event that was given up and by whom it is missed, the earliest first."""
    dead = OutboxEvent.objects.filter(dead_at__isnull=False).order_by("number")
    return [_dead(row, row.dead_at) for row in dead if row.dead_at]


def settled_deliveries(*, event_ids: frozenset[UUID]) -> list[UUID]:
    """Which of the events have reached everybody who hears them, the earliest first."""
    arrived = OutboxEvent.objects.filter(event_id__in=event_ids, delivered_at__isnull=False)
    return list(arrived.order_by("number").values_list("event_id", flat=True))


def _dead(row: OutboxEvent, dead_at: datetime) -> DeadDelivery:
    handled = set(Handled.objects.filter(event_id=row.event_id).values_list("subscriber", flat=True))
    missed = {subscriber for subscriber, _ in current().hearings(row.name)} - handled
    return DeadDelivery(
        event_id=row.event_id,
        name=row.name,
        person=row.person,
        at=row.at,
        dead_at=dead_at,
        attempts=row.attempts,
        subscribers=tuple(sorted(missed)),
        unit=row.fields.get("unit", ""),
    )


def waiting_since() -> datetime | None:
    """When the earliest event was announced that has not reached everybody; None when nothing waits.

    Those given up are left out: they are somebody's work already.
    """
    waiting = OutboxEvent.objects.filter(delivered_at=None, dead_at=None)
    return waiting.order_by("at").values_list("at", flat=True).first()
