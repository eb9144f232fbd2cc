"""Events on their way, and which subscriber has handled which."""

from django.db import models
from uuid6 import uuid7

from ingang.foundation.personal.models import ClassifiedModel


class OutboxEvent(ClassifiedModel):
    """An event written with its change. `person` orders delivery: events of one person never overtake each other."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.UUIDField(null=True)
    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    fields = models.JSONField(default=dict)
    at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"person", "fields"})
    plain_fields = frozenset(
        {"id", "name", "version", "at", "delivered_at", "attempts", "next_attempt_at", "dead_at"}
    )
    distribution = "person"

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                name="outbox_waiting",
                condition=models.Q(delivered_at=None, dead_at=None),
            )
        ]


class Handled(ClassifiedModel):
    """That a subscriber has handled an event: written in the handler's own transaction, so never twice."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event_id = models.UUIDField()
    subscriber = models.CharField(max_length=60)
    at = models.DateTimeField()

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"id", "event_id", "subscriber", "at"})
    distribution = "event_id"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event_id", "subscriber"], name="outbox_handled_once")]
