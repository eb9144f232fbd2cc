"""What a region has decided, as dated data; names and codes are in rules.py."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel


class RegionSwitch(ClassifiedModel):
    """A region turned something on or off from a date; the latest row that has begun counts."""

    region = models.CharField(max_length=2)
    code = models.CharField(max_length=60)
    is_on = models.BooleanField()
    valid_from = models.DateField()
    decided_by = models.CharField(max_length=40)

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"id", "region", "code", "is_on", "valid_from", "decided_by"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "code", "valid_from"], name="regions_switch_once_a_day")
        ]
