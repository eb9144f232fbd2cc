"""The systems that the journal asks, and what they answered for as long as a log-in lasts."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel, PersonalModel
from ingang.kernel.words import marked
from ingang.services.journal.reports.models import ErrorReport

__all__ = ["ConnectedSystem", "ErrorReport", "KeptAnswer", "KeptTexts", "Opening", "Protocol"]


class Protocol(models.TextChoices):
    """How a care giver's system is asked."""

    FHIR = "fhir", marked("FHIR R4")
    RIVTA = "rivta", marked("National service contracts (RIV-TA)")


class ConnectedSystem(ClassifiedModel):
    """A care giver's system. `code` is the HSA-id that it is known by, `name` what residents call the care giver.

    Its secrets are settings (`JOURNAL_SYSTEMS`), never rows.
    """

    code = models.CharField(max_length=31, primary_key=True)
    name = models.CharField(max_length=200)
    care_giver = models.CharField(max_length=31)
    protocol = models.CharField(max_length=10, choices=Protocol.choices)
    url = models.CharField(max_length=500)
    is_on = models.BooleanField(default=True)

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"code", "name", "care_giver", "protocol", "url", "is_on"})


class KeptAnswer(PersonalModel):
    """What one system answered about a person, kept for one log-in at most and readable with that browser's key alone.

    `sealed` holds the headings of what was fetched last; the texts lie in `KeptTexts`. A system that failed since then
    keeps what it had, with its age; `fetched_at` is empty where it never answered.
    """

    data_kind = "records.clinical"

    log_in = models.UUIDField()
    system = models.CharField(max_length=31)
    state = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)
    sealed = models.BinaryField()

    personal_fields = frozenset({"person", "system", "state", "sealed"})
    plain_fields = frozenset({"id", "log_in", "asked_at", "fetched_at"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "log_in", "system"], name="journal_kept_answer_once")]
        indexes = [models.Index(fields=["log_in"], name="journal_kept_answer_log_in")]


class KeptTexts(PersonalModel):
    """A sealed part of the texts of a kept answer: one entry is opened without opening them all."""

    data_kind = "records.clinical"

    log_in = models.UUIDField()
    system = models.CharField(max_length=31)
    part = models.PositiveIntegerField()
    sealed = models.BinaryField()

    personal_fields = frozenset({"person", "system", "sealed"})
    plain_fields = frozenset({"id", "log_in", "part"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "log_in", "system", "part"], name="journal_kept_texts_once")
        ]
        indexes = [models.Index(fields=["log_in"], name="journal_kept_texts_log_in")]


class Opening(PersonalModel):
    """When a reader opened a person's journal last, and the time before: what came in between is new to that reader."""

    data_kind = "records.clinical"

    reader = models.UUIDField()
    opened_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"person", "reader", "opened_at", "before_at"})
    plain_fields = frozenset({"id"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "reader"], name="journal_opening_once")]
