"""What access itself must keep: which outside systems a region lets in."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel


class Agreement(ClassifiedModel):
    """An outside system may reach these kinds of data for these purposes, for a time.

    `care_giver` limits it to what that care giver holds; empty means that the agreement has no such limit.
    """

    system = models.CharField(max_length=80)
    care_giver = models.CharField(max_length=31, blank=True)
    kinds = models.JSONField(default=list)
    purposes = models.JSONField(default=list)
    reference = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    personal_fields = frozenset[str]()
    plain_fields = frozenset(
        {"id", "system", "care_giver", "kinds", "purposes", "reference", "valid_from", "valid_until"}
    )

    class Meta:
        indexes = [models.Index(fields=["system"], name="access_agreement_system")]
