"""Events on their way, which subscriber has handled which, and which job is running."""

from django.db import models
from uuid6 import uuid7

from ingang.foundation.personal.models import ClassifiedModel


class OutboxEvent(ClassifiedModel):
    """An event written with its change. Those of one `person` reach each subscriber in order of `number`.

    The database gives the number: clocks of two machines may disagree, a sequence does not.
    """

    number = models.BigAutoField(primary_key=True)
    event_id = models.UUIDField(default=uuid7, editable=False, db_index=True)
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
        {
            "number",
            "event_id",
            "name",
            "version",
            "at",
            "delivered_at",
            "attempts",
            "next_attempt_at",
            "dead_at",
        }
    )
    distribution = "person"

    class Meta:
        indexes = [
            models.Index(
                fields=["person", "number"],
                name="outbox_waiting",
                condition=models.Q(delivered_at=None, dead_at=None),
            ),
            models.Index(
                fields=["delivered_at"],
                name="outbox_delivered",
                condition=models.Q(delivered_at__isnull=False),
            ),
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


class RunningJob(ClassifiedModel):
    """That a scheduled job runs now. After `until` the job is taken for killed, and may be started again."""

    name = models.CharField(max_length=120, primary_key=True)
    until = models.DateTimeField()

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"name", "until"})
