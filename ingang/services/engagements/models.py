"""What the engagement index has not been told yet, and how far the telling of everything has come."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel, PersonalModel


class Untold(PersonalModel):
    """That what a care giver holds on a person under one of the index's words has changed, and the index does not know.

    What it is told is read when it is told, so that a later change makes an earlier one unsaid.
    """

    data_kind = "records.clinical"

    care_giver = models.CharField(max_length=31)
    word = models.CharField(max_length=20)
    changed_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"person", "care_giver", "word", "changed_at"})
    plain_fields = frozenset({"id", "attempts", "next_attempt_at"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "care_giver", "word"], name="engagements_untold_once")]
        indexes = [models.Index(fields=["changed_at"], name="engagements_untold_changed")]


class Walk(ClassifiedModel):
    """How far the telling of everything that is stored has come: `after` is the last person of the last piece.

    There is one row. It is written in the same transaction as the piece, so a killed walk goes on where it was.
    """

    name = models.CharField(max_length=10, primary_key=True)
    after = models.UUIDField(null=True)
    persons = models.PositiveBigIntegerField(default=0)
    engagements = models.PositiveBigIntegerField(default=0)
    nameless = models.PositiveBigIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"after"})
    plain_fields = frozenset({"name", "persons", "engagements", "nameless", "ended_at"})
