"""Questions about lines of the log and what the units answered; and readings that the rules found unusual."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel, PersonalModel
from ingang.kernel.words import marked
from ingang.services.access_log.elsewhere.models import AskedLog, LogService

__all__ = ["QUESTION", "UNUSUAL", "AskedLog", "Finding", "LogQuestion", "LogService", "UnusualReading", "Watch", "Why"]

QUESTION, UNUSUAL = "access_log.question", "access_log.unusual"


class Why(models.TextChoices):
    """Why somebody questions a line."""

    NO_CONTACT = "no_contact", marked("I had no contact with the unit then")
    KNOWS_ME = "knows_me", marked("I think that it was somebody who knows me")
    UNCLEAR = "unclear", marked("I do not understand why it was needed")
    OTHER = "other", marked("Something else")


class Finding(models.TextChoices):
    """What the log reviewer found."""

    NEEDED = "needed", marked("The reading was needed")
    MISTAKE = "mistake", marked("It was a mistake")
    NOT_ALLOWED = "not_allowed", marked("It was not allowed, and the care giver acts on it")


class LogQuestion(PersonalModel):
    """One question about one line; `quote` is the line as it stood, in codes, so that it reads in any language.

    `unit` is whose log reviewer answers: the line's, or kernel.grant.OPERATION for what another system did. A question
    that was taken back does not stand in the way of a new one. `seen_at` is when the answer was first opened.
    """

    data_kind = QUESTION

    entry = models.BigIntegerField()
    quote = models.JSONField()
    unit = models.CharField(max_length=31)
    why = models.CharField(max_length=20, choices=Why.choices)
    text = models.CharField(max_length=1000, blank=True)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    hidden_from_guardian = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=31, blank=True)
    finding = models.CharField(max_length=20, choices=Finding.choices, blank=True)
    answer = models.CharField(max_length=2000, blank=True)
    seen_at = models.DateTimeField(null=True)

    personal_fields = frozenset(
        {"person", "entry", "quote", "unit", "why", "text", "asked_by", "finding", "answer", "answered_by"}
    )
    plain_fields = frozenset(
        {"id", "asked_at", "due_at", "hidden_from_guardian", "withdrawn_at", "answered_at", "seen_at"}
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "entry"], condition=models.Q(withdrawn_at=None), name="access_log_one_question"
            )
        ]
        indexes = [models.Index(fields=["person", "-asked_at"], name="access_log_question_asked")]


class UnusualReading(PersonalModel):
    """A line of the log that the rules found unusual, and by which signs (codes of rules.unusual.Sign)."""

    data_kind = UNUSUAL

    entry = models.BigIntegerField()
    read_at = models.DateTimeField()
    signs = models.JSONField(default=list)
    hidden_from_guardian = models.BooleanField(default=False)

    personal_fields = frozenset({"person", "entry", "signs"})
    plain_fields = frozenset({"id", "read_at", "hidden_from_guardian"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "entry"], name="access_log_unusual_once")]
        indexes = [models.Index(fields=["person", "-read_at"], name="access_log_unusual_read")]


class Watch(ClassifiedModel):
    """How far the log has been watched: the number of the last event that was weighed. One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    weighed = models.BigIntegerField(default=0)

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"id", "weighed"})
