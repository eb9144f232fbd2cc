"""The systems that the house asks, and how they fared."""

from django.db import models
from uuid6 import uuid7

from ingang.foundation.personal.models import ClassifiedModel
from ingang.foundation.systems.rules import OBJECTIVE
from ingang.kernel.words import marked


class Protocol(models.TextChoices):
    """How a care giver's system is asked."""

    FHIR = "fhir", marked("FHIR R4")
    RIVTA = "rivta", marked("National service contracts (RIV-TA)")


class ConnectedSystem(ClassifiedModel):
    """A care giver's system. `code` is the HSA-id that it is known by, `name` what residents call the care giver.

    Its secrets are settings (`JOURNAL_SYSTEMS`), never rows. `version` is what it said last of its own version, at
    `version_at`. What `tells_index` is asked only about those whom the engagement index knows there. `objective` is how
    many of a hundred questions it shall answer. `switched_at` and `reason` tell of its last being turned on or off;
    `woken_at` is since when no process lets it rest for what happened before.
    """

    code = models.CharField(max_length=31, primary_key=True)
    name = models.CharField(max_length=200)
    care_giver = models.CharField(max_length=31)
    protocol = models.CharField(max_length=10, choices=Protocol.choices)
    url = models.CharField(max_length=500)
    is_on = models.BooleanField(default=True)
    version = models.CharField(max_length=200, blank=True, db_default="")
    version_at = models.DateTimeField(null=True)
    tells_index = models.BooleanField(default=False, db_default=False)
    objective = models.DecimalField(max_digits=4, decimal_places=2, default=OBJECTIVE, db_default=OBJECTIVE)
    switched_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True, db_default="")
    woken_at = models.DateTimeField(null=True)

    personal_fields = frozenset[str]()
    plain_fields = frozenset(
        """code name care_giver protocol url is_on version version_at tells_index objective switched_at reason
        woken_at""".split()  # noqa: SIM905
    )

    class Meta:
        # It was the journal's: a release from before goes on working beside this one.
        db_table = "journal_connectedsystem"


class Asking(ClassifiedModel):
    """One question to a system, and never about whom. Rows are only added, and gone when the job has counted them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    system = models.CharField(max_length=31)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=20)
    error = models.CharField(max_length=60, blank=True)
    milliseconds = models.PositiveIntegerField()

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"id", "system", "at", "outcome", "error", "milliseconds"})
    distribution = "system"

    class Meta:
        indexes = [
            models.Index(fields=["system", "at"], name="systems_asking_system"),
            models.Index(fields=["at"], name="systems_asking_at"),
        ]


class AskingHour(ClassifiedModel):
    """How many questions to a system ended so in an hour, and how long they took together."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    system = models.CharField(max_length=31)
    begins_at = models.DateTimeField()
    outcome = models.CharField(max_length=20)
    count = models.PositiveIntegerField()
    milliseconds = models.PositiveBigIntegerField()

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"id", "system", "begins_at", "outcome", "count", "milliseconds"})
    distribution = "system"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "begins_at", "outcome"], name="systems_hour_once")]
        indexes = [models.Index(fields=["begins_at"], name="systems_hour_begins")]


class Maintenance(ClassifiedModel):
    """Work that is planned, or a disturbance, that may be felt, in words that everybody may read. The end is excluded.

    `system` is the code of the one that it concerns, `part` the part of the portal; both are empty for all of the
    portal. From `shown_at` the pages that it concerns say so; None: not before it begins. One that is called off stays.
    `version` grows by one with each change.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    system = models.CharField(max_length=31, blank=True)
    part = models.CharField(max_length=31, blank=True, db_default="")
    is_disturbance = models.BooleanField(default=False, db_default=False)
    shown_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1, db_default=1)
    changed_at = models.DateTimeField(null=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    swedish = models.CharField(max_length=300)
    english = models.CharField(max_length=300)
    planned_by = models.CharField(max_length=31)
    planned_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"planned_by"})
    plain_fields = frozenset(
        """id system part is_disturbance shown_at version changed_at begins_at ends_at swedish english planned_at
        called_off_at""".split()  # noqa: SIM905
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("begins_at")), name="systems_maintenance_has_time"
            )
        ]
        indexes = [models.Index(fields=["ends_at"], name="systems_maintenance_ends")]
