"""One row per audited event, without foreign keys: history outlives what it describes."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel


class AuditEvent(ClassifiedModel):
    """Who (actor, on whose behalf), what (event, kinds), about whom, why, from where, when, and the outcome.

    Source: HSLF-FS 2016:40 chapter 4 section 9 (actions, unit, time, identity of user and patient). Written once,
    never changed: triggers and the serving role's rights refuse it. On PostgreSQL the table is partitioned by
    month and has one more column, `tx`, the transaction that wrote the row (see tables.py).
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    event = models.CharField(max_length=80)
    outcome = models.CharField(max_length=10)
    person = models.UUIDField(null=True)
    persons = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    purpose = models.CharField(max_length=30, blank=True)
    ground = models.CharField(max_length=30, blank=True)
    actor_kind = models.CharField(max_length=20)
    actor = models.CharField(max_length=80)
    actor_name = models.CharField(max_length=120, blank=True)
    actor_role = models.CharField(max_length=120, blank=True)
    acting_for = models.UUIDField(null=True)
    assignment = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    care_giver = models.CharField(max_length=40, blank=True)
    way = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=45, blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict)

    personal_fields = frozenset(
        {"person", "persons", "actor", "actor_name", "acting_for", "address", "details", "kinds", "unit", "care_giver"}
    )
    plain_fields = frozenset(
        {
            "id",
            "at",
            "event",
            "outcome",
            "purpose",
            "ground",
            "actor_kind",
            "actor_role",
            "assignment",
            "way",
            "request_id",
        }
    )
    distribution = "person"

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"], name="audit_person_at"),
            models.Index(fields=["unit", "-at"], name="audit_unit_at"),
        ]


class ShownPerson(ClassifiedModel):
    """Which persons a unit list showed: the index from a person to events that carry many.

    Everything in it follows from AuditEvent.persons, so the sealed rows tell when an entry is missing or false.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.UUIDField()
    at = models.DateTimeField()
    event_id = models.BigIntegerField()

    personal_fields = frozenset({"person", "event_id"})
    plain_fields = frozenset({"id", "at"})
    distribution = "person"

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at", "-event_id"], name="audit_shown_person_at"),
            models.Index(fields=["event_id"], name="audit_shown_event"),
        ]


class Seal(ClassifiedModel):
    """The signed root of all events in one window; each seal names the one before it.

    The window is [window_from, window_until): transactions on PostgreSQL, event numbers on SQLite. Windows follow
    each other without a gap.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    window_from = models.BigIntegerField()
    window_until = models.BigIntegerField()
    count = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    previous_root = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    personal_fields = frozenset[str]()
    plain_fields = frozenset(
        {"number", "at", "window_from", "window_until", "count", "root", "previous_root", "key", "signature"}
    )
