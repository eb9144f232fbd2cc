"""Bringing each event to all who hear it, once and in each person's order (architecture section 7)."""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import models, transaction

from ingang.foundation.outbox.errors import UnheardVersion
from ingang.foundation.outbox.models import Handled, OutboxEvent
from ingang.foundation.outbox.rules import pause_after
from ingang.foundation.personal.scope import scope
from ingang.kernel.events import Event, Hearing
from ingang.kernel.grant import Grant
from ingang.kernel.registry import current, resolve

BATCH = 100

log = logging.getLogger(__name__)


class OpenGrant(Protocol):
    """How a subscriber's grant is opened: `access.actions.open_job`, handed in since access lies above."""

    def __call__(self, *, name: str, kinds: Iterable[str], now: datetime, persons: Iterable[UUID] = ()) -> Grant: ...


def deliver_all(*, now: datetime, open_grant: OpenGrant) -> int:
    """Deliver until nothing more is due; give back how many events were delivered or given up."""
    total = 0
    while settled := deliver(now=now, open_grant=open_grant):
        total += settled
    return total


def deliver(*, now: datetime, open_grant: OpenGrant) -> int:
    """Bring the first due event of each person to all who hear it; give back how many were settled.

    Each subscriber's handler runs in one transaction with the mark that it has handled the event. A handler
    that raises is tried again after a pause, while the person's later events wait; after the last attempt the
    event is dead: it stands in `dead_deliveries`, and the later ones go on.
    """
    heads = list(_due(now).order_by("number")[:BATCH])
    return sum(_deliver_event(row, now, open_grant) for row in heads)


def _waiting() -> models.QuerySet[OutboxEvent]:
    return OutboxEvent.objects.filter(delivered_at=None, dead_at=None)


def _due(now: datetime) -> models.QuerySet[OutboxEvent]:
    earlier = _waiting().filter(person=models.OuterRef("person"), number__lt=models.OuterRef("number"))
    is_due = models.Q(next_attempt_at=None) | models.Q(next_attempt_at__lte=now)
    return _waiting().filter(is_due, ~models.Exists(earlier))


def _deliver_event(row: OutboxEvent, now: datetime, open_grant: OpenGrant) -> bool:
    failed = False
    for subscriber, hearing in current().hearings(row.name):
        try:
            _deliver_to(subscriber, hearing, row, now, open_grant)
        except Exception as error:
            # Whatever a handler raises: the event must neither be lost nor stop the others.
            # The error's text may hold personal data; the log gets its kind alone.
            log.error("event %s failed at %s: %s", row.event_id, subscriber, type(error).__name__)
            failed = True
    return _postpone(row, now) if failed else _finish(row, now)


def _deliver_to(subscriber: str, hearing: Hearing, row: OutboxEvent, now: datetime, open_grant: OpenGrant) -> None:
    if _is_handled(row, subscriber):
        return
    if hearing.version != row.version:
        raise UnheardVersion(row.name, row.version, subscriber)
    handler = resolve(hearing.handler)
    persons = () if row.person is None else (row.person,)
    # Opening commits an audit row, so it comes before the lock; who loses the race for it has opened in vain.
    grant = open_grant(name=subscriber, kinds=hearing.kinds, persons=persons, now=now)
    with scope(grant):
        if _taken(row, now) and not _is_handled(row, subscriber):
            Handled.objects.create(event_id=row.event_id, subscriber=subscriber, at=now)
            handler(event=_told(row), grant=grant, now=now)


def _taken(row: OutboxEvent, now: datetime) -> bool:
    """Lock the event until the transaction ends; False when another worker holds it or has dealt with it.

    On SQLite the transaction, begun IMMEDIATE, has locked out every other writer already.
    """
    return _due(now).select_for_update(skip_locked=True).filter(number=row.number).first() is not None


def _is_handled(row: OutboxEvent, subscriber: str) -> bool:
    return Handled.objects.filter(event_id=row.event_id, subscriber=subscriber).exists()


def _finish(row: OutboxEvent, now: datetime) -> bool:
    with transaction.atomic():
        everyone = {subscriber for subscriber, _ in current().hearings(row.name)}
        handled = set(Handled.objects.filter(event_id=row.event_id).values_list("subscriber", flat=True))
        if not everyone <= handled:  # another worker is at it
            return False
        return bool(_waiting().filter(number=row.number).update(delivered_at=now))


def _postpone(row: OutboxEvent, now: datetime) -> bool:
    with transaction.atomic():
        if not _taken(row, now):
            return False
        attempts = row.attempts + 1
        pause = pause_after(attempts=attempts)
        then = {"dead_at": now} if pause is None else {"next_attempt_at": now + pause}
        _waiting().filter(number=row.number).update(attempts=attempts, **then)
    return pause is None


def _told(row: OutboxEvent) -> Event:
    return Event(
        id=row.event_id,
        name=row.name,
        version=row.version,
        person=row.person,
        fields=dict(row.fields),
        at=row.at,
    )
