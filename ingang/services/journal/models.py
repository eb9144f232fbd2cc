"""What other systems answered, for as long as a log-in lasts, and when the journal was opened."""

from django.db import models

from ingang.foundation.personal.models import PersonalModel


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
