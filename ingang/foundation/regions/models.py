"""What the regions have decided, as dated data that is never changed; names and codes of regions are in rules.py."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel


class RegionDecision(ClassifiedModel):
    """A region decided a setting from a date: on or off, a number, or its own words in both languages.

    A value of null says that the national default counts again.

    Rows are added, never changed, save that a plan may be withdrawn before it begins. `number` counts the decisions
    about one setting in one region: two administrators who decide at once can not both be the next.
    """

    region = models.CharField(max_length=2)
    code = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    value = models.JSONField(null=True)
    valid_from = models.DateField()
    decided_by = models.CharField(max_length=40)
    decided_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=40, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True)

    personal_fields = frozenset[str]()
    plain_fields = frozenset(
        [
            "id",
            "region",
            "code",
            "number",
            "value",
            "valid_from",
            "decided_by",
            "decided_at",
            "withdrawn_by",
            "withdrawn_at",
        ]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "code", "number"], name="regions_decided_one_at_a_time")
        ]
